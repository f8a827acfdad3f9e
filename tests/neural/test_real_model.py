"""A real encoder, four-bit multilingual-e5-small: `python3 tools/run.py tests --models` fetches it."""

import os
from pathlib import Path
from typing import Any

import pytest

from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from audit.neural.scorer import Scorer
from neural.asked import of

pytest.importorskip("torch")
pytest.importorskip("transformers")

FOLDER = Path(os.environ.get("AUDIT_REAL_MODEL", "no model"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (FOLDER / "model.safetensors").is_file(),
        reason="AUDIT_REAL_MODEL names no model (tools/make_real_model.py makes one)",
    ),
]
TRUE = (
    ("The ferry leaves at nine.", "Die Fähre fährt um neun Uhr ab."),
    ("The lighthouse has been empty since the storm.", "Маяк пустует после бури."),
    ("Tickets are sold at the pier.", "切符は桟橋で売っています。"),
    ("Dogs are not allowed on the upper deck.", "Los perros no pueden subir a la cubierta superior."),
    ("The school will paint the stairs in spring.", "المدرسة ستدهن السلالم في الربيع"),
)


@pytest.fixture(scope="module")
def similarity() -> Scorer:
    return open_scorer(of("similarity", FOLDER, prefix="query: ", layer=9))


def test_translations_are_nearer_than_strangers(similarity: Scorer) -> None:
    true: Any = similarity.score([Question(target, source) for target, source in TRUE])
    false: Any = similarity.score(
        [Question(TRUE[n][0], TRUE[(n + 1) % len(TRUE)][1]) for n in range(len(TRUE))]
    )
    assert min(answer.figure for answer in true) > max(answer.figure for answer in false)
    assert min(answer.figures["f"] for answer in true) > max(answer.figures["f"] for answer in false)


def test_words_find_their_partners(similarity: Scorer) -> None:
    target, source = "The ferry leaves at nine.", "Die Fähre fährt um neun Uhr ab."
    (answer,) = similarity.score([Question(target, source)])
    place = target.index("nine")
    nine = [one for one in answer.target if one.start < place + 4 and one.end > place]
    assert nine
    for one in nine:
        assert one.other is not None
        assert source[one.other.start : one.other.end] in "neun Uhr"


def test_what_was_left_out_has_no_partner(similarity: Scorer) -> None:
    source = "Die Fähre fährt um neun Uhr ab, aber nur im Sommer."
    whole, short = similarity.score(
        [
            Question("The ferry leaves at nine, but only in summer.", source),
            Question("The ferry leaves at nine.", source),
        ]
    )
    assert short.figures["recall"] < whole.figures["recall"]
    weakest = min(short.source, key=lambda one: one.score)
    assert weakest.start >= source.index(", aber")
