"""What models are asked in tests."""

from pathlib import Path
from typing import Any

from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.question import Question

# One pair a script: letters of one, two, three and four bytes, both directions, no spaces, marks that combine.
PAIRS = (
    ("The ferry leaves at nine.", "Die Fähre fährt um neun."),
    ("Паром отходит в девять.", "Ferry at nine, from pier two."),
    ("渡轮九点开。", "フェリーは九時に出ます。"),
    ("العبارة تغادر في التاسعة", "המעבורת יוצאת בתשע"),
    ("नाव नौ बजे जाती है", "เรือออกเก้าโมง"),
    ("ጀልባው በዘጠኝ ይነሳል", "ნავი ცხრაზე გადის"),
    ("🚢 at 9 𝔘𝔥𝔯", "배는 아홉 시에 떠난다"),
    ("A", "Б"),
)
QUESTIONS = [Question(target, source, "en", "de") for target, source in PAIRS]


def of(kind: str, folder: Path | str, **settings: Any) -> ModelChoice:
    """A choice of a model in a folder, on the CPU."""
    return ModelChoice(ModelKind(kind), str(folder), **({"device": "cpu"} | settings))
