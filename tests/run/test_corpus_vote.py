"""Documents that are audited together tell each other where they come from."""

from pathlib import Path

from audit.analysis.leftovers.phrases import Phrase
from audit.files.find_documents import FoundDocument
from audit.model.finding import Finding
from audit.model.mqm import Confidence
from audit.model.result import Unreadable
from audit.model.settings import Configuration
from audit.one.draft import Answer
from audit.run.audit_many import audit_many
from audit.run.auditor import Auditor
from audit.run.corpus_vote import MOST_ASKED, agreed, chosen, shared

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


def answers(count: int, target: str, source: str | None, *phrases: Phrase) -> list[Answer]:
    return [Answer(target, source, phrases)] * count


def test_agreement() -> None:
    assert [item.source for item in agreed(answers(3, "en", "ru"))] == ["ru"]
    assert not agreed(answers(2, "en", "ru"))
    assert not agreed([*answers(3, "en", "ru"), *answers(2, "en", "de")])
    assert [item.source for item in agreed([*answers(3, "en", "ru"), *answers(9, "en", None)])] == ["ru"]
    told = agreed([*answers(3, "en", "ru"), *answers(4, "de", "pl")])
    assert [(item.target, item.source) for item in told] == [("de", "pl"), ("en", "ru")]


def said(number: int, word: bytes = b"w") -> Answer:
    return Answer("en", None, (Phrase(word, str(number).encode()),))


def test_a_phrase_is_shared_by_three_documents() -> None:
    assert shared([said(1), said(2)]) == ()
    assert [(item.documents, item.digests) for item in shared(map(said, range(4)))] == [(3, (b"w",))]
    assert [item.documents for item in shared(map(said, range(60)))] == [50]
    german = [Answer("de", None, said(number).phrases) for number in (3, 4)]
    assert shared([said(1), *german]) == ()  # what stands in versions of one text was left in each of them


def test_the_same_segment_on_many_pages_is_said_once() -> None:
    assert shared([said(1)] * 9) == ()
    assert shared([said(1)] * 9 + [said(2)]) == ()


def test_the_sample_is_small_and_depends_on_names_alone() -> None:
    def picked(count: int) -> set[int]:
        return set(chosen(range(count), str))

    assert chosen(range(4), str) == []
    assert len(picked(6)) == 6
    assert len(picked(100)) == 12
    assert len(picked(100_000)) == MOST_ASKED
    assert set(chosen(range(99, -1, -1), str)) == picked(100)
    assert len(picked(100) & picked(110)) > 9  # a few more documents ask nearly the same ones


TERM = (
    "The {who} explained why the {term} had paid for {what} before the snow came over the hills.",
    ("harbour master", "teacher", "old farmer", "miller", "bishop", "young clerk"),
    ("the new roof", "a stone bridge", "six wagons", "the school bell", "all the seed", "another road"),
)


def first_found(tmp_path: Path, texts: list[str]) -> dict[str, Finding]:
    """What is found in the first document of a run, by its words."""
    outcome = next(audit_many(folder(tmp_path, texts), Configuration(target="en")))
    assert not isinstance(outcome, Unreadable)
    return {finding.text: finding for finding in outcome.findings}


def pages_saying(term: str) -> list[str]:
    frame, who, what = TERM
    return [f"{CLEAN}\n\n{frame.format(who=a, what=b, term=term)}" for a, b in zip(who, what, strict=True)]


def test_a_term_of_the_run_is_no_leftover(tmp_path: Path) -> None:
    pages = pages_saying("junta directiva")
    (tmp_path / "once").mkdir()
    once = first_found(tmp_path / "once", [pages[0], *[f"{CLEAN} {number}" for number in range(5)]])
    assert once["junta directiva"].confidence is Confidence.LIKELY
    alone = Auditor(target="en").check_text(pages[0])
    assert [finding.reasons for finding in alone.findings] == [item.reasons for item in once.values()]
    assert first_found(tmp_path, pages) == {}


def test_it_is_told_in_how_many_documents_a_phrase_stands(tmp_path: Path) -> None:
    reasons = first_found(tmp_path, pages_saying("société anonyme"))["société anonyme"].reasons
    reason = next(reason for reason in reasons if reason.name == "said_across_run")
    assert reason.says == "5 or more documents of the run say it amid their sentences"
    assert reason.weight < 0


def test_a_line_on_every_page_stays_a_leftover(tmp_path: Path) -> None:
    pages = [f"{CLEAN}\n\nPage {number} of six.\n\n{GERMAN}" for number in range(6)]
    assert first_found(tmp_path, pages)[GERMAN[:-1]].confidence is Confidence.CERTAIN


def test_a_sentence_on_every_page_stays_a_leftover(tmp_path: Path) -> None:
    line = pages_saying("junta directiva")[0].split("\n\n")[1]
    pages = [f"{CLEAN}\n\nPage {number} of six.\n\n{line}" for number in range(6)]
    assert first_found(tmp_path, pages)["junta directiva"].confidence is Confidence.LIKELY
