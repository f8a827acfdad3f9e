"""Whether what came out of a decoding looks like text of some writing system."""

import re
from functools import lru_cache
from unicodedata import category

from audit.language.scripts import COMMON, script_of

SAMPLE = 2048  # code points looked at, at the beginning, in the middle and at the end
FEWEST = 2  # odd characters: one may be damage
# Shares of odd characters above which a decoding is no text. Ordinary text stays under 0.01, code and
# addresses in it included; random bytes read as UTF-16 come to 0.7.
MOST = 0.2
# Where the encoding was a guess, more counts as odd, so that long texts with packed data have 0.3.
SHORT, MOST_GUESSED = 128, 0.4

# Scripts that are written together inside one word.
EAST = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
# National character sets, and the last lead byte of the characters in daily use in each.
DAILY = (("gb2312", 0xD7), ("euc_jp", 0xCF), ("big5", 0xC6), ("euc_kr", 0xC8))
BLANKS = "\t\n\r\f\v\x1b\N{BYTE ORDER MARK}"
_TAG = re.compile(r"<[^<>]{0,400}>")

BLANK, NOTHING, VOID, MARK, SIGN, FIGURE, SYMBOL = " ", "", "void", "mark", "sign", "figure", "symbol"


def looks_like_text(text: str, *, guessed: bool = False) -> bool:
    """False when `text` is what a decoding makes of bytes that are no text, or text of another encoding.

    Signs of it: code points that stand for nothing, ideographs and syllables that nobody writes, letters of
    different scripts side by side, symbols grown into words. `guessed`: the encoding was told from the bytes
    alone, so words must also look like words: capitals where they begin, no figures in them.
    """
    middle = max(SAMPLE, len(text) // 2)
    sample = text[:SAMPLE] + text[middle : middle + SAMPLE] + text[max(middle + SAMPLE, len(text) - SAMPLE) :]
    if guessed:
        sample = _TAG.sub(" ", sample)
    odd = seen = 0
    last = BLANK
    for char in sample:
        kind = _kind(char)
        if kind == NOTHING:
            continue
        if kind != BLANK:
            seen += 1
            odd += kind == VOID or _clash(last, kind) or (guessed and _no_word(last, kind))
        last = kind
    most = MOST_GUESSED if guessed and len(text) >= SHORT else MOST
    return odd < FEWEST or odd <= most * seen


def _clash(last: str, kind: str) -> bool:
    """True for neighbours of which no writing system makes words."""
    if not _is_script(last):
        return last == SYMBOL and _is_script(kind)
    if not _is_script(kind):
        return kind == SYMBOL
    one, other = last[:4], kind[:4]
    return one != other and not {one, other} <= EAST and not ("Latn" in (one, other) and EAST & {one, other})


def _no_word(last: str, kind: str) -> bool:
    """True for neighbours that words of a plain text seldom have."""
    if _is_script(last) and _is_script(kind):
        return (kind.endswith("+") and not last.endswith("+")) or ("Latn" in (last[:4], kind[:4]) and
                                                                   last[:4] != kind[:4])  # fmt: skip
    return (_is_script(last) and kind in (SIGN, FIGURE)) or (last in (SIGN, FIGURE) and _is_script(kind))


def _is_script(kind: str) -> bool:
    return kind[:1].isupper()


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """The script of a letter, with "+" for a capital, or what else a character is."""
    if char in BLANKS:
        return BLANK
    sort = category(char)
    if sort in ("Cc", "Cn", "Co", "Cs") or char == "\N{REPLACEMENT CHARACTER}":
        return VOID
    if sort[0] in "LM":
        script = script_of(char)
        if script == COMMON:
            return NOTHING
        if not _in_use(char, script):
            return VOID
        return script + "+" * char.isupper()
    if sort[0] == "Z":
        return BLANK
    if sort[0] == "N":
        return FIGURE
    if char.isascii():
        return SIGN if char in "$%^+=|~\\{}@" else MARK
    if sort == "Cf":
        return NOTHING
    return SYMBOL if sort[0] == "S" else MARK


def _in_use(char: str, script: str) -> bool:
    """False for an ideograph or a whole syllable of Hangul that no national character set has in daily use."""
    if script != "Hani" and not (script == "Hang" and "\uac00" <= char <= "\ud7a3"):
        return True
    for codec, last in DAILY:
        try:
            code = char.encode(codec)
        except UnicodeEncodeError:
            continue
        if code[0] <= last:
            return True
    return False
