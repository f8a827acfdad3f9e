"""The figures of a document beside its references: which texts are compared with which, and what that comes to."""

from collections.abc import Sequence
from typing import NamedTuple

from audit.language.profile import LanguageProfile
from audit.measures.catalogue import MEASURES, USUAL, measure, measure_ids
from audit.measures.measure import summed
from audit.model.document import Document
from audit.model.errors import UsageError
from audit.model.measured import Measured, SegmentMeasured
from audit.model.segment import Segment
from audit.model.settings import Settings
from audit.model.unchecked import Unchecked
from audit.one.draft import Draft, untouched

ALIKE = 0.5  # likeness of segments that surely stand opposite each other
BETTER = 0.05  # how much more alike blocks must be to be believed against the order of the segments
NOTHING: tuple[tuple[Measured, ...], tuple[Unchecked, ...]] = ((), ())


class Compared(NamedTuple):
    """A text and its reference. `segment` is its number in the document, None for the whole of it."""

    segment: int | None
    text: str
    reference: str


def measured_of(draft: Draft) -> tuple[tuple[Measured, ...], tuple[Unchecked, ...]]:
    """The figures that the settings want, and notes on what was not compared; nothing where there is no reference."""
    settings = draft.choices.settings
    wanted = wanted_measures(settings)
    if not wanted:
        return NOTHING
    compared, notes = texts_beside(draft)
    if not compared:
        return (), tuple(notes)
    found = []
    for name in wanted:
        try:
            found.append(figure(name, compared, draft.target.tag, settings.bleu_tokenizer))
        except UsageError as error:
            notes.append(Unchecked(MEASURES[name].label, str(error)))
    return tuple(found), one_of_each(notes)


def wanted_measures(settings: Settings) -> Sequence[str]:
    """Ids of the measures to reckon where there is a reference."""
    return measure_ids(USUAL if settings.metrics is None else settings.metrics)


def figure(name: str, compared: Sequence[Compared], target: str | None, tokenizer: str | None) -> Measured:
    """One measure. Raises UsageError when it cannot be had."""
    how = measure(name, target, tokenizer)
    counted = [how.statistics(pair.text, pair.reference) for pair in compared]
    total = summed(counted)
    single = [
        SegmentMeasured(pair.segment, how.segment_score(each), each)
        for pair, each in zip(compared, counted, strict=True)
        if pair.segment is not None
    ]
    return Measured(name, how.corpus_score(total), how.signature, total, tuple(single), how.segment_signature)


def one_of_each(notes: Sequence[Unchecked]) -> tuple[Unchecked, ...]:
    """Notes; what several measures lack for one reason is one note."""
    reasons: dict[tuple[str, bool], list[str]] = {}
    for note in notes:
        reasons.setdefault((note.why, note.fatal), []).append(note.what)
    return tuple(Unchecked(", ".join(what), why, fatal) for (why, fatal), what in reasons.items())


def texts_beside(draft: Draft) -> tuple[list[Compared], list[Unchecked]]:
    """What is compared with what."""
    document, around = draft.document, draft.around
    if around.reference_text is not None:
        return [beside_text(document, around.reference_text)], []
    if document.units:
        return beside_units(document, around.reference)
    if around.reference is not None:
        return beside_document(document, around.reference, draft.language)
    return [], []


def beside_text(document: Document, reference: str) -> Compared:
    """A row of a table is one segment, whatever is in it."""
    if document.format == "text":
        text = document.text
    else:
        from audit.readers.read_document import read_string

        text = whole_text(document.segments)
        reference = whole_text(read_string(reference, document.format).segments)
    return Compared(0 if len(document.segments) == 1 else None, text, reference)


