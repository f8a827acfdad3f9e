"""Language tags in, profiles out."""

from functools import cache
from typing import Any

import msgspec

from audit.language.catalogue import table
from audit.language.profile import LanguageProfile
from audit.model.errors import DataError, UsageError

# Lists of a language's hand-kept file that follow what CLDR says; all other fields replace it.
FOLLOWING = ("quotes", "grouping", "months")


class Scripts(msgspec.Struct, frozen=True):
    """The one field of a language's files that says which languages come into question for a text."""

    scripts: tuple[str, ...] = ()


class TagTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other codes of a language, and the variant a region falls to: "iw" → "he", "zh-TW" → "zh-Hant"."""

    languages: dict[str, str]
    regions: dict[str, str]


def profile(tag: str) -> LanguageProfile:
    """The profile of a BCP 47 tag, written in any case and with "-" or "_".

    A region or script that has facts of its own gives them ("pt-PT"); any other falls back to the
    language ("ru-KZ" is "ru", but see its `tag`). Raises UsageError for a language not known.
    """
    return _profile(resolve(tag))


@cache
def stranger(tag: str) -> LanguageProfile:
    """A profile without facts, of a language that is not supported: enough to compare two texts by what is in them.

    It has no traits, so that no check runs that would need to know how the language is written.
    """
    from audit.language.language_names import english_name

    name = english_name(normalised(tag).split("-")[0]) or tag
    return LanguageProfile(tag, name, "", (), "", has_case=False, has_spaces=False)


@cache
def known_tags() -> tuple[str, ...]:
    """Every tag with facts of its own, languages and variants, sorted."""
    return tuple(sorted(table("cldr")))


@cache
def languages_of_script(script: str) -> tuple[str, ...]:
    """Tags of the languages (no variants) written in a script (ISO 15924), sorted. Decodes no profile."""
    return tuple(tag for tag in known_tags() if "-" not in tag and script in scripts_of(tag))


@cache
def resolve(tag: str) -> str:
    """The known tag that stands for a BCP 47 tag. Raises UsageError naming near matches when none does."""
    wanted = normalised(tag)
    known, aliases = table("cldr"), _tags()
    language, _, rest = wanted.partition("-")
    language = aliases.languages.get(language, language)
    # An alias may bring a script along ("sh" is "sr-Latn"); the tag's own subtags come after it.
    candidate = f"{language}-{rest}" if rest else language
    while candidate:
        if candidate in known:
            return candidate
        if candidate in aliases.regions:
            return aliases.regions[candidate]
        subtags = candidate.split("-")
        if len(subtags) == 3 and len(subtags[1]) == 4 and f"{subtags[0]}-{subtags[1]}" not in known:
            # A script that is the language's ordinary one says nothing: "pt-Latn-PT" is "pt-PT".
            candidate = f"{subtags[0]}-{subtags[2]}"
        else:
            candidate = candidate.rpartition("-")[0]
    raise UsageError(_unknown(tag, language))


def normalised(tag: str) -> str:
    """A tag in the usual spelling: "EN_us" → "en-US", "ZH-hant-tw" → "zh-Hant-TW"; "" stays ""."""
    language, *subtags = tag.strip().replace("_", "-").split("-")
    out = [language.lower()]
    for subtag in subtags:
        out.append(subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag.upper())
    return "-".join(out)


def name_of(tag: str) -> str:
    """The English name of a language, supported or not; the tag where there is none. Never fails."""
    from audit.language.language_names import english_name

    try:
        return profile(tag).name
    except UsageError:
        return english_name(tag.replace("_", "-").lower().partition("-")[0]) or tag


def _unknown(tag: str, language: str) -> str:
    from difflib import get_close_matches

    from audit.language.language_names import english_name

    names = {_name(known).lower(): known for known in known_tags()}
    near = [names[name] for name in get_close_matches(tag.strip().lower(), names, 3, 0.75)]
    near += [known for known in get_close_matches(language, known_tags(), 3, 0.6) if known not in near]
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    listed = "(`audit languages` lists the languages known)"
    called = english_name(language)
    if called:
        # A real language, rightly spelt: nothing near it was meant.
        return f"{called} ({tag}) is not supported {listed}"
    return f"unknown language {tag!r}{hint} {listed}"


@cache
def scripts_of(tag: str) -> tuple[str, ...]:
    """The scripts of a tag, as its profile has them; none where it is not known. Decodes no profile."""
    if tag not in table("cldr"):
        return ()
    hand = table("languages").get(tag)
    found = msgspec.json.decode(hand, type=Scripts).scripts if hand is not None else ()
    return found or msgspec.json.decode(table("cldr")[tag], type=Scripts).scripts


def _name(tag: str) -> str:
    return str(msgspec.json.decode(table("cldr")[tag], type=dict[str, Any])["name"])


@cache
def _tags() -> TagTable:
    return msgspec.json.decode(table("tags")["bcp47"], type=TagTable)


@cache
def _profile(tag: str) -> LanguageProfile:
    language = tag.partition("-")[0]
    facts = _facts("cldr", language)
    hand = _facts("languages", language)
    words = _facts("function_words", language)
    if tag != language:
        facts |= _facts("cldr", tag)
        words |= _facts("function_words", tag)
    for field in FOLLOWING:
        if field in hand:
            facts[field] = _following(field, facts[field], hand.pop(field))
    facts |= hand
    if tag != language:
        facts |= _facts("languages", tag)
    try:
        return msgspec.convert(
            {"tag": tag, **facts, "function_words": words.get("words", [])}, LanguageProfile
        )
    except msgspec.ValidationError as error:
        raise DataError(
            f"audit/data/{{cldr,languages,function_words}}/{tag}.toml or {language}.toml: {error}"
        ) from error


def _facts(kind: str, tag: str) -> dict[str, Any]:
    raw = table(kind).get(tag)
    return {} if raw is None else msgspec.json.decode(raw, type=dict[str, Any])


def _following(field: str, first: list[Any], more: list[Any]) -> list[Any]:
    """CLDR's list with the hand-kept one behind it; months are joined month by month.

    A hand-kept quotation pair that CLDR has too takes CLDR's place in the list: it may say more (`spaced`).
    """
    if field == "months":
        return [[*a, *(form for form in b if form not in a)] for a, b in zip(first, more, strict=True)]
    if field == "quotes":
        by_marks = {(pair["open"], pair["close"]): pair for pair in [*first, *more]}
        return list(by_marks.values())
    return list(dict.fromkeys([*first, *more]))
