"""See `glued-inline`."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from audit.analysis.closed_words import closed_words
from audit.analysis.common_words import is_common, word_cost
from audit.analysis.text_view import TextView
from audit.model.check import Trait, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation
from audit.model.role import PROSE
from audit.model.segment import INLINE_OBJECT, Segment

MARKED_UP = frozenset({Notation.MARKDOWN, Notation.HTML_TEXT})
SHORTEST, LONGEST = 4, 40  # letters of a word that is no ending; of any
OPENING = re.compile(r"(?:\[|\*{1,3}|<[a-z][^<>]*>)+")
CLOSING = re.compile(r"(?:\]\([^()]*\)|\]\[[^\[\]]*\]|\*{1,3}|</[a-z][^<>]*>)*")
MOST_MARKUP = 400  # code points between two words


class Seam(NamedTuple):
    """Two words of a segment that only markup parts: the left one ends and the right one begins at `place`.

    `whole` is what they and further parts behind such seams make together. `gap` is where the file wants the space; -1 where
    that is not plain. `code` tells that the left one is code, `opens` that markup begins here.
    """

    place: int
    left: str
    right: str
    whole: str
    gap: int
    code: bool
    opens: bool


@check(
    id="glued-inline",
    category=Category.PUNCTUATION,
    severity=Severity.MINOR,
    message="“{left}” and “{right}” stand together without a space, with only markup between them",
    roles=PROSE,
    traits={Trait.SPACES},
    flows=(Flow.PROSE,),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "nl",
            "Lees meer ⟦over[de⟧ nieuwe kaart](https://haven.example/kaart) van de stad.\n",
            format="markdown",
            fixed="Lees meer over [de nieuwe kaart](https://haven.example/kaart) van de stad.\n",
        ),
        bad(
            "en",
            "<p>The ferry sails <em>every ⟦day</em>from⟧ the harbour.</p>",
            format="html",
            fixed="<p>The ferry sails <em>every day</em> from the harbour.</p>",
        ),
        bad(
            "fr",
            "Ouvrez la page et lisez la ⟦`taille`propriété⟧ du fichier.\n",
            format="markdown",
            fixed="Ouvrez la page et lisez la `taille` propriété du fichier.\n",
        ),
        good(
            "en",
            "The **un**believable [ferry](/f)s of the harbour.\n",
            format="markdown",
            why="parts of one word",
        ),
        good(
            "de",
            "<p>Die <b>Fahr</b>karte gilt für das <i>Schiff</i>s.</p>",
            format="html",
            why="parts of one word",
        ),
        good("tr", "[Liman](/l)da `ls`le bakılır.\n", format="markdown", why="endings"),
    ),
)
def glued_inline(view: TextView) -> Iterator[Detection]:
    """Two words touch where a link, stress or code begins or ends: the space between them was lost with the tags.

    Why it hurts a reader: they read one long word that there is not.

    Left alone: parts of one word set in bold or linked, endings behind a link or code, and words that are not common.
    """
    language = view.language.tag.partition("-")[0]
    small = closed_words(view)
    for segment in view.segments:
        if segment.notation not in MARKED_UP or segment.role not in PROSE or len(segment.map.pieces) < 2:
            continue
        found: list[tuple[Seam, bool]] = []
        endings: list[tuple[Seam, bool]] = []
        for seam in seams(view, segment):
            if INLINE_OBJECT in (seam.left, seam.right):
                if beside_code(seam, language, small):
                    found.append((seam, True))
            elif two_words(seam, language, small, view.language.has_case):
                found.append((seam, True))
            elif may_be_two(seam, language, small):
                found.append((seam, False))
            elif len(seam.right) > 1 and seam.right in small and is_common(seam.left.lower(), language):
                endings.append((seam, True))
        if sum(sure for _, sure in found) > 1:
            found += endings  # where all spaces beside tags were lost, a small word is no ending
        # One such place may be a compound; several in one line, or beside a sure one, are what a program did to all tags.
        several = len(found) > 1 and any(sure or seam.opens for seam, sure in found)
        for seam, sure in found:
            doubtful = not (sure or several)
            stretch = segment.map.to_file(seam.place - len(seam.left), seam.place + len(seam.right))
            fix = Fix((Edit(seam.gap, seam.gap, " "),), Safety.SUGGESTED) if seam.gap >= 0 else None
            yield view.in_file(
                stretch.start,
                stretch.end,
                confidence=Confidence.POSSIBLE if doubtful else None,
                fix=fix,
                cause="seams",
                left="…" if seam.left == INLINE_OBJECT else seam.left,
                right=seam.right,
            )


def seams(view: TextView, segment: Segment) -> Iterator[Seam]:
    """Where words of a segment touch over markup."""
    text = segment.text
    for before, after in pairwise(segment.map.pieces):
        place = before.text_end
        if before.file_end == after.file_start and INLINE_OBJECT not in text[place - 1 : place + 1]:
            continue
        if not 0 < place < len(text) or after.file_start - before.file_end > MOST_MARKUP:
            continue
        left, right = text[place - 1], text[place]
        if not ((left.isalpha() or left == INLINE_OBJECT) and (right.isalpha() or right == INLINE_OBJECT)):
            continue
        start, end = place - 1, place + 1
        while start > 0 and place - start < LONGEST and text[start - 1].isalpha() and left != INLINE_OBJECT:
            start -= 1
        while end < len(text) and end - place < LONGEST and text[end].isalpha() and right != INLINE_OBJECT:
            end += 1
        whole = text[start:end]
        start, end = max(start, before.text_start), min(end, after.text_end)
        markup = view.file_text[before.file_end : after.file_start]
        if "<span" in markup or ("<a" in markup and "</" in markup):
            continue  # two texts of which one is shown
        if INLINE_OBJECT not in left + right and not any(sign in markup for sign in "<[]*"):
            continue  # a place where a word may be parted
        gap = -1
        if OPENING.fullmatch(markup):
            gap = before.file_end
        elif CLOSING.fullmatch(markup):
            gap = after.file_start
        code = view.file_text[before.file_start : before.file_end].endswith(("`", "</code>"))
        opens = markup != "" and OPENING.fullmatch(markup) is not None
        yield Seam(place, text[start:place], text[place:end], whole, gap, code, opens)


def two_words(seam: Seam, language: str, small: frozenset[str], has_case: bool) -> bool:
    """True when the two are words of the language and together are none."""
    left, right = seam.left.lower(), seam.right.lower()
    if not apart(seam, language):
        return False
    # Of two nouns many a language makes one word, and a short word may be an ending or the start of one. Scripts without
    # capitals write their articles and prepositions to the word.
    shortest = 1 if has_case and seam.opens and len(right) >= SHORTEST else 2
    return (left in small and len(left) >= shortest and len(right) > 1 and len(left + right) > SHORTEST) or (
        right in small and len(right) >= SHORTEST
    )


def may_be_two(seam: Seam, language: str, small: frozenset[str]) -> bool:
    """The same for two longer words, and for a small one at the end of a link."""
    longer = min(len(seam.left), len(seam.right)) >= SHORTEST
    return apart(seam, language) and (longer or (len(seam.right) > 1 and seam.right in small))


def apart(seam: Seam, language: str) -> bool:
    """True for two common words that the list of the language does not know as one."""
    left, right = seam.left.lower(), seam.right.lower()
    return (
        not seam.right[0].isupper()
        and word_cost(left + right, language) is None
        and word_cost(seam.whole.lower(), language) is None
        and is_common(left, language)
        and is_common(right, language)
    )


def beside_code(seam: Seam, language: str, small: frozenset[str]) -> bool:
    """True for a common word that begins right behind code: an ending is short, and no word of its own."""
    if seam.left != INLINE_OBJECT or seam.right == INLINE_OBJECT or not seam.code:
        return False
    word = seam.right.lower()
    return is_common(word, language) and (len(word) > SHORTEST or (len(word) == SHORTEST and word in small))
