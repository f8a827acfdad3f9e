"""The data files: decoded, tidy, sourced, compiled."""

import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.language.catalogue import table
from audit.language.function_words import FunctionWords
from audit.language.name_variants import variant_groups
from audit.language.profiles import known_tags, profile
from audit.language.romanisation import Romanisation, romanised_languages
from audit.language.scripts import all_scripts

ROOT = Path(__file__).parent.parent
DATA = ROOT / "audit" / "data"
# The folders whose every text must be NFC; the others hold patterns and characters on purpose.
TEXTS = ("cldr", "tags", "languages", "function_words", "romanisation", "names")
# Lists whose order says nothing.
SORTED = ("doubling_words", "abbreviations", "unit_words")


def texts(value: object) -> Iterator[str]:
    """Every string in a TOML value, keys too. Of sets of letters, each letter: side by side they may compose."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(
                list(item) if key in ("letters", "extra_letters") and isinstance(item, str) else item
            )
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def content(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


FILES = sorted(path for folder in TEXTS for path in (DATA / folder).glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_texts_are_nfc_and_invisible_characters_are_written_by_number(path: Path) -> None:
    for text in texts(content(path)):
        assert unicodedata.normalize("NFC", text) == text
    source = path.read_text(encoding="utf-8")
    hidden = {
        c for c in source if c not in " \n" and unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    }
    assert not hidden
    assert source.endswith("\n")
    assert not any(line != line.rstrip() for line in source.splitlines())


@pytest.mark.parametrize("path", sorted((DATA / "languages").glob("*.toml")), ids=lambda path: path.stem)
def test_lists_without_order_are_sorted(path: Path) -> None:
    found = content(path)
    for field in SORTED:
        words = found.get(field, [])
        assert words == sorted(set(words))


@pytest.mark.parametrize("tag", known_tags())
def test_every_profile_decodes_and_makes_sense(tag: str) -> None:
    facts = profile(tag)
    assert facts.name
    assert facts.native_name
    assert facts.letters == "".join(sorted(set(facts.letters)))
    assert not set(facts.letters) & set(facts.extra_letters)
    assert all(
        letter == letter.lower() or not letter.isalpha() for letter in facts.letters + facts.extra_letters
    )
    assert facts.scripts
    assert set(facts.scripts) <= set(all_scripts())
    assert facts.quotes
    assert len({(pair.open, pair.close) for pair in facts.quotes}) == len(facts.quotes)
    for pair in facts.quotes:
        for mark in (pair.open, pair.close):
            assert unicodedata.category(mark) in ("Pi", "Pf", "Ps", "Pe", "Po"), mark
    assert facts.decimal in (".", ",")
    assert facts.decimal not in facts.grouping
    assert len(facts.months) == 12
    assert all(
        form == form.lower() and not form.endswith(".") for forms in facts.months for form in forms[:1]
    )
    assert set(facts.numeric_date_orders) <= {"dmy", "mdy", "ymd", "ydm"}
    assert facts.numeric_date_orders
    assert facts.sentence_ends
    assert len(facts.range_openers) == len(facts.range_joiners)
    assert len(facts.native_digits) in (0, 10)
    assert 0 < len(facts.function_words) <= 150
    assert facts.has_spaces == (facts.characters_per_word == 0)
    cased = any(letter != letter.upper() for letter in facts.letters)
    # Georgian has capitals in Unicode that ordinary text does not use.
    assert facts.has_case == cased or tag == "ka"
    arabic_or_hebrew = bool({"Arab", "Hebr"} & set(facts.scripts))
    assert facts.right_to_left == arabic_or_hebrew


def test_every_language_has_all_three_files() -> None:
    languages = {tag for tag in known_tags() if "-" not in tag}
    assert languages == set(table("function_words"))
    assert languages == {tag for tag in table("languages") if "-" not in tag}
    assert {tag for tag in table("languages") if "-" in tag} <= set(known_tags())


@pytest.mark.parametrize("path", sorted((DATA / "function_words").glob("*.toml")), ids=lambda path: path.stem)
def test_function_words_are_lower_case_and_single(path: Path) -> None:
    import msgspec

    words = msgspec.convert(content(path), FunctionWords).words
    assert len(words) == len(set(words)) <= 150
    facts = profile(path.stem)
    spelling = {*facts.letters, *facts.extra_letters, *"'’‘ʼʻ-", "\N{ZERO WIDTH NON-JOINER}"}
    for word in words:
        assert word == word.lower()
        assert " " not in word
        # The Chinese list holds traditional characters too.
        assert set(word) <= spelling or path.stem == "zh", word


@pytest.mark.parametrize("tag", romanised_languages())
def test_romanisation_has_one_entry_for_each_scheme(tag: str) -> None:
    import msgspec

    found = msgspec.json.decode(table("romanisation")[tag], type=Romanisation)
    for key, entry in found.letters.items():
        assert key == key.lower()
        assert isinstance(entry, str) or len(entry) == len(found.schemes), key


def test_no_spelling_belongs_to_two_places() -> None:
    places = content(DATA / "names" / "places.toml")["place"]
    assert isinstance(places, list)
    ids = [place["id"] for place in places]
    assert ids == sorted(set(ids))
    for tag in {tag for place in places for tag in place["spellings"]}:
        spellings = [word for place in places for word in place["spellings"].get(tag, [])]
        assert len(spellings) == len(set(spellings))
        assert len(variant_groups(tag)) == len(spellings)
    assert all(len(words) > 1 for place in places for words in place["spellings"].values())


def test_every_file_has_one_source_and_a_fresh_digest() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "tidy_data.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_foreign_licences_lie_beside_the_data() -> None:
    sources = content(DATA / "SOURCES.toml")["source"]
    assert isinstance(sources, list)
    for source in sources:
        for licence in source["licence"].split(" AND "):
            assert licence == "Apache-2.0" or (DATA / "LICENSES" / f"{licence}.txt").exists()
        assert set(source) == {"files", "origin", "licence", "date", "digest"}


def test_compiled_copies_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "compile_data.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
