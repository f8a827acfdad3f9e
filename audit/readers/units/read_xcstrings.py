"""String catalogues of Xcode (.xcstrings): every text in all its languages.

A unit is a text in one target language: its id is the key with the language behind it, `Open [de]`. The source is the
text in the source language, or the key itself where the catalogue leaves it out, as Xcode does.
"""

from collections.abc import Iterator

import msgspec

from audit.analysis.path_language import TAG
from audit.language.profiles import normalised
from audit.model.directive import Directive
from audit.model.document import Flow
from audit.model.notation import Notation
from audit.model.side import Side
from audit.model.unit import Family, State, Unit
from audit.readers.content import Content
from audit.readers.units.faults import unchecked_of
from audit.readers.units.key_tree import Leaf, Table
from audit.readers.units.keyed_units import TWICE
from audit.readers.units.read_json import directives_in_notes, directives_of
from audit.readers.units.scan_json import scan_json

_STATES = {"new": State.NEW, "needs_review": State.DRAFT, "stale": State.OBSOLETE}
_PLURAL = "plural"
NO_STRINGS = "this is no string catalogue: it has no table of strings; name its format with --as"


class _Text(msgspec.Struct, frozen=True):
    """A text of one language: which of a key's texts it is, for which number, and how far it is."""

    variant: str
    plural: str | None
    leaf: Leaf
    state: str


class _Variant(msgspec.Struct):
    """The forms of one text in one language."""

    sides: list[Side]
    states: list[str]


def read_xcstrings(text: str) -> Content:
    """The units of a string catalogue, key by key, languages in the order of their tags.

    A key that a language lacks has a unit without text there. A catalogue of its source language only is read as a
    file of one side.
    """
    reading = scan_json(text)
    faults = list(reading.faults)
    root = reading.root if isinstance(reading.root, Table) else Table(0)
    strings = root.table("strings")
    if strings is None:
        faults.append((0, 0, NO_STRINGS))
        strings = Table(0)
    declared = root.text("sourceLanguage")
    source = _tag(declared.text) if declared else None
    last = {key.text: index for index, (key, _) in enumerate(strings.entries)}
    entries = []
    for index, (key, value) in enumerate(strings.entries):
        if last[key.text] != index:
            faults.append((key.start, key.end, TWICE))
        elif isinstance(value, Table):
            entries.append((key, value))
    languages = sorted({tag for _, value in entries for tag in _localizations(value)} - {source})
    units: list[Unit] = []
    for key, value in entries:
        units += _units_of(key, value, source, languages)
    directives: list[Directive] = sorted((*directives_of(reading, text), *directives_in_notes(units)))
    only = languages[0] if len(languages) == 1 else source if not languages else None
    return Content(
        (), only, unchecked_of(faults, text), tuple(directives), flow=Flow.UNITS, units=tuple(units)
    )


def _units_of(key: Leaf, value: Table, source: str | None, languages: list[str]) -> Iterator[Unit]:
    localizations = _localizations(value)
    originals = _variants(localizations.get(source or ""), source)
    comment = value.text("comment")
    notes = (comment.text,) if comment and comment.text else ()
    extraction = value.text("extractionState")
    kept = value.get("shouldTranslate")
    fixed = State.OBSOLETE if extraction and extraction.text == "stale" else None
    if isinstance(kept, Leaf) and kept.text == "false":
        fixed = State.LOCKED
    if not languages:
        for variant, found in originals.items():
            state = fixed or _state(found)
            yield Unit(
                key.text + variant, (), tuple(found.sides), notes=notes, state=state, family=Family.OBJC
            )
        return
    if "" not in originals:
        own = key.side(language=source, notation=Notation.READ_ONLY)  # a key is changed in the code
        originals = {"": _Variant([own], []), **originals}
    for language in languages:
        found_all = _variants(localizations.get(language), language)
        if not found_all:
            if fixed is not None or not key.text:
                continue
            # Behind the table of the key there is a place for it, but no notation.
            missing = Leaf("", value.end - 1, value.end - 1).side(language=language)
            found_all = {"": _Variant([missing], ["new"])}
        for variant, found in found_all.items():
            sources = originals.get(variant) or originals.get(_other(variant)) or originals[""]
            yield Unit(
                f"{key.text}{variant} [{language}]",
                tuple(sources.sides),
                tuple(found.sides),
                notes=notes,
                state=fixed or _state(found),
                family=Family.OBJC,
            )


def _localizations(value: Table) -> dict[str, Table]:
    found = value.table("localizations")
    entries = found.entries if found else []
    return {_tag(key.text): table for key, table in entries if isinstance(table, Table)}


def _tag(text: str) -> str:
    return normalised(text) if TAG.fullmatch(text) else text


def _variants(localization: Table | None, language: str | None) -> dict[str, _Variant]:
    """The texts of one language by the variant of the key that they are."""
    found: dict[str, _Variant] = {}
    if localization is None:
        return found
    texts = list(_texts(localization, "", None))
    substitutions = localization.table("substitutions")
    for name, table in substitutions.entries if substitutions else []:
        if isinstance(table, Table):
            texts += _texts(table, f" %#@{name.text}@", None)
    for text in texts:
        variant = found.setdefault(text.variant, _Variant([], []))
        variant.sides.append(text.leaf.side(text.plural, language))
        variant.states.append(text.state)
    return found


def _texts(table: Table, variant: str, plural: str | None) -> Iterator[_Text]:
    unit = table.table("stringUnit")
    if unit is not None and (leaf := unit.text("value")):
        state = unit.text("state")
        yield _Text(variant, plural, leaf, state.text if state else "")
    strings = table.table("stringSet")  # several ways to say one thing: App Shortcuts
    values = strings.get("values") if strings else None
    for number, leaf in enumerate(getattr(values, "values", ())):
        if isinstance(leaf, Leaf) and leaf.is_text:
            state = strings.text("state") if strings else None
            yield _Text(f"{variant} {number}", plural, leaf, state.text if state else "")
    variations = table.table("variations")
    for kind, forms in variations.entries if variations else []:
        for name, form in forms.entries if isinstance(forms, Table) else []:
            if isinstance(form, Table):
                if kind.text == _PLURAL:
                    yield from _texts(form, variant, name.text)
                else:
                    yield from _texts(form, f"{variant} {kind.text}={name.text}", plural)


def _state(variant: _Variant) -> State:
    """The state of the form that is least ready."""
    states = [_STATES.get(state, State.TRANSLATED) for state in variant.states]
    for state in (State.NEW, State.DRAFT, State.OBSOLETE):
        if state in states:
            return state
    return State.TRANSLATED


def _other(variant: str) -> str:
    """The variant for every other device."""
    head, equals, _ = variant.rpartition("=")
    return f"{head}=other" if equals else variant
