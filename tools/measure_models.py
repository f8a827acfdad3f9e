"""How much of a model's speed the runner keeps: against a bare loop over sorted batches, and over unsorted ones.

    python tools/measure_models.py FOLDER [SEGMENTS]

FOLDER holds an encoder. Texts of one to ninety words are made up. Each is measured in turns, and the best of three is
taken: on a shared machine the rest is what others did.
"""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

import torch
import transformers

from audit.model.model_choice import Device, ModelChoice, ModelKind
from audit.neural.encoder import Encoder

BATCH, TURNS = 32, 3
WORDS = [
    "ferry",
    "pier",
    "nine",
    "harbour",
    "the",
    "a",
    "of",
    "winter",
    "boats",
    "Fähre",
    "паром",
    "渡轮",
    "lighthouse",
    "school",
    "paints",
    "stairs",
    "in",
    "May",
]


def main(arguments: list[str]) -> int:
    """Measure and print."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    count = int(arguments[1]) if len(arguments) > 1 else 320
    torch.set_num_threads(1)
    draw = random.Random(3)
    texts = [" ".join(draw.choices(WORDS, k=min(90, int(draw.paretovariate(0.9)) + 2))) for _ in range(count)]
    folder = arguments[0]
    encoder = Encoder(ModelChoice(ModelKind.SIMILARITY, folder, device=Device.CPU, batch=BATCH))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder, add_pooling_layer=False).eval()
    ways: dict[str, Callable[[], Any]] = {
        "runner": lambda: encoder.vectors(texts, [encoder.last]),
        "bare, sorted": lambda: bare(tokenizer, model, sorted(texts, key=lambda text: -len(text))),
        "bare, unsorted": lambda: bare(tokenizer, model, texts),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(TURNS):
        for name, way in ways.items():
            begun = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - begun)
    for name, seconds in best.items():
        print(
            f"{name:<16} {count / seconds:8.1f} texts a second   runner: {seconds / best['runner']:.2f} of it"
        )
    return 0


def bare(tokenizer: Any, model: Any, texts: list[str]) -> None:
    """What one would write by hand: batches, padding, means."""
    for start in range(0, len(texts), BATCH):
        coded = tokenizer(
            texts[start : start + BATCH], padding=True, truncation=True, max_length=512, return_tensors="pt"
        )
        with torch.inference_mode():
            state = model(**coded).last_hidden_state
            mask = coded["attention_mask"].unsqueeze(-1)
            torch.nn.functional.normalize((state * mask).sum(1) / mask.sum(1), dim=-1).tolist()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
