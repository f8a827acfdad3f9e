"""The lists of words that are mistaken between two languages, and the frames they stand in."""

import re

import pytest

from audit.language.catalogue import decode, table
from audit.language.profiles import known_tags, profile
from audit.language.sense_frames import Around, frame, has_word
from audit.language.senses import Sense, _File, mistakes, places_of

ENTRIES = [
    pytest.param(tag, sense, id=f"{tag}-{next(iter(sense.words))}")
    for tag in table("senses")
    for sense in decode("senses", tag, _File).sense
]


@pytest.mark.parametrize(("tag", "sense"), ENTRIES)
def test_every_entry_makes_sense(tag: str, sense: Sense) -> None:
    assert all(word != meant for word, meant in sense.words.items())
    assert tag not in sense.sources
    assert set(sense.sources) <= set(known_tags())
    assert set(sense.but) <= set(sense.sources)
    assert sense.sure or sense.frames or sense.beside
    spaced = profile(tag).has_spaces
    for written in (*sense.frames, *sense.beside):
        assert re.fullmatch(r"(\S+ )*\{\}( \S+)*", written)
        frame(written, spaced)
    for words in (*sense.sources.values(), *sense.but.values(), sense.near):
        assert all(word == word.lower() for word in words)


def test_many_source_languages_are_listed() -> None:
    found = {
        source
        for tag in table("senses")
        for sense in decode("senses", tag, _File).sense
        for source in sense.sources
    }
    assert len(found) >= 12
    assert {"en", "de", "fr", "es", "ru"} <= set(table("senses"))
    assert mistakes("ru", "en", True) is not None
    assert mistakes("en", "en", True) is None
    assert mistakes("en", "ka", True) is None


@pytest.mark.parametrize(
    ("written", "text", "fits"),
    [
        ("the {} will", "the world will end", True),
        ("the {} will", "the world has ended", False),
        ("the {} will", "see the world wills", False),
        ("scored # {}", "he scored 12 world", True),
        ("^ {}", "world", True),
        ("^ {}", "Done. world", True),
        ("^ {}", "the world", False),
        ("{} (big) war", "world war", True),
        ("{} (big) war", "world big war", True),
        ("{} !cup|title", "world cup", False),
        ("{} !cup|title", "world peace", True),
        ("{} Xx", "world Ferry", True),
        ("{} Xx", "world ferry", False),
        ("near* {}", "nearly world", True),
        ("ear {}", "near world", False),
        ("{} Place", "world Berlin", True),
        ("{} Place", "world nowhere", False),
    ],
)
def test_a_frame_fits(written: str, text: str, fits: bool) -> None:
    start = text.index("world")
    around = Around(text, start)
    assert frame(written, True).fits(around, start + len("world"), "en", True) is fits


def test_words_of_a_source() -> None:
    test = has_word(("miru", "pereg*", "*eis", "*sitz*", "de hecho", "手紙"))
    for text in ("k miru", "peregovory", "das vanilleeis", "die besitzerin", "es de hecho", "お手紙です"):
        assert test(text)
    for text in ("mir", "pere", "eisen", "hecho de"):
        assert not test(text)
    assert not has_word(())("anything")


def test_the_longer_word_is_found_first() -> None:
    assert places_of(("world", "the world"), "see the world", True) == [(4, 13)]
    assert places_of(("world",), "worldly underworld", True) == []
    assert places_of(("汽車",), "電気汽車", False) == [(2, 4)]
