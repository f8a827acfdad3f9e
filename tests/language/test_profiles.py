"""Tags in, facts out."""

import contextlib
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.profile import PLAIN_QUOTES, LanguageProfile, QuotePair
from audit.language.profiles import known_tags, languages_of_script, normalised, profile, resolve
from audit.model.errors import UsageError


@pytest.mark.parametrize(
    ("given_tag", "known"),
    [
        ("en", "en"),
        ("EN_us", "en"),
        (" ru ", "ru"),
        ("ru-KZ", "ru"),
        ("no", "nb"),
        ("nb_NO", "nb"),
        ("iw", "he"),
        ("deu", "de"),
        ("ger", "de"),
        ("pt-br", "pt"),
        ("pt-PT", "pt-PT"),
        ("pt-AO", "pt-PT"),
        ("pt-Latn-PT", "pt-PT"),
        ("zh-CN", "zh"),
        ("zh-Hans-CN", "zh"),
        ("zh_tw", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("es-AR", "es-AR"),
        ("es-PE", "es-419"),
        ("en-x-plain", "en"),
    ],
)
def test_a_tag_finds_its_profile(given_tag: str, known: str) -> None:
    assert resolve(given_tag) == known
    assert profile(given_tag).tag == known


@pytest.mark.parametrize(("wrong", "near"), [("german", "de"), ("frn", "fr"), ("Ukranian", "uk")])
def test_an_unknown_language_names_its_neighbours(wrong: str, near: str) -> None:
    with pytest.raises(UsageError, match=rf"did you mean .*\b{near}\b.*audit languages"):
        profile(wrong)


@pytest.mark.parametrize("wrong", ["", "x", "-", "klingon", "12", "zz-ZZ"])
def test_an_unknown_language_is_wrong_use(wrong: str) -> None:
    with pytest.raises(UsageError, match="audit languages"):
        profile(wrong)


@given(st.text(max_size=12))
def test_any_text_is_a_tag_or_wrong_use(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert resolve(text) in known_tags()


@given(st.sampled_from(known_tags()))
def test_a_known_tag_stands_for_itself_in_any_spelling(tag: str) -> None:
    assert resolve(tag) == normalised(tag) == tag
    assert resolve(tag.upper().replace("-", "_")) == tag


def test_facts_of_languages_that_many_know() -> None:
    english, russian, german, french = (profile(tag) for tag in ("en", "ru", "de", "fr"))
    assert english.quotes[0] == QuotePair("“", "”")
    assert english.decimal == "."
    assert english.grouping[0] == ","
    assert english.numeric_date_orders == ("mdy",)
    assert not english.dialogue_dash
    assert russian.quotes[:2] == (QuotePair("«", "»"), QuotePair("„", "“"))
    assert russian.dialogue_dash
    assert {"января", "январь"} <= set(russian.months[0])
    assert set("абвё") <= set(russian.letters)
    assert QuotePair("»", "«") in german.quotes
    assert german.grouping[0] == "."
    assert french.quotes[0] == QuotePair("«", "»", spaced=True)
    assert french.spaced_marks == "!:;?»"
    assert profile("el").sentence_ends.startswith(".!;")
    assert "।" in profile("hi").sentence_ends
    assert profile("tr").reduplicates
    assert profile("ja").scripts == ("Hani", "Kana", "Hira")


def test_variants_change_what_differs_and_keep_the_rest() -> None:
    base, british = profile("en"), profile("en-GB")
    assert british.numeric_date_orders == ("dmy",)
    assert british.function_words == base.function_words
    assert british.quotes == base.quotes
    assert profile("de-CH").quotes[0] == QuotePair("«", "»")
    assert profile("es-AR").decimal == ","
    assert profile("es-MX").decimal == "."
    assert profile("fr-CA").spaced_marks == ":»"
    assert profile("zh-Hant").quotes[0] == QuotePair("「", "」")
    assert not set(profile("sr-Latn").letters) & set(profile("sr-Cyrl").letters)
    assert profile("sr").scripts == ("Cyrl", "Latn")


def test_languages_of_a_script() -> None:
    assert languages_of_script("Grek") == ("el",)
    assert languages_of_script("Geor") == ("ka",)
    assert {"ru", "uk", "sr", "mn"} <= set(languages_of_script("Cyrl"))
    assert languages_of_script("Runr") == ()
    for tag in known_tags():
        if "-" not in tag:
            assert all(tag in languages_of_script(script) for script in profile(tag).scripts)


def test_plain_quotes_stand_apart() -> None:
    for tag in known_tags():
        facts: LanguageProfile = profile(tag)
        assert not set(facts.quotes) & set(PLAIN_QUOTES)


def test_one_profile_reads_the_shared_tables_and_nothing_else() -> None:
    """One language in a fresh interpreter."""
    script = (
        "import sys\n"
        "from audit.language.profiles import profile\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, words: event == 'open' and opened.append(str(words[0])))\n"
        "profile('ru')\n"
        "names = [path.rpartition('data')[2] for path in opened if path.endswith('.json')]\n"
        "print(*sorted(name.strip('/\\\\') for name in names))"
    )
    read = subprocess.check_output([sys.executable, "-c", script], text=True).split()
    assert read == [
        f"compiled{os.sep}{name}.json" for name in ("cldr", "function_words", "languages", "tags")
    ]
