"""Numbers of a text with what they are worth, read by the conventions of its language."""

import re
from functools import cache
from typing import NamedTuple

from audit.language.measures import Measures, folded, measures
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, profile
from audit.language.word_grammar import word_grammar

_SPACES = "\u00a0\u202f\u2009"
_MARKS = ".,'’٫٬"
_CONTINUED = re.compile(r" ?(\d+)")
_WORD = re.compile(r"[^\W\d_]+")
_JOINERS = 1  # words that may stand between the parts of one number: "and", "y"
_CJK_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_CJK_POWERS = {"十": 10, "百": 100, "千": 1000}
_CJK_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_CJK = re.compile(f"[{''.join((*_CJK_DIGITS, *_CJK_POWERS, *_CJK_MYRIADS))}]+")
_SOME = re.compile(f"[{''.join(_CJK_DIGITS)}]{{2}}")  # four or five
_ROMAN = re.compile(
    r"(?<![\w.])[IVXLCDM]{1,8}(?=(?:e|er|è|ème|ième)?(?!\w))"
)  # with the ending of an ordinal: XIVe
# CV, CD, DC and MC are names as often.
_SURE_ROMAN = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
LONGEST_NAME = 16
LONGEST_SERIES = 12  # words of one number
LONGEST_JOINT = 5  # code points between the two figures of a range


class Quantity(NamedTuple):
    """A number in figures: `[start, end)` is the figures with a word like "million" behind them, `digits` their end.

    `value` is what it is worth by the language's own marks, `other` what it would be by those of another; `value` is
    None for figures that are no number (1.2.3), which are `written` the same on both sides. `grouped`: the value rests
    on reading a mark as parting thousands. `tail` are letters right behind it (3D, 19th). `unit` are the units it may
    have, at `[unit_start, unit_end)`.
    """

    start: int
    end: int
    digits: int
    written: str
    value: float | None
    other: float | None
    grouped: bool
    mark: str
    negative: bool
    tail: str
    unit: frozenset[str]
    unit_start: int
    unit_end: int


_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_OTHER_FIGURE = re.compile(r"[^\D0-9]")  # of other scripts


@cache
def _run(plain_space: bool) -> re.Pattern[str]:
    space = f"[ {_SPACES}]" if plain_space else f"[{_SPACES}]"
    # Three noughts behind a space are thousands in any language.
    return re.compile(rf"\d+(?:[{_MARKS}]\d+|(?:{space}\d{{3}}| 000)(?!\d))*")


def quantities(text: str, language: LanguageProfile | None) -> list[Quantity]:
    """Every number in figures, in order; figures inside codes (UTF-8, MP3, v2) are left out."""
    found = []
    spaced = language is not None and " " in language.grouping
    known = measures(language) if language is not None else None
    pattern, place = _run(spaced), 0
    while (match := pattern.search(text, place)) is not None:
        start, end = match.span()
        place = end
        if _in_code(text, start):
            # What follows behind a space is no part of it: "ChaCha20 256".
            code = _FIGURES.match(text, start)
            place = code.end() if code is not None else end
            continue
        if " " in match.group() and _in_series(text, start, end):
            # A telephone number, a row of figures: no thousands.
            match = _FIGURES.match(text, start) or match
            end = place = match.end()
        written = match.group()
        value, other, grouped, mark = readings(written, language)
        after = text[end : end + 1]
        if after and after in _VULGAR and value is not None:
            value += _VULGAR[after]
        stop, factor = _scaled(text, end, known)
        if value is not None and factor != 1:
            value, other = value * factor, other * factor if other is not None else None
            value, stop = _continued(text, value, stop, factor, known)
            place = max(place, stop)
        unit, unit_start, unit_end = _unit(text, stop, known)
        tail = ""
        if after.isalpha() and stop == end and after.isascii():
            tail_match = re.compile(r"[A-Za-z]{1,6}").match(text, end)
            tail = tail_match.group() if tail_match else ""
        negative = _is_negative(text, start)
        if negative and value is not None:
            value = -value
        found.append(
            Quantity(
                start,
                stop,
                end,
                digits_of(written),
                value,
                other,
                grouped,
                mark,
                negative,
                tail,
                unit,
                unit_start,
                unit_end,
            )
        )
    for place in range(len(found) - 1, 0, -1):
        # Of a range the last figure has the unit and the power of both: 5-10 acres, 3 to 5 million.
        first, second = found[place - 1], found[place]
        if second.start - first.end > LONGEST_JOINT:
            continue
        alone = readings(second.written, language)[0]
        if first.value is not None and second.value is not None and alone and second.value / alone >= 1000:
            first = first._replace(other=first.value * second.value / alone)
            found[place - 1] = first
        if second.unit and not first.unit:
            found[place - 1] = first._replace(
                unit=second.unit, unit_start=second.unit_start, unit_end=second.unit_end
            )
    return found


def digits_of(written: str) -> str:
    """Figures of any script as European ones, marks as they are."""
    if written.isascii():
        return written
    return _OTHER_FIGURE.sub(lambda match: str(int(match[0])), written)


