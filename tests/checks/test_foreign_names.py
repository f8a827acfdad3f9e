"""Well-edited text that names foreign works, papers, people, places and words: what is still taken for a leftover.

Every paragraph is audited by itself, so that nothing beside it helps, and every file as a whole. The false alarms
that remain are listed: one less, and its line goes.
"""

import re
from pathlib import Path

import pytest

from audit import Auditor
from audit.model.mqm import Confidence

FILES = sorted((Path(__file__).parent / "foreign_names").iterdir())
FORMATS = {".txt": "text", ".md": "markdown", ".html": "html"}
BY_PARAGRAPH = {
    "ar-mulahazat.txt": ["Così fan tutte"],
    "de-heft.txt": [
        "La vie en rose",
        "Film Il buono, il brutto, il cattivo",
        "Union européenne de radio-télévision",
    ],
    "el-simeioseis.txt": ["Così fan tutte"],
    "en-gazette.txt": [
        "La Liberté guidant le peuple",
        "film, Der Himmel ist voller Geigen",
        "Ein langer Sommer",
        "jamón ibérico",
        "Три сестры",
    ],
    "en-season-notes.txt": [
        "Der fliegende Holländer",
        "encore, La fille aux cheveux de lin",
        "À la recherche du temps perdu",
        "Ministère des Affaires étrangères",
        "Wir sind noch einmal davongekommen",
        "Further reading: Inge Albers, Die Stadt und ihre Brücken, Hamburg 1987; Jean "
        "Morel, L'architecture des ponts au XIXe siècle, Paris 1991; Marta Ruiz, Historia "
        "de los puentes de Castilla, Madrid 2003.",
        "du fröhliche",
        "Non, je ne regrette rien",
        "Mañana será otro día",
        "Комсомольская правда",
        "Régie autonome des transports parisiens",
    ],
    "es-cuaderno.txt": ["Мастер и Маргарита"],
    "fr-cahier.md": ["casa de papel"],
    "it-rassegna.txt": ["it rains cats and dogs"],
    "it-taccuino.txt": ["Der Mann ohne Eigenschaften"],
    "ru-afisha.txt": ["Così fan tutte", "rue des Petits Champs, Paris"],
}
BY_FILE = {
    "ar-mulahazat.txt": ["Così fan tutte"],
    "de-heft.txt": [
        "La vie en rose",
        "Union européenne de radio-télévision",
        "Comptes rendus de l'Académie des sciences",
    ],
    "en-gazette.txt": ["Поэма без героя", "Три сестры"],
    "en-season-notes.txt": ["encore, La fille aux cheveux de lin"],
    "es-cuaderno.txt": ["Мастер и Маргарита"],
    "fr-cahier.md": ["casa de papel"],
    "pl-zeszyt.txt": ["Мёртвые души"],
    "ru-afisha.txt": ["Così fan tutte", "Cypripedium calceolus", "École normale supérieure"],
}


def paragraphs(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(r"<(?:p|ul|nav)\b.*", text) if path.suffix == ".html" else text.split("\n\n")


def shown(path: Path, texts: list[str]) -> list[str]:
    auditor = Auditor(target=path.name.split("-")[0])
    return [
        finding.text
        for text in texts
        for finding in auditor.check_text(text, format=FORMATS[path.suffix]).shown
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_paragraphs(path: Path) -> None:
    assert shown(path, paragraphs(path)) == BY_PARAGRAPH.get(path.name, [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_whole_files(path: Path) -> None:
    assert shown(path, [path.read_text(encoding="utf-8")]) == BY_FILE.get(path.name, [])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # What was left behind is shown beside them.
        ("He staged Дядя Ваня in 1899.\n\nпереговоры начались в понедельник утром\n\nThe talks went on all day.",
         ["Дядя Ваня", "переговоры начались в понедельник утром"]),
        ("She sang Stille Nacht der Hirten.\n\nShe said on Monday that wir haben keine andere Wahl und gehen and left.",
         ["wir haben keine andere Wahl und gehen"]),  # a title behind "sang" stays doubtful
        # A small word inside a sentence is no title.
        ("The minister met his коллегами on Monday.", ["коллегами"]),
        # The text spells the name itself.
        ("Minister Johansson met Mayor Petrova. The aide of Йоханссон Петрова left early.", ["Йоханссон Петрова"]),
    ],
)  # fmt: skip
def test_leftovers_of_the_same_shapes_are_shown(text: str, left: list[str]) -> None:
    assert [finding.text for finding in Auditor(target="en").check_text(text).shown] == left


@pytest.mark.parametrize(
    ("text", "format", "found"),
    [
        ("<p>The minister met <i>своих коллег</i> on Monday.</p>", "html", Confidence.POSSIBLE),
        ("The minister met *своих коллег* on Monday.", "markdown", Confidence.POSSIBLE),
        ("The minister met **своих коллег** on Monday.", "markdown", Confidence.LIKELY),
        ("<p>The minister met <b>своих коллег</b> on Monday.</p>", "html", Confidence.LIKELY),
        # Italics that hold the whole text set nothing apart.
        ("<p>The minister said no.</p><p><i>Photo: встреча коллег в Москве</i></p>", "html", Confidence.LIKELY),
    ],
)  # fmt: skip
def test_italics_set_words_apart(text: str, format: str, found: Confidence) -> None:  # noqa: A002
    findings = Auditor(target="en").check_text(text, format=format).findings
    assert [finding.confidence for finding in findings if finding.check == "untranslated-text"] == [found]


def test_a_leftover_menu_entry_is_told_once() -> None:
    text = "The council met on Monday and agreed to go on with the bridge.\n\nLeer más\n"
    assert [finding.check for finding in Auditor(target="en").check_text(text).shown] == [
        "untranslated-words"
    ]


def test_what_is_shown_does_not_step_back_from_what_is_hidden() -> None:
    paragraph = "The council met on Monday and agreed to go on with the bridge, as planned."
    text = f"{paragraph}\n\nj'aime\n\nj'aime\n\n{paragraph} Twice.\n\nj'aime\n"
    findings = Auditor(target="en").check_text(text).findings
    assert {(finding.check, finding.confidence) for finding in findings if finding.text == "j'aime"} == {
        ("site-furniture", Confidence.LIKELY),
        ("untranslated-words", Confidence.POSSIBLE),
    }


def test_a_gloss_says_nothing_of_the_source_language() -> None:
    text = "The museum of the Russian Messenger (Русский вестник), which printed War and Peace (Война и мир), is shut."
    assert Auditor(target="en").check_text(text).source_language.evidence == ()
