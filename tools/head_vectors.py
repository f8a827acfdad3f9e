"""Vectors of many texts on disk, so that heads can be fitted again without asking the encoder again."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.encoder import Encoder, Vectors

LAYERS = (6, 9, 12)
SHARD = 1000  # texts
PREFIX = "query: "


class Cache:
    """A folder of shards: `NNN-states.npy` with the vectors of tokens in half precision, read from disk when they are asked
    for; `NNN.npz` with what else the encoder said; `NNN.json` with the texts. So memory stays flat, whatever is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._known: dict[str, tuple[Any, ...]] = {}
        self._shards = 0
        for file in sorted(folder.glob("[0-9]*.json")):
            self._take(json.loads(file.read_text(encoding="utf-8")))

    def __contains__(self, text: str) -> bool:
        return text in self._known

    def __getitem__(self, text: str) -> Vectors:
        states, start, whole, spans = self._known[text]
        own = np.asarray(states[:, start : start + len(spans)], np.float32)
        layers = {
            layer: torch.nn.functional.normalize(torch.from_numpy(own[place]), dim=-1)
            for place, layer in enumerate(LAYERS)
        }
        return Vectors(torch.from_numpy(whole), tuple(map(tuple, spans.tolist())), layers)

    def size(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self._known[text][-1])

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where its tokens stand."""
        return list(map(tuple, self._known[text][-1].tolist()))

    def fill(self, texts: Iterable[str], encoder_folder: Path) -> None:
        """Ask the encoder for the texts that are not there."""
        lacking = [text for text in dict.fromkeys(texts) if text not in self._known]
        if not lacking:
            return
        encoder = Encoder(ModelChoice(ModelKind.SIMILARITY, str(encoder_folder), prefix=PREFIX, batch=16))
        for start in range(0, len(lacking), SHARD):
            part = lacking[start : start + SHARD]
            self.add(part, encoder.vectors(part, LAYERS))
            print(f"vectors: {start + len(part):,} of {len(lacking):,}", flush=True)

    def add(self, texts: Sequence[str], vectors: Sequence[Vectors]) -> None:
        """Write a shard. The texts come last, so that a shard that was not finished is none."""
        name = self.folder / f"{self._shards:03d}"
        states = [np.stack([one.layers[layer].numpy() for layer in LAYERS]) for one in vectors]
        np.save(f"{name}-states.npy", np.concatenate(states, axis=1).astype(np.float16))
        np.savez(
            f"{name}.npz",
            whole=np.stack([one.whole.numpy() for one in vectors]),
            spans=np.concatenate([np.array(one.spans, np.int32).reshape(-1, 2) for one in vectors]),
            counts=np.array([len(one.spans) for one in vectors]),
        )
        Path(f"{name}.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        self._take(texts)

    def _take(self, texts: Sequence[str]) -> None:
        name = self.folder / f"{self._shards:03d}"
        states = np.load(f"{name}-states.npy", mmap_mode="r")
        arrays = dict(np.load(f"{name}.npz"))
        place = 0
        for text, count, whole in zip(texts, arrays["counts"].tolist(), arrays["whole"], strict=True):
            end = place + count
            self._known[text] = (states, place, whole, arrays["spans"][place:end])
            place = end
        self._shards += 1
