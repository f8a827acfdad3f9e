"""See `implausible-length`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.analysis.pairs.asked_for import asks_for_something
from audit.language.profile import LanguageProfile
from audit.model.check import Need, bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.span import Span

DENSE = frozenset(
    {"Hani", "Hira", "Kana", "Hang"}
)  # scripts that say in one sign what others say in two or three
SHORTER = 0.42
LONGEST = 4.0  # times as long as it would usually be
SHORTEST = 0.2
SPARE = 40  # code points that a short text may always grow by
ENOUGH = 60  # code points of a source from which on a short translation says something


@check(
    id="implausible-length",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    message="This is {times} than a translation of the source would be",
    needs=(Need.SOURCE,),
    confidence=Confidence.LIKELY,
    yields_to=("missing-translation", "text-too-long"),
    examples=(
        bad(
            "de",
            "⟦Bitte klicken Sie hier, wenn Sie ohne weitere Verzögerung zum nächsten Schritt übergehen möchten⟧",
            beside="Go",
            source="en",
        ),
        bad(
            "es",
            "⟦Esteriliza.⟧",
            beside="Before you prune, sterilise the blades and let them dry so that no disease spreads.",
            source="en",
        ),
        good("de", "Nächsten Schritt fortsetzen", beside="Go on", source="en", why="short texts grow"),
        good(
            "zh",
            "修剪前请给刀片消毒并晾干，以免果园中的病害传播。",
            beside="Before you prune, sterilise the blades and let them dry so that no disease spreads in your orchard.",
            source="en",
            why="Chinese needs fewer signs",
        ),
    ),
)
def implausible_length(view: PairView) -> Iterator[Detection]:
    """A translation is many times longer or shorter than its source.

    Why it hurts a reader: something is added that nobody said, or most of it is left out; often it is the text of another
    unit.

    Left alone: short texts, which may grow much, and the density of scripts: Chinese and Japanese need fewer signs.
    """
    ratio = density(view.language) / density(view.source)
    for index, pair in enumerate(view.pairs):
        source, target = len(pair.source.text), len(pair.target.text)
        usual = source * ratio
        if target > LONGEST * usual + SPARE:
            times = "far longer"
        elif source >= ENOUGH and target < SHORTEST * usual and target:
            times = "far shorter"
        else:
            continue
        if (
            source < 2
            or (" " not in pair.target.text.strip() and target > usual)
            or asks_for_something(pair.source.text)
        ):
            continue
        yield view.detection(index, 0, target, source=Span(0, source), times=times)


def density(language: LanguageProfile | None) -> float:
    return SHORTER if language is not None and DENSE.intersection(language.scripts) else 1.0
