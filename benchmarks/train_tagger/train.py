"""Learn the tagger's weights. See README.md beside this file."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from benchmarks.split import development, held_out
from benchmarks.train_tagger.augment import Augmenter
from benchmarks.train_tagger.encoder import Tagger, pretrained
from benchmarks.train_tagger.examples import (
    HEADS,
    IGNORED,
    Example,
    entity_data,
    toponym_example,
    windows,
)
from benchmarks.train_tagger.pools import pools
from benchmarks.train_tagger.templates import Templates
from storymap.gazetteer import open_gazetteer
from storymap.recognisers.evidence import Evidence
from storymap.recognisers.wordpiece import WordPiece
from storymap.recognisers.words import WIDTH, Column, cut, known_names, mark_names, surface


def corpus(path: Path, name: str, *, dev: bool) -> list[Example]:
    """The learning half of a corpus; without its development fifth where ``dev``."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    rows = [r for r in rows if not held_out(r["doc_id"])]
    rows = [r for r in rows if not (dev and development(r["doc_id"]))]
    return [toponym_example(r, name) for r in rows]


def gather(args: argparse.Namespace) -> list[Example]:
    """Every training window of the corpora."""
    found = list(windows(entity_data(args.entities)))
    for name in ("lgl", "geovirus"):
        path = getattr(args, name)
        if path:
            docs = corpus(path, name, dev=args.dev)
            for _ in range(2 if name == "geovirus" else 1):
                found += [w for d in docs for w in windows([d])]
    return found


Row = tuple[list[int], np.ndarray, np.ndarray]
"""Piece numbers, features and labels (heads, pieces) of one window."""


class Encoder:
    """Examples to tensors."""

    def __init__(self, wordpiece: WordPiece, evidence: object = None) -> None:
        self.wordpiece = wordpiece
        self.evidence = evidence

    def rows(self, example: Example, *, blind: bool) -> tuple[list[int], np.ndarray, np.ndarray]:
        """Piece numbers, features and labels (heads, pieces) of one window."""
        text = "".join(g + w for g, w in zip(example.gaps, example.words, strict=True))
        words = cut(text)
        if list(words.texts) != example.words:
            raise ValueError(f"words do not survive: {text!r}")
        marks = surface(words)
        if self.evidence and not blind:
            mark_names(marks, known_names(words, text, self.evidence))  # type: ignore[arg-type]
        pieces, labels = [self.wordpiece.begin], [[IGNORED] * len(HEADS)]
        rows: list[list[int]] = [[]]
        for i, word in enumerate(words.texts):
            for j, piece in enumerate(self.wordpiece.pieces(word)):
                pieces.append(piece)
                rows.append([*marks[i], *([Column.CONTINUED] if j else [])])
                labels.append([IGNORED if j else example.labels[h][i] for h in HEADS])
        pieces.append(self.wordpiece.finish)
        rows.append([])
        labels.append([IGNORED] * len(HEADS))
        features = np.zeros((len(pieces), WIDTH), np.float32)
        for i, row in enumerate(rows):
            features[i, row] = 1
        return pieces, features, np.array(labels).T


def batches(
    data: Sequence[Example], encoder: Encoder, augmenter: Augmenter, size: int
) -> list[tuple[Tensor, ...]]:
    """One epoch, augmented, in batches of windows of about the same length."""
    rng = augmenter.random
    encoded = [encoder.rows(augmenter(e), blind=rng.random() < 0.12) for e in data]
    encoded = [row for row in encoded if len(row[0]) <= 256]
    encoded.sort(key=lambda row: len(row[0]) + rng.random() * 12)
    groups: list[list[Row]] = []
    group: list[Row] = []
    for row in encoded:
        if group and (len(group) + 1) * len(row[0]) > size:
            groups.append(group)
            group = []
        group.append(row)
    groups.append(group)
    rng.shuffle(groups)
    return [pad(g) for g in groups]


