"""Ranges begun with a word and joined with a dash."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import SEPARATOR, TextView, suggested_fix
from audit.language.profile import LanguageProfile
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE

LONGEST_OPENING = 40  # code points from the opening word to the first figure
LONGEST_REST = 60  # code points behind the range in which the joining word may still come
# Short openers mean other things too ("de", "von", "z": "of"), so that they prove little; those of four
# letters ("from", "från") also name a source: “donations from 20–25 people”.
TELLING_OPENER = 5
SOURCE_OPENER = 4
LONGEST_WORD = 30
CURRENCY = "$€£¥₽₴₹₺₩₪฿"
MEASURED = "%‰°" + CURRENCY  # signs behind a figure that make it a measure
CURRENCY_BEFORE = re.compile(rf" [{CURRENCY}]")


@check(
    id="mixed-range",
    category=Category.GRAMMAR,
    severity=Severity.MINOR,
    message="“{opener}” wants “{joiner}” between the two figures, not a dash",
    roles=PROSE,
    examples=(
        bad(
            "en",
            "The talks run ⟦from March 4-5⟧.",
            fixed="The talks run from March 4 to 5.",
            confidence=Confidence.CERTAIN,
        ),
        bad("en", "Bring ⟦between 10–12⟧ chairs.", fixed="Bring between 10 and 12 chairs."),
        bad("en", "She was mayor ⟦from 2009-2015⟧.", fixed="She was mayor from 2009 to 2015."),
        bad("de", "Es kamen ⟦zwischen 10–12⟧ Leute.", fixed="Es kamen zwischen 10 und 12 Leute."),
        bad(
            "en",
            "There is food for ⟦from 20-25⟧ days, so, ⟦from 300-350⟧ lorries came.",
            fixed="There is food for from 20 to 25 days, so, from 300 to 350 lorries came.",
            confidence=Confidence.LIKELY,
        ),
        bad("fr", "Il vend ⟦de 300 à-400⟧ kilos.", fixed="Il vend de 300 à 400 kilos."),
        bad("sv", "Det varierar ⟦från 20–25⟧ °C.", fixed="Det varierar från 20 till 25 °C."),
        bad(
            "en",
            "We got letters ⟦from 20–25⟧ readers.",
            fixed="We got letters from 20 to 25 readers.",
            confidence=Confidence.POSSIBLE,
        ),
        good("en", "The talks run from March 4 to 5, in rooms 4-5.", why="each range is written in one way"),
        good("en", "It rose from 4-5 to 6-7 per cent.", why="from one range to another"),
        good("en", "They came back from 2-0 down.", why="a score"),
        good("en", "She kept the ball from 2019-20 as well.", why="a season"),
        good("de", "Kinder von 4–5 Jahren dürfen mit.", why="“von” means “of” here"),
    ),
)
def mixed_range(view: TextView) -> Iterator[Detection]:
    """A range opens with “from” or “between” and goes on with a dash.

    Why it hurts a reader: the opening word promises a second one, and the sentence stumbles when it does not
    come.

    Left alone: ranges of ranges, scores, and opening words that also have another meaning.
    """
    opening = opener_before(view.language)
    if opening is None:
        return
    joiners = dict(zip(view.language.range_openers, view.language.range_joiners, strict=True))
    text = view.text
    for dash in "-–—":
        for match in dash_before_figure(dash).finditer(text):
            left = match.start()
            if text[left - 1 : left].isalpha() and left:
                yield from both(view, opening, joiners, left, match.end())
                continue
            if (
                not text[left - 1 : left].isdecimal()
                or dash in text[match.end() : match.end() + 12].split(" ")[0]
            ):
                continue
            base, limit = view.bounds_at(left)
            before = opening.search(text[max(base, left - LONGEST_OPENING) : left])
            if before is None:
                continue
            opener = before["opener"].lower()
            low, high = before["low"], match["high"]
            if goes_on(text[match.end() : min(limit, match.end() + LONGEST_REST)], joiners[opener]):
                continue
            start = max(base, left - LONGEST_OPENING) + before.start("opener")
            confidence = how_sure(opener, before["month"], low, high)
            if confidence is Confidence.POSSIBLE and names_measure(view, start, match.end()):
                confidence = Confidence.LIKELY
            if confidence is None:
                continue
            yield view.detection(
                start,
                match.end(),
                confidence=confidence,
                fix=suggested_fix(left, match.end() - len(high), f" {joiners[opener]} "),
                opener=text[start : start + len(opener)],
                joiner=joiners[opener],
            )


def both(
    view: TextView, opening: re.Pattern[str], joiners: dict[str, str], dash: int, end: int
) -> Iterator[Detection]:
    """The joining word and a dash glued to it: “from 300 to-400”."""
    base, _ = view.bounds_at(dash)
    first = max(base, dash - LONGEST_OPENING)
    joiner = view.text[first:dash].rsplit(" ", 1)[-1]
    before = opening.search(view.text[first : dash - len(joiner) - 1])
    if before is None or joiners[opener := before["opener"].lower()] != joiner:
        return
    start = first + before.start("opener")
    yield view.detection(
        start,
        end,
        confidence=Confidence.LIKELY,
        fix=suggested_fix(dash, dash + 1, " "),
        opener=view.text[start : start + len(opener)],
        joiner=joiner,
    )


@cache
def dash_before_figure(dash: str) -> re.Pattern[str]:
    return re.compile(dash + r"(?P<high>[0-9]{1,4})(?![0-9])")


@cache
def opener_before(language: LanguageProfile) -> re.Pattern[str] | None:
    """Opening word, perhaps a month, and a figure at the end of a text. None where no openers are known."""
    if not language.range_openers or not language.has_spaces:
        return None
    months = sorted({re.escape(form) for forms in language.months for form in forms}, key=len, reverse=True)
    openers = "|".join(map(re.escape, language.range_openers))
    return re.compile(
        rf"(?<!\w)(?P<opener>{openers}) (?:(?P<month>{'|'.join(months) or '(?!)'})\.? )?[{CURRENCY}]?(?P<low>[0-9]{{1,4}})$",
        re.IGNORECASE,
    )


def goes_on(after: str, joiner: str) -> bool:
    """True when the joining word still comes, in the same clause: “from 4-5 to 6-7”."""
    clause = re.split(rf"[.,;:!?{SEPARATOR}]", after, maxsplit=1)[0]
    return joiner in clause.lower().split()


def how_sure(opener: str, month: str | None, low: str, high: str) -> Confidence | None:
    """None for scores and the like: a range goes up, or its end is shortened (2009-15)."""
    shortened = len(high) < len(low)
    if not shortened and int(low) >= int(high):
        return None
    if month:
        return Confidence.CERTAIN
    if len(opener) >= TELLING_OPENER:
        return Confidence.LIKELY
    if len(opener) < SOURCE_OPENER:
        return None
    if len(low) == 4 and low[:2] in ("18", "19", "20"):
        # Two years that follow each other are one season or school year: “goals from 2019-2020”.
        return None if int(high) % 100 == (int(low) + 1) % 100 else Confidence.LIKELY
    return Confidence.POSSIBLE


def names_measure(view: TextView, opener: int, end: int) -> bool:
    """True when the figures are a measure or a count that stands for itself, not the source of something.

    A sign of a measure at the figures, or an opening word without a verb or noun before it: at the
    beginning of a clause (“, from 300-350 lorries came”), behind a small word (“for from 20-25 days”).
    """
    text = view.text
    if text[end : end + 2].strip()[:1] in tuple(MEASURED) or CURRENCY_BEFORE.search(text, opener, end):
        return True
    base, limit = view.bounds_at(opener)
    before = text[max(base, opener - LONGEST_WORD) : opener].rstrip()
    if not before or not before[-1].isalnum():
        first = text[end : min(limit, end + 2)]
        return not before or (before[-1] in ".,;:(" and first[:1] == " " and first[1:].isalpha())
    small = before.split()[-1].lower() in view.language.function_words
    after = re.match(r" ([^\W\d_]+)", text[end : min(limit, end + LONGEST_WORD)])
    return small and after is not None and after[1].lower() in view.language.unit_words