@cache
def groupings(language: LanguageProfile) -> frozenset[str]:
    """Marks that part thousands in a language, or in one of the countries that speak it."""
    base = language.tag.split("-")[0]
    tags = [tag for tag in known_tags() if tag.split("-")[0] == base]
    return frozenset(mark for tag in tags for mark in profile(tag).grouping)


def _in_series(text: str, start: int, end: int) -> bool:
    """Whether figures in groups go on behind a space, or begin with a plus."""
    return text[start - 1 : start] == "+" or (
        text[end : end + 1] == " " and text[end + 1 : end + 2].isdecimal()
    )


def _in_code(text: str, start: int) -> bool:
    before = text[start - 1 : start] if start else ""
    if not before:
        return False
    if before in "_#@\\" or (before.isalpha() and before.isascii()):
        return True
    if before not in "-–" or start < 2:
        return False
    # UTF-8, Covid-19, F-16: a name with a capital
    first = start - 1
    while (
        first > 0 and start - first < LONGEST_NAME and text[first - 1].isascii() and text[first - 1].isalpha()
    ):
        first -= 1
    return any(map(str.isupper, text[first : start - 1]))


def _is_negative(text: str, start: int) -> bool:
    if start == 0 or text[start - 1] not in "-−–":
        return False
    before = text[start - 2 : start - 1] if start > 1 else ""
    return before == "" or before.isspace() or before in "(（[:：=≈~"


def readings(written: str, language: LanguageProfile | None) -> tuple[float | None, float | None, bool, str]:
    """What figures are worth: by the language, by another convention, whether a mark parts thousands, and that mark."""
    plain = digits_of(written).replace("٫", ".\0").replace("٬", ",\0")
    if "\0" in plain:
        # Arabic marks say themselves which is which.
        plain = plain.replace(",\0", "").replace(".\0", "\1")
        parts = plain.split("\1")
        return (
            (float(".".join(parts)), None, False, "")
            if len(parts) <= 2 and all(p.isdecimal() for p in parts)
            else (None, None, False, "")
        )
    marks = [char for char in plain if not char.isdecimal()]
    if not marks:
        return float(plain), None, False, ""
    kinds = list(dict.fromkeys(marks))
    groups = re.split(r"\D", plain)
    decimal = language.decimal if language is not None and language.decimal else "."
    if len(kinds) == 1:
        mark = kinds[0]
        whole = float("".join(groups))
        if mark not in ".,":
            thousands = all(len(group) == 3 for group in groups[1:])
            return (whole, None, True, mark) if thousands else (None, None, False, mark)
        if len(groups) > 2:
            fits = (
                len(groups[-1]) == 3
                and all(len(group) in (2, 3) for group in groups[1:])
                and len(groups[0]) <= 3
            )
            return (whole, None, True, mark) if fits else (None, None, False, mark)
        fraction = float(".".join(groups))
        if len(groups[1]) != 3 or groups[0] == "0" or len(groups[0]) > 3:
            return fraction, None, False, mark
        return (fraction, whole, False, mark) if mark == decimal else (whole, fraction, True, mark)
    if len(kinds) == 2 and marks.count(kinds[1]) == 1 and kinds[1] in ".,":
        return float("".join(groups[:-1]) + "." + groups[-1]), None, True, kinds[0]
    return None, None, False, ""


def _scaled(text: str, end: int, known: Measures | None) -> tuple[int, float]:
    """The end of a number with the words for its power behind it, and that power."""
    factor = 1.0
    while known is not None:
        match = known.scale.match(text, end)
        if match is None or match[1].lower() not in known.scales:
            break
        factor *= known.scales[match[1].lower()]
        end = match.end() - (match.group()[-1] == ".")
        if factor >= 1e15:
            break
    if factor == 1.0 and (letter := re.compile(r"([KMB])(?![\w/])").match(text, end)):
        return letter.end(), {"K": 1e3, "M": 1e6, "B": 1e9}[letter[1]]
    return end, factor


def _continued(
    text: str, value: float, stop: int, factor: float, known: Measures | None
) -> tuple[float, int]:
    """A number that goes on behind the word for its power, with its end: 12万5000, 1만 2천."""
    while known is not None and (more := _CONTINUED.match(text, stop)) is not None:
        end, smaller = _scaled(text, more.end(), known)
        if smaller >= factor or (more.group()[0] == " " and smaller == 1):
            break
        value, stop, factor = value + int(more[1]) * smaller, end, smaller
        if factor == 1:
            break
    return value, stop


def _unit(text: str, end: int, known: Measures | None) -> tuple[frozenset[str], int, int]:
    if known is not None and (match := known.unit.match(text, end)) is not None:
        if match[1] == "s" and match.start(1) == end:
            return frozenset(), end, end  # in his 20s
        return known.unit_of(match[1]), match.start(1), match.end(1)
    return frozenset(), end, end