def pad(group: Sequence[tuple[list[int], np.ndarray, np.ndarray]]) -> tuple[Tensor, ...]:
    """Pieces, features, mask, labels (heads first) of a batch."""
    longest = max(len(p) for p, _, _ in group)
    pieces = torch.zeros(len(group), longest, dtype=torch.long)
    features = torch.zeros(len(group), longest, WIDTH)
    mask = torch.zeros(len(group), longest)
    labels = torch.full((len(HEADS), len(group), longest), IGNORED)
    for i, (p, f, y) in enumerate(group):
        pieces[i, : len(p)] = torch.tensor(p)
        features[i, : len(p)] = torch.from_numpy(f)
        mask[i, : len(p)] = 1
        labels[:, i, : len(p)] = torch.from_numpy(y)
    return pieces, features, mask, labels


HEAD_WEIGHTS = {"entity": 0.6, "toponym": 1.0, "name": 0.8}


def loss_of(outputs: Sequence[Tensor], labels: Tensor) -> Tensor:
    """The heads' cross entropies, each over the pieces that it knows the label of."""
    total = torch.zeros(())
    for output, gold, head in zip(outputs, labels, HEADS, strict=True):
        if bool((gold != IGNORED).any()):
            total = total + HEAD_WEIGHTS[head] * torch.nn.functional.cross_entropy(
                output.float().reshape(-1, output.shape[-1]),
                gold.reshape(-1),
                ignore_index=IGNORED,
                label_smoothing=0.03,
            )
    return total


def optimiser_of(model: Tagger, rate: float) -> torch.optim.Optimizer:
    """AdamW, ten times faster for the new layers; the word embeddings stay as pretrained."""
    model.words.weight.requires_grad = False
    new = ("heads", "late", "features")
    fresh = [p for n, p in model.named_parameters() if n.startswith(new)]
    old = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(new)]
    groups = [{"params": fresh, "lr": rate * 10}, {"params": old, "lr": rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def learn(
    model: Tagger,
    args: argparse.Namespace,
    encoder: Encoder,
    augmenter: Augmenter,
    templates: Templates | None,
) -> None:
    """Linear warm-up and decay; the weights are saved after every epoch."""
    corpora = gather(args)

    def epoch_data() -> list[Example]:
        drawn = windows(templates.draw(args.templates), 70) if templates else ()
        return [*corpora, *drawn]

    optimiser = optimiser_of(model, args.rate)
    steps = args.epochs * len(batches(epoch_data(), encoder, augmenter, args.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.06 * steps), max(0.0, 1 - s / steps))
    )
    began = time.time()
    for epoch in range(args.epochs):
        data = batches(epoch_data(), encoder, augmenter, args.batch)
        losses = [step(model, batch, optimiser, schedule) for batch in data]
        mean = sum(losses) / len(losses)
        print(f"epoch {epoch} loss {mean:.4f} {time.time() - began:.0f}s", flush=True)
        if not math.isfinite(mean):
            raise SystemExit("the loss is not finite")
        torch.save(model.state_dict(), args.out)


def step(
    model: Tagger,
    batch: tuple[Tensor, ...],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> float:
    """One step on one batch; its loss."""
    pieces, features, mask, labels = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = model(pieces, features, mask)
    loss = loss_of(outputs, labels)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    schedule.step()
    optimiser.zero_grad()
    return float(loss.detach())


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="MiniLM's model.safetensors")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--entities", type=Path, required=True)
    parser.add_argument("--lgl", type=Path)
    parser.add_argument("--geovirus", type=Path)
    parser.add_argument("--templates", type=int, default=0, help="template sentences an epoch")
    parser.add_argument("--gazetteer", action="store_true", help="use its features")
    parser.add_argument("--start", type=Path, help="weights to go on from, of an earlier run")
    parser.add_argument("--dev", action="store_true", help="leave the development fifth out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=2048, help="pieces a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def main() -> None:
    """Learn and save the weights after every epoch."""
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    gazetteer = open_gazetteer()
    names = pools(gazetteer, rng)
    evidence = Evidence(gazetteer) if args.gazetteer else None
    templates = Templates(names) if args.templates else None
    encoder = Encoder(WordPiece(args.vocabulary), evidence)
    model = pretrained(args.encoder, WIDTH, HEADS)
    if args.start:
        model.load_state_dict(torch.load(args.start, map_location="cpu"))
    model.train()
    learn(model, args, encoder, Augmenter(rng, names), templates)


if __name__ == "__main__":
    main()
