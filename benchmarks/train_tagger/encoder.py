"""The tagger's network: a BERT encoder with word features added to its embeddings, and heads.

The encoder is Devlin et al. 2019 (https://arxiv.org/abs/1810.04805) in the sizes of MiniLM (Wang et
al. 2020); the pretrained weights are those of ``sentence-transformers/all-MiniLM-L6-v2``.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512


class Block(nn.Module):
    """One transformer layer, post-norm as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` is (batch, time, width); ``bias`` is added to the attention scores."""
        rows, time, _ = x.shape
        shape = (rows, time, HEADS, WIDTH // HEADS)
        query = self.query(x).view(shape).transpose(1, 2)
        key = self.key(x).view(shape).transpose(1, 2)
        value = self.value(x).view(shape).transpose(1, 2)
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, time, WIDTH)
        x = self.attention_norm(x + self.output(mixed))
        inner = nn.functional.gelu(self.inner(x))
        return self.outer_norm(x + self.dropout(self.outer(inner)))


class Tagger(nn.Module):
    """Word pieces and their features in, one score vector per head and piece out."""

    def __init__(self, features: int, heads: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.Linear(features, WIDTH, bias=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, tags) for name, tags in heads.items()})
        self.late = nn.ModuleDict(
            {name: nn.Linear(features, tags, bias=False) for name, tags in heads.items()}
        )
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.features.weight, std=0.01)
        for layer in self.late.values():
            nn.init.zeros_(layer.weight)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """``pieces`` (batch, time) int64, ``features`` (batch, time, n), ``mask`` 1 where real."""
        time = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(time) + self.segment + self.features(features)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for block in self.blocks:
            x = block(x, bias)
        x = self.dropout(x)
        return tuple(head(x) + self.late[name](features) for name, head in self.heads.items())


def pretrained(path: Path, features: int, heads: dict[str, int], dropout: float = 0.1) -> Tagger:
    """A tagger whose encoder holds the weights of a BERT ``model.safetensors``."""
    model = Tagger(features, heads, dropout)
    old = load_file(str(path))
    state = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"],
        "segment": old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    for new_name, old_name in BLOCK_NAMES.items():
        for layer in range(LAYERS):
            for part in ("weight", "bias"):
                state[f"blocks.{layer}.{new_name}.{part}"] = old[
                    f"encoder.layer.{layer}.{old_name}.{part}"
                ]
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not n.startswith(("heads", "late", "features")) for n in missing):
        raise ValueError(f"{path} is not the encoder expected: {missing} {unexpected}")
    return model


BLOCK_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}
