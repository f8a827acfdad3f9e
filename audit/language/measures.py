"""Words for numbers, units, weekdays and halves of a day in one language."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from audit.language.catalogue import table
from audit.language.profile import LanguageProfile

_FOLD = str.maketrans({"ё": "е", "’": None, "'": None, "ʼ": None, "-": " ", "\u00ad": None})
# Latin symbols that every language writes beside its own.
_SHARED = "en"
_SYMBOL = 4  # letters of a symbol
# Written in every language beside its own words.
_SHARED_SCALES = {"bn": 1e9, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mrd": 1e9, "mld": 1e9, "tn": 1e12,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "成": 10.0, "割": 10.0}  # fmt: skip


class _File(msgspec.Struct, frozen=True):
    weekdays: tuple[tuple[str, ...], ...] = ()
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    numbers: dict[str, tuple[str, ...]] = {}
    scales: dict[str, tuple[str, ...]] = {}
    units: dict[str, tuple[str, ...]] = {}


class Measures(msgspec.Struct, frozen=True, eq=False):
    """What texts of one language call things that are counted.

    `numbers` are words by what they are worth, folded; `exact` those of them that say how many and nothing else, no "pair"
    or "decade"; `spoken` words by value; `minus` words before a
    number below nought. `scale` finds a word like "million" behind a number, `unit` the name of a unit. `weekdays` have
    the forms of each day, `am` and `pm` what marks the halves of a day.
    """

    numbers: dict[str, frozenset[float]]
    exact: frozenset[str]
    spoken: dict[float, tuple[str, ...]]
    minus: tuple[str, ...]
    scales: dict[str, float]
    scale: re.Pattern[str]
    units: dict[str, frozenset[str]]
    unit: re.Pattern[str]
    weekdays: tuple[tuple[str, ...], ...]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    longest: int  # words of the longest number
    # The first word of each number and scale → of how many words they are, the most first.
    sizes: dict[str, tuple[int, ...]]

    def unit_of(self, written: str) -> frozenset[str]:
        """The units a form may stand for; case tells MB from Mb."""
        return self.units.get(written) or self.units.get(written.lower()) or frozenset()


class UnitValues(msgspec.Struct, frozen=True):
    """What a unit measures, and its worth in the first unit of its kind."""

    kind: str
    value: float


def folded(text: str) -> str:
    """A text as number words are compared: lower case, hyphens as spaces, no apostrophes."""
    small = text.lower()
    if small.isascii():  # most words, and for these two signs are all
        return small.replace("'", "").replace("-", " ")
    return small.translate(_FOLD)


def measures(language: LanguageProfile) -> Measures:
    """The measures of a language; where CLDR has none, what all languages write."""
    return _measures(language.tag, language.has_spaces, language.function_words)


@cache
def unit_values() -> dict[str, UnitValues]:
    """Every unit that can be turned into another."""
    kinds = msgspec.json.decode(table("unit_values")["units"], type=dict[str, dict[str, float]])
    return {unit: UnitValues(kind, value) for kind, units in kinds.items() for unit, value in units.items()}


@cache
def _measures(tag: str, spaces: bool, small_words: tuple[str, ...]) -> Measures:
    file = _file(tag)
    words: dict[str, set[float]] = {}
    for value, forms in file.numbers.items():
        if value != "minus":
            for form in forms:
                words.setdefault(folded(form), set()).add(float(value))
    exact = frozenset(words)
    for form, values in _shared_words().items():
        words.setdefault(form, set()).update(values)
    scales = dict(_SHARED_SCALES)
    for value, forms in file.scales.items():
        for form in forms:
            # A single letter is a unit as often: 5 m.
            if len(form) > 1 or not form.isascii():
                scales[form.lower()] = float(value)
    units: dict[str, set[str]] = {}
    for name, forms in file.units.items():
        for form in forms:
            _add(units, form, name, small_words)
    for name, forms in _file(_SHARED).units.items():
        for form in forms:
            if len(form) <= _SYMBOL and form.lower() not in small_words:
                _add(units, form, name, small_words)
    tail = r"(?!\w)" if spaces else ""
    return Measures(
        {form: frozenset(values) for form, values in words.items()},
        exact,
        {float(value): tuple(forms) for value, forms in file.numbers.items() if value != "minus"},
        tuple(file.numbers.get("minus", ())),
        scales,
        re.compile(rf"[\s\u00a0\u202f-]?[多余餘数數几幾]?({_either(scales)})\.?{tail}", re.IGNORECASE),
        {form: frozenset(names) for form, names in units.items()},
        re.compile(rf"[\s\u00a0\u202f-]?({_either(units)})(?:(?![^\W\d_])|(?<=[\u2e80-\uffef]))"),
        file.weekdays,
        file.am,
        file.pm,
        max((form.count(" ") + 1 for form in words), default=1),
        _sizes((*words, *scales)),
    )


def _sizes(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for form in forms:
        found.setdefault(form.partition(" ")[0], set()).add(form.count(" ") + 1)
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


@cache
def _shared_words() -> dict[str, frozenset[float]]:
    """Words that CLDR does not spell, folded."""
    tables = msgspec.json.decode(table("number_words")["shared"], type=dict[str, dict[str, tuple[str, ...]]])
    found: dict[str, set[float]] = {}
    for value, forms in tables["words"].items():
        for form in forms:
            found.setdefault(folded(form), set()).add(float(value))
    return {form: frozenset(values) for form, values in found.items()}


def _add(units: dict[str, set[str]], form: str, name: str, small_words: tuple[str, ...]) -> None:
    if form.lower() in small_words or form == '"' or form == "'":
        return
    if len(form) == 2 and form[1] in "bб" and name.endswith(("bit", "byte")):
        # Mb, Гб: people write it for bytes as often as for bits.
        units.setdefault(form, set()).add(name.replace("byte", "bit"))
        name = name.replace("bit", "byte")
    units.setdefault(form, set()).add(name)
    if len(form) > 1:
        units.setdefault(form.lower(), set()).add(name)


def _either(forms: dict[str, float] | dict[str, set[str]]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _file(tag: str) -> _File:
    known = table("measures")
    found = known.get(tag) or known.get(tag.split("-")[0])
    return msgspec.json.decode(found, type=_File) if found is not None else _File()
