"""The tagger's network: an int8 ONNX file, run window by window on one core.

Windows are never padded or batched: an int8 network scales its activations by what it is given,
so only then the same text gives the same scores whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storymap.errors import ModelError
from storymap.recognisers.blocks import Block, Stretch, windows
from storymap.recognisers.wordpiece import WordPiece
from storymap.recognisers.words import WIDTH, Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENTITIES = ("LOC", "PER", "ORG", "NORP", "MISC")
HEADS = {"entity": 1 + 2 * len(ENTITIES), "toponym": 3, "name": 3}
MODEL = Path(__file__).parent / "model"
TAGS = sum(HEADS.values())
ADVICE = "run 'pip install onnxruntime numpy', or choose --recogniser gazetteer"


class Network:
    """Scores of every word of an article's blocks."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or MODEL
        self.session = _session(folder / "tagger.onnx")
        self.wordpiece = WordPiece(folder / "vocab.txt")

    def scores(self, blocks: Sequence[Block]) -> list[NDArray[np.float32]]:
        """For each block the tag probabilities of its words, ``(words, TAGS)``."""
        import numpy as np

        pieces = [[self.wordpiece.pieces(w) for w in b.words.texts] for b in blocks]
        lengths = [[len(p) for p in row] for row in pieces]
        found = [np.zeros((len(row), TAGS), np.float32) for row in pieces]
        for window in windows(blocks, lengths):
            numbers, features, heads = self._inputs(window, blocks, pieces)
            inputs = {"pieces": numbers, "features": features}
            output = probabilities(self.session.run(None, inputs)[0][0][heads])
            at = 0
            for stretch in window:
                size = stretch.behind - stretch.first
                found[stretch.block][stretch.first : stretch.behind] = output[at : at + size]
                at += size
        return found

    def _inputs(
        self,
        window: Sequence[Stretch],
        blocks: Sequence[Block],
        pieces: Sequence[Sequence[tuple[int, ...]]],
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], list[int]]:
        """Piece numbers, features, and the positions of the words' first pieces."""
        import numpy as np

        numbers = [self.wordpiece.begin]
        heads: list[int] = []
        rows: list[int] = []
        columns: list[int] = []
        for stretch in window:
            block, cuts = blocks[stretch.block], pieces[stretch.block]
            for i in range(stretch.first, stretch.behind):
                at = len(numbers)
                heads.append(at)
                set_columns = block.columns[i]
                for j in range(len(cuts[i])):
                    rows.extend([at + j] * len(set_columns))
                    columns.extend(set_columns)
                    if j:
                        rows.append(at + j)
                        columns.append(Column.CONTINUED)
                numbers.extend(cuts[i])
        numbers.append(self.wordpiece.finish)
        features = np.zeros((1, len(numbers), WIDTH), np.float32)
        features[0, rows, columns] = 1
        width = self.session.get_inputs()[1].shape[2]
        return np.array([numbers], np.int64), features[:, :, :width], heads


def probabilities(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each head's scores as probabilities, side by side."""
    import numpy as np

    at = 0
    parts = []
    for size in HEADS.values():
        part = np.exp(scores[:, at : at + size] - scores[:, at : at + size].max(1, keepdims=True))
        parts.append(part / part.sum(1, keepdims=True))
        at += size
    return np.concatenate(parts, 1)


def _session(path: Path) -> Any:
    """The ONNX session, on one core: several articles use several processes."""
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelError(f"the tagger needs onnxruntime: {ADVICE}") from error
    if not path.is_file():
        raise ModelError(f"the tagger's model is missing at {path}: {ADVICE}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, not exported
        raise ModelError(f"the tagger's model at {path} is damaged: {ADVICE}") from error
