"""Write the tagger as int8 ONNX, and check that it still says what the float network says."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from benchmarks.train_tagger.encoder import Tagger
from benchmarks.train_tagger.examples import HEADS
from storymap.recognisers.words import WIDTH


class OneWindow(nn.Module):
    """The network for one window: no padding, all heads' scores side by side."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        """``pieces`` (1, time), ``features`` (1, time, n); gives (1, time, tags of all heads)."""
        return torch.cat(self.tagger(pieces, features, torch.ones_like(pieces)), -1)


def export(weights: Path, out: Path) -> None:
    """Turn a state dict into the ONNX file that the package ships."""
    tagger = Tagger(WIDTH, HEADS)
    tagger.load_state_dict(torch.load(weights, map_location="cpu"))
    model = OneWindow(tagger).eval()
    pieces = torch.randint(1000, 20000, (1, 17))
    features = (torch.rand(1, 17, WIDTH) < 0.1).float()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model,
            (pieces, features),
            str(whole),
            input_names=["pieces", "features"],
            output_names=["scores"],
            dynamic_axes={"pieces": {1: "time"}, "features": {1: "time"}, "scores": {1: "time"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True)
    check(model, out)


def check(model: OneWindow, path: Path) -> None:
    """Print how far the int8 scores lie from the float ones, and the size."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    pieces = torch.randint(1000, 20000, (1, 90))
    features = (torch.rand(1, 90, WIDTH) < 0.1).float()
    with torch.no_grad():
        want = model(pieces, features).numpy()
    got = session.run(None, {"pieces": pieces.numpy(), "features": features.numpy()})[0]
    print(f"{path.stat().st_size / 1e6:.1f} MB, mean difference {np.abs(want - got).mean():.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    export(options.weights, options.out)
