"""Every adapter says what its model says when it is asked by hand, to five digits."""

from pathlib import Path

import pytest

from audit.neural.answer import Answer
from audit.neural.open_scorer import open_scorer
from neural.asked import QUESTIONS, of

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
CLOSE = 1e-5


def scored(kind: str, folder: Path, **settings: object) -> list[Answer]:
    return open_scorer(of(kind, folder, **settings)).score(QUESTIONS)


def kit(folder: Path, auto_class: str) -> tuple[object, object]:
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    return tokenizer, getattr(transformers, auto_class).from_pretrained(folder).eval()


@torch.no_grad()
def test_similarity_of_texts(encoder: Path) -> None:
    tokenizer, model = kit(encoder, "AutoModel")

    def whole(text: str) -> torch.Tensor:
        state = model(**tokenizer("query: " + text, return_tensors="pt")).last_hidden_state[0]
        return torch.nn.functional.normalize(state.mean(0), dim=0)

    for question, answer in zip(QUESTIONS, scored("similarity", encoder, prefix="query: "), strict=True):
        assert answer.figure == pytest.approx(
            float(whole(question.target) @ whole(question.source)), abs=CLOSE
        )
        assert answer.figures["cosine"] == answer.figure


@pytest.mark.parametrize("layer", [0, 1, None])
@torch.no_grad()
def test_similarity_of_tokens(encoder: Path, layer: int | None) -> None:
    tokenizer, model = kit(encoder, "AutoModel")

    def tokens(text: str) -> torch.Tensor:
        states = model(**tokenizer(text, return_tensors="pt"), output_hidden_states=True).hidden_states
        return torch.nn.functional.normalize(states[2 if layer is None else layer][0, 1:-1], dim=-1)

    for question, answer in zip(QUESTIONS, scored("similarity", encoder, layer=layer), strict=True):
        table = tokens(question.target) @ tokens(question.source).T
        offsets = tokenizer(question.target, return_offsets_mapping=True)["offset_mapping"][1:-1]
        # A space is a token of its own here; no word is.
        kept = [n for n, (start, end) in enumerate(offsets) if question.target[start:end].strip()]
        words = tokenizer(question.source, return_offsets_mapping=True)["offset_mapping"][1:-1]
        known = [n for n, (start, end) in enumerate(words) if question.source[start:end].strip()]
        best = table[kept][:, known].max(1).values
        assert [one.score for one in answer.target] == pytest.approx(best.tolist(), abs=CLOSE)
        assert answer.figures["recall"] == pytest.approx(
            float(table[kept][:, known].max(0).values.mean()), abs=CLOSE
        )


@torch.no_grad()
def test_token_classifier(tagger: Path) -> None:
    tokenizer, model = kit(tagger, "AutoModelForTokenClassification")
    for question, answer in zip(QUESTIONS, scored("error-spans", tagger), strict=True):
        coded = tokenizer(question.source, question.target, return_tensors="pt")
        wrong = torch.softmax(model(**coded).logits[0], -1)[:, 1].tolist()
        sides = coded.sequence_ids(0)
        assert all(
            min(abs(one.score - value) for value, side in zip(wrong, sides, strict=True) if side == 1) < CLOSE
            for one in answer.target
        )
        assert answer.figures["worst"] == max(one.score for one in answer.target)


@torch.no_grad()
def test_regression(regression: Path) -> None:
    tokenizer, model = kit(regression, "AutoModelForSequenceClassification")
    for question, answer in zip(QUESTIONS, scored("quality", regression), strict=True):
        direct = model(**tokenizer(question.source, question.target, return_tensors="pt")).logits[0, 0]
        assert answer.figure == pytest.approx(float(direct), abs=CLOSE)


