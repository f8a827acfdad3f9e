"""Which findings have one cause: a key for each finding, computed from it and its document alone.

Equal keys mean one cause. A key never depends on other documents, so any part of an archive can be grouped
by itself and the parts put together. Every rule looks at a stretch of text once.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b

import msgspec

from audit.analysis.mojibake import ENCODINGS
from audit.language.name_variants import variant_groups
from audit.language.notices import provider_of
from audit.language.romanisation import skeleton
from audit.language.script_names import script_name
from audit.language.scripts import COMMON, class_of, script_of, word_marks
from audit.model.finding import Finding
from audit.model.mqm import Category
from audit.model.result import Result
from audit.model.role import Role
from audit.model.segment import Segment
from audit.report.repair_text import repair_of

LONGEST = 120  # code points of a key's part; longer ones end in a digest
NAME_STEM = 5  # letters of a name's sound that its inflected forms share
LEAD = 24  # code points before the colon of a label ("Photo: …")
SHORT = 16  # code points of a damaged stretch that names the damage itself
FIELDS = frozenset({Role.METADATA, Role.ATTRIBUTE})
# What pages have from their template, whatever else stands there.
FURNITURE = frozenset({Role.NAVIGATION, Role.CONTROL, Role.NOTICE})
SEPARATOR = "\x00"
LETTERS = "abcdef"
DIGITS = re.compile(r"\d+")
SPACE = re.compile(r"\s+")


class Family(StrEnum):
    """What makes findings one cause."""

    DAMAGE = "damage"  # one system breaks letters in one way
    FIELD = "field"  # one field of the pages: a description, an alternative text
    HABIT = "habit"  # an outlet's way with a mark
    NAME = "name"  # one name in several spellings
    NOTICE = "notice"  # the notice of one translation service
    TEXT = "text"  # the same words


class CauseKey(msgspec.Struct, frozen=True, order=True):
    """`outlet` is "" where the cause may reach over outlets. `group` tells the causes of a check apart.

    `site` is where in a page the finding stands, one edit for each; it is no part of the key. It is "" for a
    stretch of running text: the same words in the same kind of paragraph come from no template.
    """

    family: Family
    check: str
    group: str
    outlet: str
    site: str = ""

    @property
    def data(self) -> bytes:
        """The key as bytes; keys of one group of several outlets stand together."""
        return SEPARATOR.join((self.family, self.check, self.group, self.outlet)).encode(
            "utf-8", "surrogatepass"
        )

    @classmethod
    def from_data(cls, data: bytes) -> "CauseKey":
        """The key of some bytes; its site is not known."""
        family, check, group, outlet = data.decode("utf-8", "surrogatepass").split(SEPARATOR)
        return cls(Family(family), check, group, outlet)

    @property
    def id(self) -> str:
        """Eight hex digits that name the cause from run to run.

        The first is a letter: a spreadsheet takes 12345678 and 1234e567 for numbers and shows others.
        """
        digest = int.from_bytes(blake2b(self.data, digest_size=8).digest(), "big")
        return f"{LETTERS[digest % len(LETTERS)]}{digest // len(LETTERS) % 16**7:07x}"

    @property
    def joint(self) -> "CauseKey":
        """The key of the same cause in all outlets that are too small for habits of their own."""
        return CauseKey(self.family, self.check, self.group, "")


def cause_key(result: Result, finding: Finding, outlet: str) -> CauseKey:
    """The cause of a finding in a document of an outlet."""
    segment = result.document.segments[finding.segment]
    family = family_of(finding)
    match family:
        case Family.DAMAGE:
            return made(family, finding, damage(result, finding), outlet)
        case Family.FIELD:
            return made(family, finding, segment.path or finding.role, outlet)
        case Family.HABIT:
            # What is foreign to one language is right in another.
            language = result.target_language.tag or ""
            return made(family, finding, f"{language} {marks(finding)}".strip(), outlet)
        case Family.NAME:
            return made(family, finding, name_stem(finding.text, result.target_language.tag or ""), "")
        case Family.NOTICE:
            return made(family, finding, provider(finding.text) or "", "")
        case Family.TEXT:
            site = ""
            # An entry of a translation file comes from no template: each has to be mended in its own file.
            if (
                finding.unit is None
                and segment.path
                and (finding.role in FURNITURE or whole(segment, finding))
            ):
                site = SEPARATOR.join((outlet, finding.role, segment.path))
            return made(family, finding, label(finding) or shape(finding.text), "", site)


def whole(segment: Segment, finding: Finding) -> bool:
    """True when nothing but marks stands in the segment beside the finding."""
    around = segment.value[: finding.segment_start] + segment.value[finding.segment_end :]
    return not any(map(str.isalnum, around))


def made(family: Family, finding: Finding, group: str, outlet: str, site: str = "") -> CauseKey:
    """A key whose parts are bounded and hold no separator."""
    return CauseKey(family, finding.check, bounded(group), bounded(outlet), site)


def bounded(part: str) -> str:
    """At most LONGEST code points, and still another for every other text."""
    part = part.replace(SEPARATOR, " ")
    if len(part) <= LONGEST:
        return part
    digest = blake2b(part.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return part[: LONGEST - 17] + "…" + digest


def family_of(finding: Finding) -> Family:
    """What kind of cause a finding has, by its category, place and text."""
    in_field = finding.role in FIELDS
    match finding.category:
        case Category.CHARACTER_ENCODING:
            return Family.DAMAGE
        case Category.INCONSISTENT_TERM:
            return Family.NAME
        case (
            Category.PUNCTUATION
            | Category.LOCALE_PUNCTUATION
            | Category.NUMBER_FORMAT
            | Category.DATE_FORMAT
            | Category.GRAMMAR
            | Category.SPELLING
        ):
            return Family.HABIT
        case Category.ADDITION:
            if provider(finding.text):
                return Family.NOTICE
            return Family.FIELD if in_field else Family.TEXT
        case Category.UNTRANSLATED:
            if torn(finding.text):
                return Family.DAMAGE
            return Family.FIELD if in_field else Family.TEXT
        case Category.OMISSION | Category.LAYOUT | Category.MARKUP_TAG:
            return Family.FIELD if in_field else Family.TEXT
        case (
            Category.MISTRANSLATION
            | Category.DO_NOT_TRANSLATE
            | Category.TERM_RESOURCE
            | Category.CURRENCY_FORMAT
            | Category.MEASUREMENT_FORMAT
            | Category.SHORTCUT_KEY
            | Category.TRUNCATION
            | Category.TEXTUAL_CONVENTIONS
            | Category.UNINTELLIGIBLE
            | Category.AWKWARD_STYLE
        ):
            return Family.TEXT


@lru_cache(4096)
def shape(text: str) -> str:
    """A text without what varies from page to page: capitals, numbers, marks, order and repetition of words.

    It is the `fingerprint` key of OpenRefine's clustering, with accents kept and numbers as 0: "Фото: 12.03.2024"
    and "фото 1.4.2025" are one. Text without a letter stands for itself.
    """
    plain = DIGITS.sub("0", unicodedata.normalize("NFKC", text).casefold())
    words = sorted(set(word().findall(plain)))
    if any(found != "0" for found in words):
        return " ".join(words)
    return SPACE.sub(" ", text).strip()


@cache
def word() -> re.Pattern[str]:
    """A word: letters and digits with the marks that belong to them."""
    return re.compile(rf"[^\W_](?:[^\W_]|[{class_of(word_marks())}])*")


def label(finding: Finding) -> str:
    """The label of a stretch of layout that begins with one ("Photo: …" whoever took it), else ""."""
    lead, colon, rest = finding.text[: LEAD + 1].partition(":")
    if finding.category is not Category.LAYOUT or not colon or not rest:
        return ""
    return f"{shape(lead)}:"


def marks(finding: Finding) -> str:
    """The marks of a stretch: no letters, runs as one. Of numbers and dates the digits stay, as 0."""
    if finding.category is Category.SPELLING:
        return ""  # these are about letters, the same everywhere
    figures = finding.category in (Category.NUMBER_FORMAT, Category.DATE_FORMAT)
    kept: list[str] = []
    for char in finding.text[: 4 * LONGEST]:
        if char.isdigit():
            char = "0" if figures else ""
        elif char.isalpha():
            char = ""
        if char and (not kept or kept[-1] != char):
            kept.append(char)
    return "".join(kept)[:SHORT]


@lru_cache(1024)
def provider(text: str) -> str | None:
    """The translation service whose notice a text is, by the name of its data file."""
    return provider_of(text)


@lru_cache(1024)
def name_stem(name: str, language: str) -> str:
    """One key for the spellings and inflected forms of a name.

    Places with several established spellings are known by their group. Of other names each word counts
    with the first letters of its sound: endings come after them.
    """
    group = variant_groups(language).get(name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
    if group is not None:
        return f"={group.id}"
    return " ".join((skeleton(part) or shape(part))[:NAME_STEM] for part in word().findall(name))


def torn(text: str) -> bool:
    """True for one word in letters of several scripts."""
    return " " not in text and len(scripts(text)) > 1


def scripts(text: str) -> list[str]:
    """The scripts of a text's letters, in the order they come."""
    found = dict.fromkeys(script_of(char) for char in text[:LONGEST])
    return [script for script in found if script != COMMON]


