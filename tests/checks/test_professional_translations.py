"""What translators do on purpose, and rightly, costs nothing."""

from pathlib import Path

import pytest

from audit import Auditor
from audit.model.mqm import Severity
from audit.model.result import Result

HEAD = 'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def audited(folder: Path, tag: str, *pairs: tuple[str, str]) -> Result:
    path = folder / f"{tag}.po"
    entries = "\n".join(f'msgid "{source}"\nmsgstr "{target}"\n' for source, target in pairs)
    path.write_text(HEAD.format(tag=tag) + entries, encoding="utf-8")
    return Auditor(source="en").check_file(path)


def costing(result: Result) -> list[str]:
    return [finding.check for finding in result.shown if finding.severity is not Severity.NEUTRAL]


@pytest.mark.parametrize(
    ("tag", "source", "target"),
    [
        ("az", "No boat was found.", "Gəmi tapılmayıb."),
        ("az", "The gate is not fully opened.", "Darvaza tam açılmayıb, gözləyin."),
        ("bg", "Start with the odd pages of the book", "Започни с нечетните страници на книгата"),
        ("ca", "path to the harbour folder", "camí cap a la carpeta del port"),
        ("bn", "Enter a valid harbour address.", "একটি বৈধ বন্দরের ঠিকানা লিখুন।"),
        ("pl", "Sep", "wrz."),
        (
            "de",
            "Boats sail daily. Tickets are sold on board",
            "Die Boote fahren täglich. Fahrkarten gibt es an Bord.",
        ),
        (
            "ru",
            "A name is expected here. Did you forget the quote?",
            "Здесь нужно имя. Возможно, нет кавычки.",
        ),
        ("ca", "give the :harbour: option", "doneu l’opció :harbour:"),
        ("lv", "sails off", "Izslēgt buras"),
        ("bg", "Lower Sorbian", "долнолужишки"),
        ("ko", "Voyage started {0}.", "항해 시작: {0}"),
        (
            "it",
            "Use one of the attributes load, sail and dock.",
            "Usare uno degli attributi load, sail e dock.",
        ),
    ],
)
def test_good_translations(tmp_path: Path, tag: str, source: str, target: str) -> None:
    assert costing(audited(tmp_path, tag, (source, target))) == []


def test_a_label_says_a_noun_here_and_a_verb_there(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "bg.json"
    path.parent.mkdir()
    path.write_text('{"title": "Отпечатване", "button": "Отпечатай"}', encoding="utf-8")
    (path.parent / "en.json").write_text('{"title": "Print", "button": "Print"}', encoding="utf-8")
    assert costing(Auditor().check_file(path)) == []


def test_what_is_denied_by_a_word_of_its_own_still_counts(tmp_path: Path) -> None:
    result = audited(tmp_path, "pl", ("The boat can sail in the fog.", "Łódź nie może płynąć we mgle."))
    assert "added-negation" in costing(result)


@pytest.mark.parametrize("tag", ["kab", "lij", "gsw", "as", "st"])
def test_a_file_in_an_unsupported_language_is_not_read_as_another(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "locales" / tag / "harbour.json"
    path.parent.mkdir(parents=True)
    english = ", ".join(f'"key{n}": "This is the page of the harbour and its {n} boats."' for n in range(20))
    path.write_text(f'{{{english}, "own": "Aẓru n yilel"}}', encoding="utf-8")
    result = Auditor().check_file(path)
    assert result.target_language.tag == tag
    assert not result.checks_run


def test_placeholders_of_web_pages_in_properties(tmp_path: Path) -> None:
    folder = tmp_path / "locale"
    for tag, text in (("en-US", "More than {{limit}} boats"), ("ca", "Més d'{{limit}} barques")):
        (folder / tag).mkdir(parents=True)
        (folder / tag / "port.properties").write_text(f"count={text}\n", encoding="utf-8")
    assert costing(Auditor().check_file(folder / "ca" / "port.properties")) == []


def test_brackets_of_captions_and_plural_macros(tmp_path: Path) -> None:
    path = tmp_path / "sea.en.vtt"
    cues = "\n\n".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n[ {word} plays ]"
        for n, word in enumerate(("Music", "Horn", "Wind"))
    )
    path.write_text(f"WEBVTT\n\n{cues}\n", encoding="utf-8")
    assert "space-inside-brackets" not in costing(Auditor().check_file(path))
    macro = tmp_path / "locale" / "de" / "port.properties"
    macro.parent.mkdir(parents=True)
    macro.write_text("boats={[ plural(total) ]}\n", encoding="utf-8")
    assert "space-inside-brackets" not in costing(Auditor().check_file(macro))
