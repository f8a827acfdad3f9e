"""See `mixed-variants`."""

from collections import Counter
from collections.abc import Iterator, Sequence

from audit.analysis.own_voice import is_web_page
from audit.analysis.text_view import TextView
from audit.analysis.variant_mix import VariantMix, variant_mixes
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity

NAMED = 4  # so many words of either variant are named
SURE = 2  # different words of the rarer variant that are no slip and no term
CLEARLY = 2  # times as often must the usual variant be written
WHOLE = 3  # different words from which on a text is in the variant that is not wanted


@check(
    id="mixed-variants",
    category=Category.SPELLING,
    severity=Severity.MINOR,
    message="{what}: {words}",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "The harbour lies in the centre of the old town, and the colours of the boats please every traveller. "
            "Our neighbours at the kiosk sell tea.\n\nThe ⟦color⟧ of the sails tells whose boat it is, and "
            "your favorite place on deck is free.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "pt",
            "O ônibus sai do porto às nove, e o trem espera na estação. O prêmio econômico vale para cada usuário."
            "\n\nLeve o seu ⟦telemóvel⟧, porque o ecrã da sala mostra os horários.",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "pt-PT",
            "O autocarro sai do porto às nove, e o contacto do utilizador fica no registo. Leve ⟦contato⟧ próprio.",
            confidence=Confidence.POSSIBLE,
        ),
        bad(
            "sr",
            "Videti grad uvek vredi, posle kiše lepo miriše reč o moru. Čovek voli svaki mesec, i deca ga vole."
            "\n\nDrugi put ⟦gdje⟧ stoji tabla piše kako je bijelo mlijeko.",
            confidence=Confidence.LIKELY,
        ),
        good(
            "en",
            "The harbour lies in the centre of the town, whose colours please the neighbours. She works at the "
            "World Trade Center, set `color` in the file and cried “what a lovely color and flavor!”",
            format="markdown",
            why="a name, code and a quotation",
        ),
        good(
            "en",
            "The organization recognises its members; its colours are realized in silk.",
            why="-ise and -ize are both British",
        ),
        good("pt", "O ônibus sai do porto às nove, e o trem espera na estação.", why="one variant"),
    ),
)
def mixed_variants(view: TextView) -> Iterator[Detection]:
    """Two variants of the language are mixed: British and American spelling, European and Brazilian Portuguese.

    Why it hurts a reader: readers of either stumble over the other. Chunks that were translated apart, or a model that
    learnt from both, mix them. One finding stands for all places, at the first of the rarer variant.

    Left alone: names, quotations, titles, code, and words that both variants write. Only possible: a single word, a text
    without a clear majority, and web pages, where several people speak.
    """
    for found in variant_mixes(view):
        rare, usual = counted(view, found.rare_places), counted(view, found.usual_places)
        start = view.word_starts[found.rare_places[0]]
        whole = found.wanted and rare.total() > usual.total()
        if whole:
            what = f"{found.usual.name} is wanted, and this text writes {found.rare.name} ({rare.total():,})"
        else:
            what = f"This text writes {found.usual.name} ({usual.total():,}) and {found.rare.name} ({rare.total():,})"
        yield view.detection(
            start,
            start + len(view.words[found.rare_places[0]]),
            confidence=Confidence.LIKELY if is_sure(view, found, rare, usual) else Confidence.POSSIBLE,
            what=what,
            words=", ".join(named(rare))
            + ("" if whole or not usual else f" beside {', '.join(named(usual))}"),
        )


def is_sure(view: TextView, found: VariantMix, rare: Counter[str], usual: Counter[str]) -> bool:
    """True for several words against a clear majority, or a whole text against its region."""
    if is_web_page(view):
        return False
    if found.wanted and rare.total() >= usual.total() * CLEARLY:
        return len(rare) >= WHOLE
    return min(len(rare), len(usual)) >= SURE and usual.total() >= rare.total() * CLEARLY


def counted(view: TextView, places: Sequence[int]) -> Counter[str]:
    return Counter(view.words[place] for place in places)


def named(words: Counter[str]) -> list[str]:
    return [f"“{word}”" for word in list(words)[:NAMED]]
