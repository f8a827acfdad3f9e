"""See `tokeniser-residue`."""

from collections.abc import Iterator

from audit.analysis.residue_places import residue_places
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.residue import ResidueKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity

# What each mark of a tokeniser stands for once words are put together again.
JOINTS = (("@@ ", ""), (" ##", ""), ("\u2581", " "), (" @-@ ", "-"), (" @/@ ", "/"))


@check(
    id="tokeniser-residue",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MAJOR,
    message="Marks of a tokeniser were left in the text: “{found}”",
    yields_to=("entity-residue", "mojibake"),
    examples=(
        bad("en", "A well⟦ @-@ ⟧known man.", fixed="A well-known man."),
        bad("de", "Die ⟦Über@@ schwemmung⟧ war gross.", fixed="Die Überschwemmung war gross."),
        bad("en", "⟦▁The▁town▁council ⟧met.", fixed="The town council met."),
        good("en", "Follow ## headings and the #river tag @ noon.", why="headings and hash tags"),
        good("fr", "Écrivez à info@@exemple (sic).", why="no mark of a tokeniser"),
    ),
)
def tokeniser_residue(view: TextView) -> Iterator[Detection]:
    """Marks with which a translation program splits words were not taken out again.

    Why it hurts a reader: words are torn to pieces by signs that mean nothing to people.

    Left alone: hash tags, headings, addresses. In texts about language models the finding is only `possible`.
    """
    for place in residue_places(view, ResidueKind.TOKENISER):
        found = view.text[place.start : place.end]
        if "&" in found:
            continue  # an entity
        whole = found
        for mark, meant in JOINTS:
            whole = whole.replace(mark, meant)
        if view.bounds_at(place.start)[0] == place.start:
            whole = whole.lstrip()
        fix = suggested_fix(place.start, place.end, whole) if whole != found else None
        yield view.detection(place.start, place.end, confidence=place.confidence, fix=fix)
