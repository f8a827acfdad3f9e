"""Report folders made by hand, small and large."""

from pathlib import Path

import msgspec

from audit.model.mqm import Confidence, Severity
from audit.model.result import Outcome, Unreadable
from audit.model.score import Verdict
from audit.model.suppression import SuppressedFinding, SuppressionKind
from audit.model.unchecked import Unchecked
from audit.report.outlet import outlet_of
from audit.report.pages.html_report import document_page
from audit.report.plan.causes import Causes
from audit.report.plan.cleanup_plan import cleanup_plan
from audit.report.tables.rows import document_row, finding_rows
from audit.report.tally import Tally
from audit.run.batch.index_writer import IndexWriter
from audit.run.batch.job import INDEX, PAGES
from audit.run.batch.page_names import page_name

from .made_results import made_finding, made_result

FERRY = "The ferry will will leave at noon , the captain said said. Привет"


def ferry(path: str = "news/ferry.html", score: float = 40.0) -> Outcome:
    return made_result(
        FERRY,
        made_finding(FERRY, 10, 19, message="“will” stands twice in a row", replacement="will", fingerprint="a" * 16),
        made_finding(
            FERRY, 33, 35, message="No space belongs before “,”", check="space-before-mark", replacement=",",
            fingerprint="b" * 16, confidence=Confidence.LIKELY,
        ),
        made_finding(FERRY, 48, 57, message="“said” stands twice in a row", replacement="said", fingerprint="c" * 16),
        made_finding(
            FERRY, 59, 65, message="Words are left in Cyrillic script: “Привет”", check="untranslated-text",
            severity=Severity.MAJOR, fingerprint="d" * 16,
        ),
        path=path,
        score=score,
    )  # fmt: skip


def excused_finding() -> SuppressedFinding:
    finding = made_finding("All is well here.", 7, 11, message="“well” is well known", fingerprint="e" * 16)
    return SuppressedFinding(finding, SuppressionKind.IN_SOURCE, "line 3", "a title", "2030-01-31")


def outcomes() -> list[Outcome]:
    return [
        ferry(),
        ferry("news/older.html", 55.5),
        msgspec.structs.replace(
            made_result(
                "All is well here.", path="blog/calm.txt", verdict=Verdict.PASS, score=100.0,
                unchecked=(Unchecked("1 segment", "marked as another language"),),
            ),
            suppressed=(excused_finding(),),
        ),
        made_result(
            "Half of it.", path="blog/half.txt", verdict=Verdict.UNDECIDED, score=92.0,
            unchecked=(Unchecked("check doubled-word", "it broke", fatal=True), Unchecked("2 segments", "in Catalan")),
        ),
        Unreadable("blog/broken.pdf", "the file is encrypted; save it without a password"),
    ]  # fmt: skip


def small_folder(folder: Path) -> Path:
    return write_folder(folder, outcomes())


def write_folder(folder: Path, outcomes: list[Outcome]) -> Path:
    """The pages and the index of a report."""
    writer, tally, causes = IndexWriter(folder), Tally(), Causes()
    (folder / PAGES).mkdir()
    for outcome in outcomes:
        name = outcome.path if isinstance(outcome, Unreadable) else outcome.document.path
        page = f"{PAGES}/{page_name(name)}"
        tally.add(outcome)
        causes.add(outcome)
        rows = [] if isinstance(outcome, Unreadable) else finding_rows(outcome, False)
        # The outlets here are small.
        rows = [row | {"cause": row["joint"]} for row in rows]
        writer.add(document_row(outcome, page, outlet_of(name)), rows)
        (folder / page).write_text(document_page(outcome, False, f"../{INDEX}"), encoding="utf-8")
    for name in ("documents.csv", "documents.parquet", "findings.csv", "summary-checks.csv", "summary.json"):
        (folder / name).touch()
    writer.finish(tally, cleanup_plan(causes))
    return folder


def page_of(folder: Path, name: str) -> Path:
    return next((folder / "documents").glob(f"{name}*.html"))


def large_folder(folder: Path, documents: int, findings: int) -> Path:
    """An index of many rows; pages behind it are not written."""
    writer, tally = IndexWriter(folder), Tally()
    each = findings // documents
    severities, checks = list(map(str, Severity)), ("doubled-word", "service-notice", "mojibake")
    for number in range(documents):
        score = float(number * 37 % 1000) / 10
        row = {
            "path": f"archive/{2000 + number % 20}/story-{number:06}.html",
            "page": f"documents/story-{number:06}.html",
            "score": score, "verdict": "pass" if score >= 90 else "fail", "words": 500,
            "critical": 0, "major": 0, "minor": each, "neutral": 0, "source_language": "ru", "target_language": "en",
        }  # fmt: skip
        writer.add(
            row,
            [
                {
                    "line": place + 1, "column": 1, "segment": str(place), "check": checks[(number + place) % 3],
                    "severity": severities[(number + place) % 4], "confidence": "certain", "text": f"word {place}",
                    "message": f"“word {place}” stands twice in story {number}", "replacement": None,
                    "fingerprint": f"{number * 1000 + place:016x}", "cause": f"a{number % 200:07x}",
                }
                for place in range(each)
            ],
        )  # fmt: skip
        tally.documents += 1
        tally.words += 500
        tally.severities["minor"] += each
    writer.finish(tally, cleanup_plan(Causes()))
    return folder
