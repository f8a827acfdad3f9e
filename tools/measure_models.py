"""How much of a model's speed the adapters keep: against a bare loop over sorted batches, and over unsorted ones.

    python tools/measure_models.py ENCODER [--segments N] [--turns N] [--texts FILE] [--write]

ENCODER is a folder with multilingual-e5-small. `similarity` and heads ask it as it is; the classifiers are made of it, with
a last layer drawn by chance, the writing models are small ones drawn by chance: how fast a model is does not depend on
what it says. Segments of one to ninety words are made up, or with --texts those of a table of translations, in its order.
A bare loop is what one writes by hand: batches, padding, the model, and the same figures out of it. Counted is processor
time on one thread, which a busy machine blurs least, the best of the turns. --write puts the figures into
reports/models.md.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
import transformers

from audit.model.model_choice import Device, ModelChoice, ModelKind
from audit.neural.encoder import Vectors
from audit.neural.head import read_head
from audit.neural.head_features import layers_of
from audit.neural.head_spans import judged_by_all
from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from audit.neural.similarity import compared
from audit.run.label_rows import read_labels

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "reports" / "models.md"
BATCH = 32
HEADS = "spans+detached+omission+critical+changed"
MEASURED = "<!-- measured by tools/measure_models.py -->"
WORDS = (
    *(
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
        "in",
        "May",
    ),
    *("lighthouse", "school", "paints", "stairs"),
)
Bare = Callable[[Sequence[Question]], None]


class Case(NamedTuple):
    """An adapter, and what does the same by hand for one batch."""

    name: str
    choice: ModelChoice
    bare: Bare


def questions(count: int) -> list[Question]:
    """Segments of mixed length, as they come: many short ones, some long ones."""
    draw = random.Random(3)

    def text(size: int) -> str:
        return " ".join(draw.choices(WORDS, k=size))

    found = []
    for _ in range(count):
        size = min(90, int(draw.paretovariate(0.9)) + 2)
        found.append(Question(text(size), text(max(1, size + draw.randint(-2, 2))), "en", "de"))
    return found


def natural(file: Path, count: int) -> list[Question]:
    """So many segments of a table of translations, in the order of people, spread evenly over it in runs of a document."""
    rows = read_labels(file)
    run = 16
    steps = max(1, len(rows) // max(1, count // run))
    picked = [row for start in range(0, len(rows), steps) for row in rows[start : start + run]]
    return [
        Question(row.target, row.source, row.target_lang or "en", row.source_lang or "de")
        for row in picked[:count]
    ]


def cases(encoder: Path, folder: Path, layers: int) -> Iterator[Case]:
    """All adapters that a processor can ask, each made when its turn comes."""
    entailment = {0: "entailment", 1: "neutral", 2: "contradiction"}
    yield similarity(encoder)
    yield heads(encoder)
    yield classifier(encoder, folder, ModelKind.QUALITY, num_labels=1)
    yield classifier(encoder, folder, ModelKind.NLI, id2label=entailment)
    yield classifier(encoder, folder, ModelKind.LANGUAGE, id2label={0: "en", 1: "de"})
    yield tagger(encoder, folder)
    yield fluency(folder, layers)
    yield adequacy(folder, layers)


def states(encoder: Path) -> Callable[[Sequence[str], Sequence[int]], list[Vectors]]:
    """What one writes by hand to get vectors out of an encoder."""
    tokenizer = transformers.AutoTokenizer.from_pretrained(encoder)
    model = transformers.AutoModel.from_pretrained(encoder, add_pooling_layer=False).eval()

    def vectors(texts: Sequence[str], layers: Sequence[int]) -> list[Vectors]:
        coded = tokenizer(
            [f"query: {text}" for text in texts],
            padding=True,
            truncation=True,
            max_length=512,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        places = coded.pop("offset_mapping").tolist()
        with torch.inference_mode():
            out = model(**coded, output_hidden_states=True)
        mask = coded["attention_mask"].unsqueeze(-1)
        whole = torch.nn.functional.normalize((out.last_hidden_state * mask).sum(1) / mask.sum(1), dim=-1)
        found = []
        for row, text in enumerate(texts):
            kept = [
                (n, (a - 7, b - 7)) for n, (a, b) in enumerate(places[row]) if 7 <= a < b <= len(text) + 7
            ]
            tokens = [n for n, _ in kept]
            each = {
                layer: torch.nn.functional.normalize(out.hidden_states[layer][row, tokens], dim=-1)
                for layer in layers
            }
            found.append(Vectors(whole[row], tuple(span for _, span in kept), each))
        return found

    return vectors


def similarity(encoder: Path) -> Case:
    """Cosines of texts, and of every token with its best partner."""
    vectors = states(encoder)

    def bare(some: Sequence[Question]) -> None:
        targets = vectors([one.target for one in some], [12])
        sources = vectors([one.source or "" for one in some], [12])
        for target, source in zip(targets, sources, strict=True):
            compared(target, source, 12)

    return Case("similarity", chosen(ModelKind.SIMILARITY, encoder, prefix="query: "), bare)


def heads(encoder: Path) -> Case:
    """The five heads that ship, on one pass of the encoder."""
    vectors = states(encoder)
    shipped = tuple(map(read_head, HEADS.split("+")))
    layers = layers_of([name for head in shipped for name in head.features], 12)

    def bare(some: Sequence[Question]) -> None:
        targets = vectors([one.target for one in some], layers)
        sources = vectors([one.source or "" for one in some], layers)
        for one, target, source in zip(some, targets, sources, strict=True):
            judged_by_all(shipped, one.target, one.source or "", target, source, 12)

    return Case("five heads", chosen(ModelKind.ERROR_SPANS, encoder, head=HEADS), bare)


def classifier(encoder: Path, folder: Path, kind: ModelKind, **options: Any) -> Case:
    """A sequence classifier over the encoder: pairs, or single texts for `language`; both ways for `nli`."""
    model = transformers.AutoModelForSequenceClassification.from_pretrained(encoder, **options).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(encoder)
    made = saved(model, tokenizer, folder / kind)

    def bare(some: Sequence[Question]) -> None:
        targets, sources = [one.target for one in some], [one.source or "" for one in some]
        given = [(targets,)] if kind is ModelKind.LANGUAGE else [(sources, targets)]
        given += [(targets, sources)] if kind is ModelKind.NLI else []
        for sides in given:
            coded = tokenizer(*sides, padding=True, truncation=True, max_length=512, return_tensors="pt")
            with torch.inference_mode():
                model(**coded).logits.softmax(-1).tolist()

    return Case(str(kind), chosen(kind, made), bare)


def tagger(encoder: Path, folder: Path) -> Case:
    """A token classifier over the encoder."""
    model = transformers.AutoModelForTokenClassification.from_pretrained(
        encoder, id2label={0: "OK", 1: "BAD"}
    ).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(encoder)
    made = saved(model, tokenizer, folder / "tagger")

    def bare(some: Sequence[Question]) -> None:
        coded = tokenizer(
            [one.source for one in some],
            [one.target for one in some],
            padding=True,
            truncation=True,
            max_length=512,
            return_tensors="pt",
        )
        with torch.inference_mode():
            model(**coded).logits.softmax(-1).tolist()

    return Case("error-spans", chosen(ModelKind.ERROR_SPANS, made), bare)


def small(folder: Path, name: str, seq2seq: bool, layers: int) -> tuple[Any, Any, Path]:
    """A writing model of so many layers and heads, drawn by chance, over the byte-level words of the tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    from neural.tiny import save_tokenizer

    made = folder / name
    size = save_tokenizer(made, longest=512, marked="end" if seq2seq else "no")
    tokenizer = transformers.AutoTokenizer.from_pretrained(made)
    torch.manual_seed(7)
    if seq2seq:
        config = transformers.T5Config(
            vocab_size=size, d_model=64 * layers, d_kv=64, d_ff=256 * layers, num_layers=layers, num_heads=layers,
            decoder_start_token_id=0, pad_token_id=0, eos_token_id=2, tie_word_embeddings=False,
        )  # fmt: skip
        model: Any = transformers.T5ForConditionalGeneration(config)
    else:
        shape = transformers.LlamaConfig(
            vocab_size=size, hidden_size=64 * layers, num_hidden_layers=layers, num_attention_heads=layers,
            num_key_value_heads=layers, intermediate_size=256 * layers,
            max_position_embeddings=512, bos_token_id=1, eos_token_id=2, pad_token_id=0,
        )  # fmt: skip
        model = transformers.LlamaForCausalLM(shape)
    return model.eval(), tokenizer, saved(model, tokenizer, made)