def damage(result: Result, finding: Finding) -> str:
    """How letters were broken, in words: equal for whatever one system broke in one way."""
    found = finding.text
    if finding.category is Category.UNTRANSLATED:
        names = [script_name(script) for script in scripts(found)]
        first = scripts(found)[0]
        lead = "".join(char for char in found if script_of(char) == first)
        return f"“{lead.casefold()}” and {' and '.join(names[1:])} letters in one word"
    hidden = sorted({char for char in found[:LONGEST] if not char.isprintable() or char in "\ufffd\u00ad"})
    if hidden:
        return " ".join(f"U+{ord(char):04X}" for char in hidden[:4])
    repair = repair_of(result.document, finding)
    if repair is not None:
        encoding = misread(repair.before, repair.after)
        if encoding:
            return f"UTF-8 read as {encoding}"
        if len(repair.before) == len(repair.after):
            wrong = {
                (script_of(old), script_of(new))
                for old, new in zip(repair.before, repair.after, strict=True)
                if old != new
            }
            if len(wrong) == 1:
                old, new = wrong.pop()
                return f"{script_name(old)} letters in {script_name(new)} words"
    if len(found) <= SHORT:
        return found.casefold()
    strange = dict.fromkeys(char for char in found[:LONGEST] if ord(char) > 127)
    return "".join(strange)[:4]


@lru_cache(1024)
def misread(before: str, after: str) -> str | None:
    """The legacy encoding in which the UTF-8 of `after` was read as `before`, if it is one of the usual."""
    data = after[:LONGEST].encode("utf-8", "surrogatepass")
    for encoding in ENCODINGS:
        try:
            if before.startswith(data.decode(encoding)):
                return encoding
        except UnicodeDecodeError:
            continue
    return None
