"""Which characters a text that was decoded rightly may hold."""

from functools import cache

from audit.language.profiles import languages_of_script
from audit.language.scripts import COMMON, script_of


@cache
def is_plausible(char: str) -> bool:
    """A letter of a living language, or a mark or sign of ordinary typography."""
    code = ord(char)
    if code < 0xA0:
        return False
    if 0x180 <= code <= 0x2FF:
        return char in "ƏƠơƯưǍǎǏǐǑǒǓǔǚǜȘșȚțəʻʼ"
    if 0x460 <= code <= 0x48F or 0x7C0 <= code <= 0x8FF:
        return False
    script = script_of(char)
    if script != COMMON:
        return bool(languages_of_script(script))
    return (
        code <= 0xBF
        or code in (0xD7, 0xF7, 0x964, 0x965)
        or 0x2000 <= code <= 0x2BFF
        or 0x3000 <= code <= 0x303F
        or 0xFF00 <= code <= 0xFFEF
        or code in (0xFE0F, 0xFEFF, 0x30FC, 0x30FB)
        or 0x1F000 <= code <= 0x1FAFF
    )