def beside_units(document: Document, reference: Document | None) -> tuple[list[Compared], list[Unchecked]]:
    """Units with a reference of their own, or one in the other file under their id; the last of plural forms counts.

    What nobody has translated yet, or ever will, is no translation to be measured.
    """
    elsewhere = {}
    if reference is not None:
        elsewhere = {unit.id: unit.targets[-1].text for unit in reference.units if unit.targets}
    left = untouched(document)
    found, without, index = [], 0, 0
    for unit in document.units:
        index += len(unit.targets)
        if not unit.targets or index - 1 in left:
            continue
        beside = unit.reference if unit.reference is not None else elsewhere.get(unit.id)
        if beside is None or not beside.strip():
            without += 1
        else:
            found.append(Compared(index - 1, unit.targets[-1].text, beside))
    if not without or (reference is None and not found):
        return found, []
    what = f"{without} of {without + len(found)} entries"
    return found, [Unchecked(what, "they have no reference, so no figure counts them")]


def beside_document(
    document: Document, reference: Document, language: LanguageProfile | None
) -> tuple[list[Compared], list[Unchecked]]:
    """Segment by segment where both are built alike and say alike; else block by block as they belong together, and
    where little does, the whole as one segment. Whatever is not by segment is said."""
    ours = [(number, segment) for number, segment in enumerate(document.segments) if segment.text]
    theirs = [segment for segment in reference.segments if segment.text]
    if not theirs:
        return [], [Unchecked("reference", f"there is no text in {reference.path}")]
    if [built_as(segment) for _, segment in ours] == [built_as(segment) for segment in theirs]:
        pairs = zip(ours, theirs, strict=True)
        zipped = [Compared(number, mine.text, other.text) for (number, mine), other in pairs]
        alike = likeness(zipped)
        if len(zipped) == 1 or alike >= ALIKE:
            return zipped, []
        # A sentence moved from one paragraph to the next, or one paragraph less and another more.
        found = by_block(document, reference, language)
        if found is None or likeness(found) < alike + BETTER:
            return zipped, []
    why = f"its {len(ours)} segments and the {len(theirs)} of the reference do not stand opposite each other, so "
    found = by_block(document, reference, language) if ours else None
    if found is not None:
        both = sum(bool(pair.text and pair.reference) for pair in found)
        why += f"blocks were put together that say the same: {counted(both, 'pair')}"
        if left := len(found) - both:
            why += f", and {counted(left, 'block')} of one side alone"
        return found, [Unchecked("segments", why)]
    whole = Compared(None, whole_text(document.segments), whole_text(reference.segments))
    return [whole], [Unchecked("segments", f"{why}the document was compared as one segment")]


def likeness(compared: Sequence[Compared]) -> float:
    """How much of all texts is the same as what they are compared with, from 0 to 1."""
    from audit.one.opposite import grams_of

    same = whole = 0
    for pair in compared:
        one, other = grams_of(pair.text), grams_of(pair.reference)
        same += 2 * len(one & other)
        whole += len(one) + len(other)
    return same / max(whole, 1)


def by_block(
    document: Document, reference: Document, language: LanguageProfile | None
) -> list[Compared] | None:
    """The blocks of both sides as they belong together; None where most of the text belongs to nothing."""
    from audit.one.opposite import opposites

    found, paired, size = [], 0, 0
    for pair in opposites(document, reference, language):
        text = whole_text([document.segments[number] for number in pair.own])
        other = whole_text([reference.segments[number] for number in pair.reference])
        found.append(Compared(pair.own[0] if len(pair.own) == 1 else None, text, other))
        size += len(text) + len(other)
        paired += len(text) + len(other) if text and other else 0
    return found if 2 * paired >= size else None


def counted(number: int, noun: str) -> str:
    """ "1 pair", "2 pairs"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def built_as(segment: Segment) -> str:
    """What a segment is by its markup, whatever it says."""
    return str(segment.role) if segment.role_known else ""


def whole_text(segments: Sequence[Segment]) -> str:
    """The text of a document on one line."""
    return " ".join(segment.text for segment in segments if segment.text)
