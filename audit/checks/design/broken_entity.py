"""See `broken-entity`."""

import re
from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.addresses import addresses
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.unit import Family

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
SUSPECT = re.compile(
    r"&amp;(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});"  # escaped twice
    r"|&\s{0,2}(?:amp|lt|gt|quot|apos|nbsp|copy|reg|hellip|mdash|ndash|laquo|raquo|#\d{2,6})\s{0,2};"  # a space in it
    r"|&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|hellip|mdash|ndash|laquo|raquo)(?![A-Za-z0-9;=])"  # no semicolon
    r"|&[^\W\d_]{2,20};"  # no such entity
    r"|&(?=\s)"  # bare
)
MARKED_UP = frozenset({Family.HTML, Family.XLIFF_INLINE, Family.MARKDOWN})


@check(
    id="broken-entity",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="“{found}” is {why}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    confidence=Confidence.LIKELY,
    yields_to=("altered-address", "entity-residue"),
    examples=(
        bad(
            "de",
            "Fisch ⟦&⟧ Pommes",
            beside="Fish &amp; chips",
            source="en",
            family=Family.HTML,
            fixed="Fisch &amp; Pommes",
        ),
        bad("fr", "5 ⟦&lt ;⟧ 7", beside="5 &lt; 7", source="en", family=Family.HTML, fixed="5 &lt; 7"),
        bad("ru", "⟦&копия;⟧ 2024", beside="&copy; 2024", source="en", family=Family.HTML),
        bad(
            "es",
            "caf⟦&amp;eacute;⟧",
            beside="caf&eacute;",
            source="en",
            family=Family.HTML,
            fixed="caf&eacute;",
        ),
        bad(
            "pl",
            "Sól ⟦&gt⟧ cukier",
            beside="Salt &gt; sugar",
            source="en",
            family=Family.HTML,
            fixed="Sól &gt; cukier",
        ),
        good("de", "Fisch & Pommes", beside="Fish & chips", source="en", why="the source has it bare"),
        good("fr", "Café", beside="Caf&eacute;", source="en", family=Family.HTML, why="the letter itself"),
    ),
)
def broken_entity(view: PairView) -> Iterator[Detection]:
    """An HTML entity of the translation is broken, translated, or escaped twice.

    Why it hurts a reader: they see the code instead of the sign, or the page breaks.

    Left alone: what the source has in the same way, signs written as themselves, and addresses.
    """
    marked = dict.fromkeys(view.pair_at(match.start()) for match in SUSPECT.finditer(view.text))
    for index in marked:
        pair = view.pairs[index]
        source, target = pair.source.text, pair.target.text
        if not ENTITY.search(source) and pair.family not in MARKED_UP:
            continue
        usual = {match.group() for match in SUSPECT.finditer(source)}
        taken = addresses(target)
        for match in SUSPECT.finditer(target):
            found = match.group()
            if found in usual or any(item.start <= match.start() < item.end for item in taken):
                continue
            why, repaired = fault(found, source)
            if not why:
                continue
            fix = None
            if repaired:
                fix = Fix((Edit(match.start(), match.end(), repaired),), Safety.SUGGESTED)
            yield view.detection(index, match.start(), match.end(), fix=fix, why=why)


def fault(found: str, source: str) -> tuple[str, str]:
    """What is wrong with a stretch that looks like an entity, and how it is written."""
    if found == "&":
        return ("a bare ampersand", "&amp;") if "&amp;" in source else ("", "")
    if found.startswith("&amp;") and len(found) > 5:
        return ("escaped twice", "&" + found[5:]) if "&" + found[5:] != found else ("", "")
    from html.entities import html5  # a cold start needs none of it

    name = "".join(found[1:].rstrip(";").split())
    if found == f"&{name};":
        return ("", "") if name + ";" in html5 or name.startswith("#") else ("no entity that there is", "")
    return "a broken entity", f"&{name};"
