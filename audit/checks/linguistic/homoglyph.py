"""See `homoglyph`."""

from collections.abc import Iterator

from audit.analysis.listed_words import is_known_word
from audit.analysis.mixed_words import MixedWord, mixed_words
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity

SHORTEST = 3  # letters; of fewer nobody can say which alphabet was meant


@check(
    id="homoglyph",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MINOR,
    message="“{found}” holds letters of another alphabet that only look right; it should be “{meant}”",
    examples=(
        bad("ru", "Поезд прибыл в ⟦Mоскву⟧ утром.", fixed="Поезд прибыл в Москву утром."),
        bad("en", "The ⟦pаper⟧ was signed.", fixed="The paper was signed."),
        bad("el", "Η ⟦Aθήνα⟧ είναι μεγάλη πόλη.", fixed="Η Αθήνα είναι μεγάλη πόλη."),
        good(
            "ru", "IT-компания купила USB-кабель и 3D-модель.", why="both parts are whole words of their own"
        ),
        bad("en", "⟦\N{GREEK CAPITAL LETTER ALPHA}sk⟧ for the key.", fixed="Ask for the key."),
        good("en", "The ΔT of 5 μm at νmax and β-carotene.", why="Greek letters as signs"),
        good("ru", "Он отправил SMSку через Wi-Fi-роутер.", why="a Latin abbreviation with a Russian ending"),
        good("ru", "Он сравнил JetBrainsу и Pythonу.", why="a Russian ending behind a foreign name"),
        bad(
            "en",
            "They were sent to ⟦exаmple⟧.com instead.",
            fixed="They were sent to example.com instead.",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "ru",
            "На старой вывеске было написано «⟦L\u0430mp\u0430⟧ i sveča».",
            fixed="На старой вывеске было написано «Lampa i sveča».",
            confidence=Confidence.POSSIBLE,
        ),
        good("ja", "Tシャツと iPhone用のケース", why="scripts that are written together"),
    ),
)
def homoglyph(view: TextView) -> Iterator[Detection]:
    """A word holds letters of another alphabet that look like its own.

    Why it hurts a reader: the word looks right, but no search finds it, no spelling checker knows it and a
    screen reader stumbles.

    Left alone: words whose other letters look like nothing else (signs), endings behind a foreign word,
    words of two letters, and everything written with a hyphen between. In an address, where such letters
    are shown as a trick, it is only possible; so it is in a word of another alphabet between quotation marks.
    """
    for word in mixed_words(view):
        if word.meant is None or word.end - word.start < SHORTEST or greek_sign(view, word):
            continue
        if ending_of_own(view, word):
            continue
        if view.is_listed(word.start, word.end):
            continue
        found = view.text[word.start : word.end]
        edits = tuple(
            Edit(word.start + place, word.start + place + 1, new)
            for place, (old, new) in enumerate(zip(found, word.meant, strict=True))
            if old != new
        )
        # With as many letters of the one as of the other alphabet it is a guess.
        sure = len(edits) * 2 < len(found)
        doubtful = in_address(view, word) or is_shown(view, word)
        yield view.detection(
            word.start,
            word.end,
            confidence=Confidence.POSSIBLE if doubtful else None if sure else Confidence.LIKELY,
            fix=Fix(edits, Safety.SAFE if sure else Safety.SUGGESTED),
            meant=word.meant,
        )


def greek_sign(view: TextView, word: MixedWord) -> bool:
    """True for one Greek letter at the edge of Latin ones: "ΔT", "νmax"."""
    greek = [(start, end) for script, start, end in word.stretches if script == "Grek"]
    if "Grek" in view.language.scripts or len(greek) != 1:
        return False
    start, end = greek[0]
    if start == word.start and word.meant and view.text[end : word.end].islower():
        # "Αsk": a capital that only looks Latin, before the rest of a word that the language knows
        return not (end - start == 1 and is_known_word(view.language, word.meant.lower()))
    return end - start == 1 and (start == word.start or end == word.end)


def ending_of_own(view: TextView, word: MixedWord) -> bool:
    """True for a name in another alphabet with an ending in the text's own: "Pythonу"."""
    if len(word.stretches) != 2 or word.meant is None:
        return False
    (first, start, end), (last, seam, _) = word.stretches
    own = view.language.scripts
    kept = word.meant[: end - start] == view.text[start:end]
    return first not in own and last in own and kept and word.meant[seam - start :].islower()


def is_shown(view: TextView, word: MixedWord) -> bool:
    """True for a word in quotation marks that is of another alphabet than the text: a spelling that is shown."""
    foreign = sum(end - start for script, start, end in word.stretches if script not in view.language.scripts)
    return foreign * 2 > word.end - word.start and is_quoted(view, word.start, word.end)


def in_address(view: TextView, word: MixedWord) -> bool:
    """True when a full stop and a letter follow without a space, or an address goes before."""
    after = view.text[word.end : word.end + 2]
    return (after[:1] == "." and after[1:].isalnum()) or view.text[word.start - 1 : word.start] in ("@", "/")
