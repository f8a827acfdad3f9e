"""See `untranslated-words`."""

from collections.abc import Iterator

from audit.analysis.leftovers.leftovers import Leftover, leftovers
from audit.analysis.leftovers.stretch import StretchKind
from audit.analysis.text_view import TextView, suggested_fix
from audit.language.interface_phrases import counterparts
from audit.language.profiles import name_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import ASIDE

MOST_LISTED = 40  # stretches of one document; the rest is one finding more


@check(
    id="untranslated-words",
    category=Category.UNTRANSLATED,
    severity=Severity.MAJOR,
    message="{what} left in {language}{more}: “{found}”{evidence}",
    yields_to=(
        "service-notice",
        "llm-preamble",
        "llm-closing-note",
        "prompt-echo",
        "model-token",
        "fenced-whole-text",
    ),
    examples=(
        bad("en", "The minister said on Monday that ⟦wir haben keine andere Wahl⟧ and left the room."),
        bad("es", "El puente se cerró el lunes y ⟦nobody knows when it will open again⟧ al tráfico."),
        bad("ru", "Комиссия собралась утром, ⟦але рішення ще не ухвалили⟧, сообщил секретарь."),
        good("en", "The Rue de la Paix and the Plaza Mayor were closed on Monday.", why="names of places"),
        good(
            "de",
            "Das Buch „The Old Man and the Sea“ erschien 1952 und wurde sofort ein Erfolg.",
            why="a title in its own language",
        ),
        bad(
            "en",
            "He conducted ⟦Der fliegende Holländer⟧ at the festival and came back for nine evenings.",
        ),
        good(
            "en",
            "<p>The phrase <i>c'est plus fort que moi</i> is hard to put into another language.</p>",
            format="html",
            why="a phrase in italics that the text announces",
        ),
    ),
)
def untranslated_words(view: TextView) -> Iterator[Detection]:
    """Words of another language stand in a text of the same script.

    Why it hurts a reader: the thread breaks at words that mean nothing to them. No spelling of the alphabet
    gives such words away, so they outlive many a proof-reading.

    Left alone: what more speaks against than for. Evidence is weighed: small words and clauses of another
    language, whole lines and labels speak for a leftover; names, titles, glosses, quotations, italics, code and
    addresses, words at home in the target language, repetition speak against. `-v` shows what decided. What stays
    doubtful is `possible`.
    """
    found = [item for item in leftovers(view) if item.kind is StretchKind.SAME]
    shown = [item for item in found if item.confidence is not Confidence.POSSIBLE]
    rest = shown[MOST_LISTED:]
    last = rest[0].start if rest else len(view.text)
    for item in found:
        if item.start > last:
            break
        yield _detection(view, item, rest[1:] if item.start == last else [])


def _detection(view: TextView, item: Leftover, rest: list[Leftover]) -> Detection:
    """One stretch; it stands for `rest` too."""
    role = view.segments[view.segment_at(item.start)].role
    if item.whole:
        what = "A line is"
    else:
        what = "A word is" if item.words == 1 else "Words are"
    own = view.language.name
    language = name_of(item.language) if item.language else f"a language other than {own}"
    telling = _listed(item.listed) if item.language and item.words > 1 else ""
    more = ""
    if rest:
        words = item.words + sum(other.words for other in rest)
        share = words / max(1, len(view.words))
        more = f", here and in {len(rest):,} more places (in all {words:,} words, {share:.0%} of the text)"
    stretch = view.text[item.start : item.end]
    label = counterparts(stretch, item.language, view.language.tag) if item.language else ()
    return view.detection(
        item.start,
        item.end,
        confidence=item.confidence,
        severity=Severity.MINOR if role in ASIDE else None,
        fix=suggested_fix(item.start, item.end, label[0]) if label else None,
        reasons=item.reasons,
        what=what,
        language=language,
        more=more,
        evidence=f"; {telling} {'is' if len(item.listed) == 1 else 'are'} {language}" if telling else "",
    )


def _listed(words: tuple[str, ...]) -> str:
    """Words in quotation marks, for a sentence."""
    quoted = [f"“{word}”" for word in words]
    return " and ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 1 else "".join(quoted)