def fluency(folder: Path, layers: int) -> Case:
    """Mean surprise of a token."""
    model, tokenizer, made = small(folder, "writer", False, layers)

    def bare(some: Sequence[Question]) -> None:
        coded = tokenizer(
            [f"<s>{one.target}" for one in some],
            padding=True,
            truncation=True,
            max_length=512,
            return_tensors="pt",
        )
        with torch.inference_mode():
            logits = model(input_ids=coded["input_ids"], attention_mask=coded["attention_mask"]).logits
            loss = torch.nn.functional.cross_entropy(
                logits[:, :-1].transpose(1, 2), coded["input_ids"][:, 1:], reduction="none"
            )
        (loss * coded["attention_mask"][:, 1:]).sum(1).tolist()

    return Case("fluency", chosen(ModelKind.FLUENCY, made), bare)


def adequacy(folder: Path, layers: int) -> Case:
    """Log probability of the target given the source."""
    model, tokenizer, made = small(folder, "translator", True, layers)

    def bare(some: Sequence[Question]) -> None:
        kept = {"padding": True, "truncation": True, "max_length": 512, "return_tensors": "pt"}
        given, asked = (
            tokenizer([one.source for one in some], **kept),
            tokenizer([one.target for one in some], **kept),
        )
        with torch.inference_mode():
            logits = model(
                input_ids=given["input_ids"],
                attention_mask=given["attention_mask"],
                labels=asked["input_ids"],
            ).logits
            loss = torch.nn.functional.cross_entropy(
                logits.transpose(1, 2), asked["input_ids"], reduction="none"
            )
        (loss * asked["attention_mask"]).sum(1).tolist()

    return Case("adequacy", chosen(ModelKind.ADEQUACY, made), bare)


