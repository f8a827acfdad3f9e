"""Writes `history.sqlite` of the stories `trend_paired…`: three invented runs over the same twelve pages and one more."""

from pathlib import Path

from audit.report.trends.run_record import Figure, Run
from audit.report.trends.shown import Shown
from audit.run.history import append

HOME = Path(__file__).parent.parent
STORIES = ("trend_paired", "trend_paired_json", "trend_paired_page")
PAGES, WORDS = 12, 6_000
# Findings of two checks, run by run: each the numbers of those that are there.
STEPS = (
    ("before", {"doubled-word": range(18), "dialogue-dash": range(8)}, PAGES),
    ("after", {"doubled-word": range(15, 20), "dialogue-dash": range(8)}, PAGES),
)


def run_of(number: int, label: str, found: dict[str, range], pages: int) -> Run:
    rows = {("site", check): len(numbers) for check, numbers in found.items()}
    for (outlet, check), count in list(rows.items()):
        for key in ((outlet, ""), ("", check), ("", "")):
            rows[key] = rows.get(key, 0) + count
    figures = tuple(
        Figure(
            *key, pages, WORDS, min(count, pages), count, float(count), round(100 - 1000 * count / WORDS, 3)
        )
        for key, count in sorted(rows.items())
    )
    names = [f"site/page-{place:02}.html" for place in range(pages)]
    shown = Shown()
    shown.add(
        [{"path": name, "unchecked": None, "unlisted": 0} for name in names],
        [
            {
                "path": names[place % PAGES],
                "check": check,
                "fingerprint": f"{place:016x}",
                "confidence": "likely",
            }
            for check, numbers in found.items()
            for place in numbers
        ],
    )
    whole = figures[0]
    time = f"2026-0{number}-01T06:00:00Z"
    head = (f"{number:032x}", time, "0.1.0", "translation-audit:0.1.0|checks:55:bbbbbbbb", label)
    return Run(*head, pages, 0, WORDS, whole.findings, whole.penalty, whole.score, figures, shown.to_bytes())


def main() -> None:
    for story in STORIES:
        file = HOME / story / "in" / "press" / "history.sqlite"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        for number, step in enumerate(STEPS, 1):
            append(file, run_of(number, *step))
        if story != "trend_paired":
            append(file, run_of(3, "a page more", STEPS[1][1], PAGES + 1))


if __name__ == "__main__":
    main()