def said(text: str, language: LanguageProfile | None) -> frozenset[float]:
    """Every number that a text says in words, whole and in parts, and in Roman figures."""
    found: set[float] = {float(value) for match in _ROMAN.finditer(text) if (value := roman(match.group()))}
    if not text.isascii():
        found.update(_VULGAR[char] for char in text if char in _VULGAR)
        found.update(float(value) for match in _CJK.finditer(text) for value in _cjk(match.group()))
    if language is None:
        return frozenset(found)
    known = measures(language)
    if not language.has_spaces:
        lowered = folded(text)
        found.update(value for form, values in known.numbers.items() if form in lowered for value in values)
        return frozenset(found)
    words = _WORD.findall(folded(text))
    if known.sizes.keys().isdisjoint(words):
        return frozenset(found)
    series: list[float] = []
    gap = 0
    place = 0
    while place < len(words):
        for size in known.sizes.get(words[place], ()):
            if size > min(known.longest, len(words) - place):
                continue
            phrase = " ".join(words[place : place + size])
            values = known.numbers.get(phrase) or (
                frozenset({known.scales[phrase]}) if phrase in known.scales else None
            )
            if values:
                found |= values
                if gap > _JOINERS:
                    series.clear()
                series.append(min(values))
                del series[:-LONGEST_SERIES]
                for begin in range(len(series)):
                    found.add(_composed(series[begin:]))
                gap = 0
                place += size
                break
        else:
            gap += 1
            place += 1
    return frozenset(found)


class Spoken(NamedTuple):
    """A number in words, at `[start, end)`."""

    start: int
    end: int
    value: float


def spoken(text: str, language: LanguageProfile | None) -> list[Spoken]:
    """The numbers that a text says in words, each as a whole. A word that may be several numbers is left out."""
    if language is None:
        return []
    if not language.has_spaces:
        return [
            Spoken(*match.span(), float(max(values)))
            for match in _CJK.finditer(text)
            if not _SOME.search(match.group()) and (values := _cjk(match.group()))
        ]
    known, joiners = measures(language), word_grammar(language.tag).coordinators
    small = folded(text)
    if len(small) != len(text):
        small = text.lower().replace("-", " ")
    if known.sizes.keys().isdisjoint(_WORD.findall(small)):
        return []
    words = list(_WORD.finditer(small))
    found: list[Spoken] = []
    series: list[float] = []
    start = stop = gap = place = 0

    def close() -> None:
        if series:
            found.append(Spoken(start, stop, _composed(series)))
            series.clear()

    while place < len(words):
        size, value = _number_at(words, place, known)
        if value is None:
            gap += 1
            place += 1
            if gap > _JOINERS or words[place - 1][0] not in joiners:
                close()
            continue
        first, last = words[place], words[place + size - 1]
        if series and not _goes_on(series, value):
            close()
        if not series:
            start = first.start()
        series.append(value)
        stop, gap = last.end(), 0
        place += size
    close()
    return found


def _number_at(words: list[re.Match[str]], place: int, known: Measures) -> tuple[int, float | None]:
    """How many words from a place make a number of the list, and which; None where they make none, or several."""
    for size in known.sizes.get(words[place][0], ()):
        if size > min(known.longest, len(words) - place):
            continue
        phrase = " ".join([match[0] for match in words[place : place + size]])
        values = known.numbers.get(phrase)
        if values:
            return size, min(values) if len(values) == 1 and phrase in known.exact else None
        if phrase in known.scales:
            return size, known.scales[phrase]
    return 1, None


def _goes_on(series: list[float], value: float) -> bool:
    """Whether a number goes on with a value: powers behind anything, what fills the noughts of the last."""
    if value >= 100 and f"{value:.0f}".strip("0") == "1":
        return True
    figures = f"{series[-1]:.0f}"
    return value < float("1" + "0" * (len(figures) - len(figures.rstrip("0"))))


def _composed(series: list[float]) -> float:
    total = current = 0.0
    for value in series[:12]:
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0.0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current


def _cjk(text: str) -> set[int]:
    """What a run of Chinese figures is worth: as a number, and as a row of figures."""
    rows = (
        {int("".join(str(_CJK_DIGITS[char]) for char in text))}
        if all(char in _CJK_DIGITS for char in text)
        else set()
    )
    total = section = digit = 0
    for char in text[:24]:
        if char in _CJK_DIGITS:
            digit = _CJK_DIGITS[char]
        elif char in _CJK_POWERS:
            section += (digit or 1) * _CJK_POWERS[char]
            digit = 0
        else:
            total += max(section + digit, 1) * _CJK_MYRIADS[char]
            section = digit = 0
    return rows | {total + section + digit}


def romans(text: str) -> list[tuple[int, int, int]]:
    """The numbers in Roman figures of a text, with their places. A single letter is a letter as often."""
    found = [(roman(match.group()), *match.span()) for match in _ROMAN.finditer(text)]
    return [item for item in found if item[0] > 1 and _SURE_ROMAN.fullmatch(text, item[1], item[2])]


def roman(text: str) -> int:
    """What Roman figures are worth; 0 for letters that are none."""
    total = 0
    for char, after in zip(text, (*text[1:], ""), strict=True):
        value = _ROMAN_VALUES[char]
        total += -value if after and _ROMAN_VALUES[after] > value else value
    return total
