"""See `invisible-character`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.characters_used import characters_used
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.language.scripts import script_of
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.fix import Fix
from audit.model.mqm import Category, Confidence, Severity
from audit.model.notation import Notation

ZWSP, ZWNJ, ZWJ, WORD_JOINER = "\u200b", "\u200c", "\u200d", "\u2060"
BYTE_ORDER_MARK, SOFT_HYPHEN = "\ufeff", "\u00ad"
MARKS = "\u200e\u200f\u061c"  # LRM, RLM, ALM
EMBEDDINGS = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069"  # LRE, RLE, PDF and the isolates
OVERRIDES = "\u202d\u202e"  # LRO, RLO
FILLERS = "\u115f\u1160\u3164\uffa0"  # Hangul fillers
OBSOLETE = "\u206a-\u206f\ufff9-\ufffb"
TAGS = "\U000e0001\U000e0020-\U000e007f"
BLACK_FLAG = "\U0001f3f4"
# Scripts whose letters change their form with a joiner, and scripts that break lines at a zero width space.
JOINING = frozenset(
    {"Arab", "Syrc", "Mong", "Nkoo", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym",
    "Sinh",
     "Khmr", "Mymr", "Tibt", "Tfng", "Thaa"}
)  # fmt: skip
WITHOUT_SPACES = frozenset({"Thai", "Khmr", "Laoo", "Mymr", "Tibt", "Hani", "Hira", "Kana", "Bopo"})
RIGHT_TO_LEFT = frozenset({"Hebr", "Arab", "Syrc", "Thaa", "Nkoo"})


@cache
def strange() -> re.Pattern[str]:
    """Characters that show nothing, alike ones in a row."""
    return re.compile(
        "\x1b\\[[0-9;]{0,20}[A-Za-z]|[\x01-\x08\x0e-\x1b\x1f\x7f]+|[\x80-\x84\x86-\x9f]|"
        f"{SOFT_HYPHEN}+|{ZWSP}+|{ZWNJ}+|{ZWJ}+|{WORD_JOINER}+|{BYTE_ORDER_MARK}+|"
        f"[{MARKS}]+|[{EMBEDDINGS}]|[{OVERRIDES}]|[{FILLERS}]+|[{OBSOLETE}]+|[{TAGS}]+|"
        "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+"
    )


@check(
    id="invisible-character",
    category=Category.CHARACTER_ENCODING,
    severity=Severity.MINOR,
    message="An invisible character stands here: {what}",
    yields_to=("mojibake",),
    examples=(
        bad("en", "The bri⟦\u200b⟧dge is closed.", fixed="The bridge is closed."),
        bad("de", "Die Brücke⟦\ufeff⟧ ist gesperrt.", fixed="Die Brücke ist gesperrt."),
        bad("en", "It⟦\x92⟧s closed.", fixed="It’s closed."),
        bad("en", "The file is ⟦\u202e⟧gpj.exe", fixed="The file is gpj.exe"),
        bad("ru", "Мост за⟦\u00ad⟧крыт.", fixed="Мост закрыт."),
        good(
            "fa",
            "می\u200cخواهم کتاب\u200cها را ببینم.",
            why="Persian parts letters with the zero width non-joiner",
        ),
        good("en", "The family 👨\u200d👩\u200d👧 waved.", why="the joiner makes one picture of three"),
        good("he", "המחיר הוא 20\u200f ש״ח.", why="direction marks are right where text runs right to left"),
        good(
            "en",
            "<a href=a>Save \ue051</a><p>The ferry runs at noon.</p>",
            format="html",
            why="a sign of an icon font is a picture",
        ),
        good(
            "pl", "<p>Prom płynie.</p><p>\u200c\u200c</p>", format="html", why="a place that a script fills"
        ),
        good("th", "สะพาน\u200bปิดแล้ว", why="a zero width space shows where a line may break in Thai"),
        good(
            "de", "<p>Donau\u00addampf\u00adschiff</p>", why="soft hyphens are right on a page", format="html"
        ),
    ),
)
def invisible_character(view: TextView) -> Iterator[Detection]:
    """A character that nobody sees stands in the text.

    Why it hurts a reader: searching, sorting, spelling checkers and screen readers stumble over it; marks
    that turn the direction of text can make it say something else than it shows (then `major`).

    Left alone: joiners in scripts and pictures that need them, direction marks beside text that runs right
    to left, break marks of scripts without spaces, soft hyphens on pages, and what holds a place that a
    script fills. In plain text a soft hyphen is `neutral`. Signs of private fonts have no repair: what they
    showed is not known; at the edge of a label of a page they are its icons, and only possible.
    """
    present = [char for char in characters_used(view) if strange().match(char) or char == "\x1b"]
    if not present:
        return
    # One class of the few that are there is many times faster than the pattern of all.
    end = 0
    first = last = 0
    held = False  # the segment shows nothing at all
    for hit in re.finditer(f"[{''.join(map(re.escape, sorted(present)))}]", view.text):
        if hit.start() < end:
            continue
        match = strange().match(view.text, hit.start())
        if match is not None:
            end = match.end()
            if end > last:
                first, last = view.bounds_at(hit.start())
                held = not strange().sub("", view.text[first:last]).strip()
            if held and not is_private(hit[0]):
                continue
            detection = judged(view, match.start(), end)
            if detection is not None:
                yield detection


def judged(view: TextView, start: int, end: int) -> Detection | None:
    """The finding for one run of invisible characters, or None where it is right."""
    text = view.text
    char = text[start]
    first, last = view.bounds_at(start)
    before = text[start - 1] if start > first else ""
    after = text[end] if end < last else ""
    scripts = {script_of(side) for side in (before, after) if side}
    severity, confidence, fix = Severity.MINOR, Confidence.CERTAIN, safe_fix(start, end, "")
    repair: Fix | None = fix
    if char == SOFT_HYPHEN:
        if view.segments[view.segment_at(start)].notation != Notation.PLAIN:
            return None
        severity = Severity.NEUTRAL
    elif char == ZWSP:
        if (
            not view.language.has_spaces
            or scripts & WITHOUT_SPACES
            or before in "/._-&?="
            or after in "/._-&?="
        ):
            return None
    elif char in (ZWNJ, ZWJ):
        if scripts & JOINING or (char == ZWJ and pictorial(before) and pictorial(after)):
            return None
    elif char == WORD_JOINER:
        if not (before.isalpha() and after.isalpha()):
            return None
    elif char in MARKS or char in EMBEDDINGS:
        if view.language.right_to_left or runs_right_to_left(
            text[max(first, start - 200) : min(last, end + 200)]
        ):
            return None
    elif char in OVERRIDES:
        severity, repair = Severity.MAJOR, suggested_fix(start, end, "")
    elif "\U000e0000" <= char <= "\U000e007f":
        if BLACK_FLAG in text[max(first, start - 2) : start]:
            return None
        severity = Severity.MAJOR
    elif "\x80" <= char <= "\x9f":
        meant = bytes([ord(char)]).decode("cp1252", "ignore")
        # As every browser shows it.
        repair = safe_fix(start, end, meant) if meant else None
    elif is_private(char):
        confidence, repair = Confidence.LIKELY, None
        plain = view.segments[view.segment_at(start)].notation == Notation.PLAIN
        edges = [start - first < 2 and not before.strip(), last - end < 2 and not after.strip()]
        if all(edges) or (any(edges) and not plain):
            confidence = Confidence.POSSIBLE  # an icon, alone or beside its label
    return view.detection(
        start,
        end,
        severity=severity,
        confidence=confidence,
        fix=repair,
        what=name_of(char),
        found=name_of(char),
    )


def is_private(char: str) -> bool:
    """True for signs that only a private font shows."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"


def pictorial(char: str) -> bool:
    """True for emoji and what goes with them."""
    return char >= "\U0001f000" or "\u2190" <= char <= "\u2bff" or char in "\ufe0f\u3030\u303d©®"


def runs_right_to_left(text: str) -> bool:
    """True when a stretch holds letters of a script that runs right to left."""
    return any("\u0590" <= char <= "\ufeff" and script_of(char) in RIGHT_TO_LEFT for char in text)


def name_of(char: str) -> str:
    """What people call the character, with its code point."""
    from unicodedata import name

    if char < " " or "\x7f" <= char <= "\x9f":
        called = "control character"
    elif is_private(char):
        called = "sign of a private font"
    else:
        called = name(char, "character").lower()
    return f"{called} (U+{ord(char):04X})"
