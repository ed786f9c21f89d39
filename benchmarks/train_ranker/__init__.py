"""The recipe of the resolver's weights: see README.md."""
