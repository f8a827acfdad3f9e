"""Documents that are audited together tell each other where they come from."""

from pathlib import Path

from audit.files.find_documents import FoundDocument
from audit.model.settings import Configuration
from audit.run.audit_many import audit_many
from audit.run.corpus_vote import MOST_ASKED, agreed, spread

CLEAN = (
    "The harbour office was closed on Monday because the storm had torn two roofs from the old warehouses."
)
GERMAN = "Die Kinder sind in die Bücherei umgezogen, und niemand wollte Geld dafür nehmen."
LONE = (
    "The harbour master said that the Versicherung would pay for the roofs of the old warehouses by spring."
)


def folder(tmp_path: Path, texts: list[str]) -> list[FoundDocument]:
    found = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(FoundDocument(str(path), path.name))
    return found


def sources(documents: list[FoundDocument], configuration: Configuration) -> list[str | None]:
    outcomes = audit_many(documents, configuration)
    return [outcome.source_language.tag for outcome in outcomes]  # type: ignore[union-attr]


def test_a_page_with_too_little_learns_from_those_beside_it(tmp_path: Path) -> None:
    texts = [f"{CLEAN}\n\n{GERMAN}"] * 8 + [LONE]
    assert sources(folder(tmp_path, texts), Configuration(target="en"))[-1] == "de"
    assert sources(folder(tmp_path, texts)[-1:], Configuration(target="en")) == [None]


def test_clean_pages_learn_nothing_from_each_other(tmp_path: Path) -> None:
    assert set(sources(folder(tmp_path, [CLEAN] * 9), Configuration(target="en"))) == {None}


def test_a_given_source_is_not_overruled(tmp_path: Path) -> None:
    documents = folder(tmp_path, [f"{CLEAN}\n\n{GERMAN}"] * 9)
    assert set(sources(documents, Configuration(target="en", source="nl"))) == {"nl"}


def test_what_cannot_be_read_stops_no_vote(tmp_path: Path) -> None:
    documents = folder(tmp_path, [f"{CLEAN}\n\n{GERMAN}"] * 8)
    missing = FoundDocument(str(tmp_path / "missing.txt"), "missing.txt")
    outcomes = list(audit_many([missing, *documents], Configuration(target="en")))
    assert len(outcomes) == 9


def test_agreement() -> None:
    assert [item.source for item in agreed([("en", "ru")] * 3)] == ["ru"]
    assert not agreed([("en", "ru")] * 2)
    assert not agreed([("en", "ru")] * 3 + [("en", "de")] * 2)
    assert [(item.target, item.source) for item in agreed([("en-GB", "ru")] * 3 + [("de", "pl")] * 4)] == [
        ("de", "pl"),
        ("en", "ru"),
    ]


def test_the_sample_is_spread_evenly_and_small() -> None:
    assert spread(range(4)) == []
    assert spread(range(100)) == list(range(0, 100, 10))
    assert len(spread(range(1_000_000))) == MOST_ASKED
