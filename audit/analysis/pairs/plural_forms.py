"""The plural forms of a unit, and which numbers each stands for."""

from collections import Counter

from audit.analysis.pair_view import PairView
from audit.language.plural_categories import ORDER, PluralCategories, plural_categories
from audit.model.unit import Unit


def is_of_one_number(view: PairView, index: int) -> bool:
    """Whether a target stands for one number, so that it may leave the number unsaid.

    The form for one is it, too, where it is also that of 21 and 101: nobody writes another one for these.
    """
    pair = view.pairs[index]
    forms = len(pair.unit.targets)
    if (in_key := form_in_key(pair.unit)) is not None:
        return in_key in ("zero", "one", "two")
    if pair.target.plural is None or (forms == 1 and len(pair.unit.sources) < 2):
        return False
    language = plural_categories(view.language)
    if language is None:
        named = not pair.target.plural.isdecimal()
        return pair.target.plural in ("zero", "one", "two") if named else pair.form == 0
    name = category(pair.target.plural, forms, language)
    if name is None:
        return pair.form < max(len(language.bare), 1)
    return name in language.bare or name in ("zero", "one", "two")


def form_in_key(unit: Unit) -> str | None:
    """The category that the key of a text names where a file has no plurals of its own: "boats[few]"."""
    key = unit.id or ""
    if not key.endswith("]"):
        return None
    name = key[key.rfind("[") + 1 : -1]
    return name if name in ORDER else None


def category(plural: str, forms: int, language: PluralCategories) -> str | None:
    """The category of a form: its own name, or that at its place where there are as many forms as categories."""
    if not plural.isdecimal():
        return plural
    for names in (language.whole, language.categories):
        if len(names) == forms and int(plural) < forms:
            return names[int(plural)]
    return None


def usual_forms(view: PairView) -> frozenset[int]:
    """How many forms the units of a view have that have several: what most have is what its file declares."""
    return view.remember("usual plural forms", lambda: _usual(view))


def _usual(view: PairView) -> frozenset[int]:
    if view.apart:
        return frozenset()
    seen: dict[int, Unit] = {id(pair.unit): pair.unit for pair in view.pairs if len(pair.unit.sources) > 1}
    if len(seen) < 3:
        return frozenset()
    counts = Counter(len(unit.targets) for unit in seen.values())
    return frozenset(count for count, times in counts.items() if times * 2 > len(seen))
