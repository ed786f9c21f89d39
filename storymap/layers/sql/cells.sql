SELECT parts, areas FROM cell WHERE id = ?