@torch.no_grad()
def test_metricx(metricx: Path) -> None:
    tokenizer, model = kit(metricx, "AutoModelForSeq2SeqLM")
    told_apart = set()
    for question, answer in zip(QUESTIONS, scored("quality", metricx), strict=True):
        ids = tokenizer(f"source: {question.source} candidate: {question.target}", return_tensors="pt")[
            "input_ids"
        ]
        assert ids[0, -1] == tokenizer.eos_token_id
        logits = model(input_ids=ids[:, :-1], decoder_input_ids=torch.zeros(1, 1, dtype=torch.long)).logits
        penalty = float(logits[0, 0, 250089].clamp(0, 25))
        assert answer.figures == {"metricx": pytest.approx(penalty, abs=CLOSE)}
        assert answer.figure == pytest.approx(-penalty, abs=CLOSE)
        told_apart.add(answer.figure)
    assert len(told_apart) > 1


@torch.no_grad()
def test_fluency(writer: Path) -> None:
    tokenizer, model = kit(writer, "AutoModelForCausalLM")
    for question, answer in zip(QUESTIONS, scored("fluency", writer), strict=True):
        ids = torch.tensor([[tokenizer.bos_token_id, *tokenizer(question.target)["input_ids"]]])
        direct = model(input_ids=ids, labels=ids).loss
        assert answer.figure == pytest.approx(-float(direct), abs=CLOSE)
        assert answer.figures["tokens"] == ids.shape[1] - 1


@torch.no_grad()
def test_adequacy_one_way(translator: Path) -> None:
    tokenizer, model = kit(translator, "AutoModelForSeq2SeqLM")
    for question, answer in zip(QUESTIONS, scored("adequacy", translator), strict=True):
        given = tokenizer(question.source, return_tensors="pt")
        wanted = tokenizer(text_target=question.target, return_tensors="pt")["input_ids"]
        direct = model(input_ids=given["input_ids"], labels=wanted).loss
        assert answer.figures == {"forward": pytest.approx(-float(direct), abs=CLOSE)}


@torch.no_grad()
def test_adequacy_both_ways(translator: Path) -> None:
    tokenizer, model = kit(translator, "AutoModelForSeq2SeqLM")
    for question, answer in zip(
        QUESTIONS, scored("adequacy", translator, reverse=str(translator)), strict=True
    ):
        given = tokenizer(question.target, return_tensors="pt")
        wanted = tokenizer(text_target=question.source, return_tensors="pt")["input_ids"]
        direct = model(input_ids=given["input_ids"], labels=wanted).loss
        assert answer.figures["backward"] == pytest.approx(-float(direct), abs=CLOSE)
        assert answer.figure == pytest.approx(
            (answer.figures["forward"] + answer.figures["backward"]) / 2, abs=CLOSE
        )


@torch.no_grad()
def test_entailment(entailment: Path) -> None:
    tokenizer, model = kit(entailment, "AutoModelForSequenceClassification")
    for question, answer in zip(QUESTIONS, scored("nli", entailment), strict=True):
        there, back = (
            torch.softmax(model(**tokenizer(*pair, return_tensors="pt")).logits[0], -1).tolist()
            for pair in ((question.source, question.target), (question.target, question.source))
        )
        assert answer.figures["follows"] == pytest.approx(there[0], abs=CLOSE)
        assert answer.figures["leads-back"] == pytest.approx(back[0], abs=CLOSE)
        assert answer.figures["contradicts"] == pytest.approx(max(there[2], back[2]), abs=CLOSE)
        assert answer.label in ("entailment", "neutral", "contradiction")


@torch.no_grad()
def test_language(languages: Path) -> None:
    tokenizer, model = kit(languages, "AutoModelForSequenceClassification")
    for question, answer in zip(QUESTIONS, scored("language", languages), strict=True):
        row = torch.softmax(model(**tokenizer(question.target, return_tensors="pt")).logits[0], -1).tolist()
        direct = {"en": row[0], "de": row[1] + row[3], "ru": row[2]}
        assert answer.figures == {tag: pytest.approx(direct[tag], abs=CLOSE) for tag in answer.figures}
        assert answer.label == max(direct, key=lambda tag: direct[tag])
