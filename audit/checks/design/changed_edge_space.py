"""See `changed-edge-space`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.span import Span


@check(
    id="changed-edge-space",
    category=Category.LAYOUT,
    severity=Severity.MINOR,
    message="{what}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    yields_to=("missing-translation",),
    examples=(
        bad("de", "Ernte:⟦⟧", beside="Harvest: ", source="en", fixed="Ernte: "),
        bad("fr", "Ajouter à la liste⟦ ⟧", beside="Add to list", source="en", fixed="Ajouter à la liste"),
        bad("pl", "Tytuł:⟦⟧", beside="Title:\n", source="en", fixed="Tytuł:\n"),
        bad("es", "⟦\u00a0⟧Nombre:", beside="Name:", source="en", fixed="Nombre:"),
        good("ja", "、次に", beside=", then ", source="en", why="Japanese sets no spaces between words"),
        good("de", " und andere", beside=" and others", source="en", why="as in the source"),
    ),
)
def changed_edge_space(view: PairView) -> Iterator[Detection]:
    """A translation begins or ends with other white space than its source.

    Why it hurts a reader: the program puts texts together, and two words run into one, or a gap opens; a line break too
    few glues two messages.

    Left alone: spaces at the edges in languages that set none between words, and the indentation of a wrapped text.
    """
    for index, pair in enumerate(view.pairs):
        source, target = pair.source.text, pair.target.text
        bare, own = source.strip(), target.strip()
        if not bare or not own or (bare == source and own == target):
            continue
        at_start = len(target) - len(target.lstrip())
        at_end = len(target.rstrip())
        wanted_start = source[: len(source) - len(source.lstrip())]
        wanted_end = source[len(source.rstrip()) :]
        for place, found, wanted, where in (
            (0, target[:at_start], wanted_start, "begin"),
            (at_end, target[at_end:], wanted_end, "end"),
        ):
            what = difference(found, wanted, where, view.language.has_spaces, source)
            if what:
                start = 0 if where == "begin" else len(source) - len(wanted)
                yield view.detection(
                    index,
                    place,
                    place + len(found),
                    source=Span(start, start + len(wanted)),
                    fix=Fix((Edit(place, place + len(found), wanted),), Safety.SAFE),
                    what=what,
                )


def difference(found: str, wanted: str, where: str, spaces: bool, after: str) -> str | None:
    """What is wrong with the white space at an edge, in words."""
    if found == wanted or ("\n" in found + wanted and ("\n " in found + wanted or "\n\t" in found + wanted)):
        return None
    breaks, wanted_breaks = found.count("\n"), wanted.count("\n")
    if breaks != wanted_breaks:
        return f"The source {where}s with {counted(wanted_breaks)}, the translation with {counted(breaks)}"
    if breaks:
        return None
    if not found:
        return f"The source {where}s with a space, the translation does not" if spaces else None
    if not wanted and where == "begin" and after[:1] in ",;:.!?":
        return None  # ", and " is " und " elsewhere
    if not wanted:
        return f"The translation {where}s with a space, the source does not"
    if len(found) > len(wanted):
        return f"The translation {where}s with more spaces than the source"
    return None


def counted(breaks: int) -> str:
    return "no line break" if not breaks else "a line break" if breaks == 1 else f"{breaks} line breaks"
