"""The Check record, the decorator that makes one, and its examples.

A check is a pure function from a text view to detections, frozen together with everything people and
programs need to know about it. Importing a module of checks registers nothing; the registry lists
the records explicitly.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import msgspec

from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import EVERYWHERE, Role
from audit.model.span import Span
from audit.model.unit import Family

MARK_OPEN, MARK_CLOSE = "⟦", "⟧"


class Trait(StrEnum):
    """What a check needs the target language to have; the language profile answers."""

    CASE = "case"  # the script has capital and small letters
    SPACES = "spaces"  # words are separated by spaces
    QUOTES = "quotes"  # quotation marks are known
    NUMBERS = "numbers"  # decimal and grouping marks are known


class Need(StrEnum):
    """What a check needs beside the translation itself; a document that has it gives it a view that shows it."""

    SOURCE = "source"  # the source text of each unit, or of each sentence of a page
    ALIGNMENT = "alignment"  # the page that a page translates, part by part
    REFERENCE = "reference"  # a translation by somebody else
    MODEL = "model"  # a model that answers


class Example(msgspec.Struct, frozen=True):
    """A text with its marked faults taken out into `faults`.

    `language` is the target language; `source` the source language when the check needs to know it.
    `format` is the format the text is read as. `fixed` is the text after the suggested repair.
    `why` says, for a text without faults, why it is left alone. `beside` is the source text of a check that needs
    one: `text` is then the target of a unit with placeholders of `family` and room for `max_length` code points; ¦ parts
    plural forms on either side, and each line is a unit where the check looks across units. For a check that needs an
    alignment it is the page that `text` translates, both read as `format`; `before` is what that page was when it was
    translated.
    """

    text: str
    faults: tuple[Span, ...]
    language: str
    source: str | None = None
    format: str = "text"
    fixed: str | None = None
    why: str | None = None
    confidence: Confidence | None = None
    beside: str | None = None
    family: Family | None = None
    max_length: int | None = None
    glossary: tuple[tuple[str, str, str], ...] = ()
    before: str | None = None


def bad(
    language: str,
    marked: str,
    *,
    source: str | None = None,
    format: str = "text",  # noqa: A002
    fixed: str | None = None,
    confidence: Confidence | None = None,
    beside: str | None = None,
    family: Family | None = None,
    max_length: int | None = None,
    glossary: tuple[tuple[str, str, str], ...] = (),
    before: str | None = None,
) -> Example:
    """A text with faults, each marked ⟦like this⟧.

    The check must report exactly the marked stretches. When `fixed` is given, applying every fix must
    give that text, and the check must then be silent. `confidence` pins the grade of every finding.
    """
    text, faults, rest = "", [], marked
    while MARK_OPEN in rest:
        before, rest = rest.split(MARK_OPEN, 1)
        inside, rest = rest.split(MARK_CLOSE, 1)
        text += before
        faults.append(Span(len(text), len(text) + len(inside)))
        text += inside
    if not faults:
        raise ValueError(f"a bad example marks its fault {MARK_OPEN}like this{MARK_CLOSE}: {marked!r}")
    return Example(
        text + rest,
        tuple(faults),
        language,
        source,
        format,
        fixed,
        None,
        confidence,
        beside,
        family,
        max_length,
        glossary,
        before,
    )


def good(
    language: str,
    text: str,
    *,
    why: str,
    source: str | None = None,
    format: str = "text",  # noqa: A002
    beside: str | None = None,
    family: Family | None = None,
    max_length: int | None = None,
    glossary: tuple[tuple[str, str, str], ...] = (),
    before: str | None = None,
) -> Example:
    """A text the check must leave alone, and the reason."""
    return Example(
        text, (), language, source, format, None, why, None, beside, family, max_length, glossary, before
    )


# The view is `audit.analysis.text_view.TextView`, or `audit.analysis.pair_view.PairView` for a check that needs the
# source; this floor knows neither.
CheckFunction = Callable[[Any], Iterable[Detection]]


class Check(msgspec.Struct, frozen=True):
    """One thing the tool looks for.

    `id` names the fault in kebab-case and is never reused. `message` is a format string over the values
    of a detection. `doc` is the function's docstring: what · why it hurts a reader · what is left alone.
    `roles` says where on a page it looks, `traits` what it needs of the target language, `needs`
    what it needs beside the translation, `yields_to`
    which checks it steps back for when both point at the same place. What any other check sees inside a
    finding of one that `swallows` has the same cause and steps back. `flows` are the kinds of document it looks at: what
    judges a page as a whole leaves entries of a translation file alone. One that looks `across` compares units with each
    other, and is asked of all rows of a table together. A check in `preview` is new: it runs
    only when asked for, until its figures have held for a release.
    """

    id: str
    category: Category
    severity: Severity
    message: str
    doc: str
    run: CheckFunction
    examples: tuple[Example, ...]
    roles: frozenset[Role] = EVERYWHERE
    traits: frozenset[Trait] = frozenset()
    yields_to: tuple[str, ...] = ()
    confidence: Confidence = Confidence.CERTAIN
    preview: bool = False
    swallows: bool = False
    needs: frozenset[Need] = frozenset()
    flows: frozenset[Flow] = frozenset(Flow)
    across: bool = False

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self.doc.split("\n", 1)[0]


def check(
    *,
    id: str,  # noqa: A002
    category: Category,
    severity: Severity,
    message: str,
    examples: tuple[Example, ...],
    roles: frozenset[Role] = EVERYWHERE,
    traits: Iterable[Trait] = (),
    yields_to: tuple[str, ...] = (),
    confidence: Confidence = Confidence.CERTAIN,
    preview: bool = False,
    swallows: bool = False,
    needs: Iterable[Need] = (),
    flows: Iterable[Flow] = Flow,
    across: bool = False,
) -> Callable[[CheckFunction], Check]:
    """Turn a generator function into a frozen `Check` record. Registers nothing."""

    def freeze(function: CheckFunction) -> Check:
        doc = "\n".join(line.removeprefix("    ") for line in (function.__doc__ or "").strip().splitlines())
        return Check(
            id,
            category,
            severity,
            message,
            doc,
            function,
            examples,
            roles,
            frozenset(traits),
            yields_to,
            confidence,
            preview,
            swallows,
            frozenset(needs),
            frozenset(flows),
            across,
        )

    return freeze
