"""See `translated-key`."""

import re
from collections.abc import Iterator

from audit.analysis.raw_markdown import front_matter
from audit.analysis.text_view import TextView
from audit.language.markup_words import markup_meanings
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity

_KEY = re.compile(r"^([^\s:#'\"\[\]{}<>-][^:\r\n]{0,40}?)[ \t]*[:：](?=[ \t]|\r?$)", re.MULTILINE)


@check(
    id="translated-key",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="“{found}” is no key that the site knows{meant}",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            "---\n⟦Titel⟧: Fahrplan\n⟦Beschreibung⟧: Wann die Fähre fährt\ndate: 2024-05-01\n---\n\nDie Fähre fährt.\n",
            format="markdown",
            fixed="---\ntitle: Fahrplan\ndescription: Wann die Fähre fährt\ndate: 2024-05-01\n---\n\nDie Fähre fährt.\n",
        ),
        bad(
            "ru",
            "---\ntitle: Паром\nlayout: page\n⟦порядок⟧: 4\n---\n\nПаром отходит в полдень.\n",
            format="markdown",
        ),
        good(
            "fr",
            "---\ntitle: Horaires\nauteur_photo: Ligue\ndescription: Départs\n---\n\nLe bac part à midi.\n",
            format="markdown",
            why="the site's own key beside the usual ones",
        ),
        good("de", "---\ntitle: Fahrplan\n---\n\nTitel: Die Fähre\n", format="markdown", why="text, no key"),
    ),
)
def translated_key(view: TextView) -> Iterator[Detection]:
    """A key at the head of the page was translated with its value: title, description, date, tags, layout.

    Why it hurts a reader: the site finds no title or date, and the page stands without them, or not at all.

    Left alone: keys of the site's own in small Latin letters, and translations of a usual key that is there as well.
    """
    matter = front_matter(view)
    if matter is None:
        return
    found = list(_KEY.finditer(view.file_text, *matter))
    names = [match.group(1) for match in found]
    usual = {name.lower() for name in names}
    plain = sum(name.isascii() for name in names)
    meanings = markup_meanings(view.language.tag.partition("-")[0]).keys
    translated = sum(name.lower() in meanings and meanings[name.lower()] not in usual for name in names)
    for match, name in zip(found, names, strict=True):
        meant = meanings.get(name.lower(), "")
        foreign = not name.isascii() and any(map(str.isalpha, name))
        if meant in usual or (not meant and not (foreign and plain and " " not in name)):
            continue
        fix = Fix((Edit(*match.span(1), meant),), Safety.SUGGESTED) if meant else None
        yield view.in_file(
            *match.span(1),
            # A single one in plain letters may be the site's own.
            confidence=None if meant and (translated > 1 or not name.isascii()) else Confidence.LIKELY,
            fix=fix,
            cause="keys",
            meant=f": “{meant}” was translated" if meant else "",
        )