def saved(model: Any, tokenizer: Any, folder: Path) -> Path:
    """Write a model as the adapters read it."""
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def chosen(kind: ModelKind, folder: Path, **settings: Any) -> ModelChoice:
    return ModelChoice(kind, str(folder), device=Device.CPU, batch=BATCH, **settings)


def measured(case: Case, asked: Sequence[Question], turns: int) -> tuple[float, float, float]:
    """Segments a second of the adapter, of the bare loop over sorted batches, and over unsorted ones."""
    scorer = open_scorer(case.choice)
    in_order = sorted(asked, key=lambda one: -len(one.target) - len(one.source or ""))

    def loop(some: Sequence[Question]) -> None:
        for start in range(0, len(some), BATCH):
            case.bare(some[start : start + BATCH])

    ways: tuple[Callable[[], Any], ...] = (
        lambda: scorer.score(asked),
        lambda: loop(in_order),
        lambda: loop(asked),
    )
    case.bare(asked[:2])
    scorer.score(asked[:2])
    best = [float("inf")] * len(ways)
    for _ in range(turns):
        for number, way in enumerate(ways):
            begun = time.process_time()
            way()
            best[number] = min(best[number], time.process_time() - begun)
    first, second, third = (len(asked) / seconds for seconds in best)
    return first, second, third


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--segments", type=int, default=320)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--texts", type=Path, help="a table of translations, as audit calibrate reads it")
    parser.add_argument(
        "--layers", type=int, default=6, help="of the writing models that are drawn by chance"
    )
    parser.add_argument("--only", action="append", help="this adapter; repeatable")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    transformers.utils.logging.set_verbosity_error()
    asked = natural(options.texts, options.segments) if options.texts else questions(options.segments)
    which = f"real segments ({options.texts.name})" if options.texts else "segments"
    sizes = sorted(len(one.target.split()) for one in asked)
    lines = [
        f"{len(asked)} {which} of {sizes[0]} to {sizes[-1]} words, batches of {BATCH}, fp32, one thread, processor time; "
        f"best of {options.turns}.",
        "",
        "| adapter | segments a second | of a bare loop over sorted batches | of one over unsorted batches |",
        "|---|---:|---:|---:|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(options.encoder, Path(folder), options.layers):
            if options.only and case.name not in options.only:
                continue
            runner, in_order, unsorted = measured(case, asked, options.turns)
            lines.append(
                f"| {case.name} | {runner:.1f} | {runner / in_order:.0%} | {runner / unsorted:.2f} × |"
            )
            print(lines[-1], flush=True)
    if options.write:
        head = REPORT.read_text(encoding="utf-8").partition(MEASURED)[0]
        REPORT.write_text(head + MEASURED + "\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
