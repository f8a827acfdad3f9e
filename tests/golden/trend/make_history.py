"""Writes `in/press/history.sqlite`: six invented runs of two outlets, the third with other checks.

The file is kept as it is: later versions of the program must be able to read it.
"""

from pathlib import Path

from audit.report.trends.run_record import Figure, Run
from audit.run.history import append

FILE = Path(__file__).parent / "in" / "press" / "history.sqlite"
WORDS = 40_000
# Findings of two checks in two outlets, run by run: (north dash, north left, south dash, south left).
STEPS = ((90, 30, 12, 3), (88, 31, 11, 4), (91, 29, 12, 2), (60, 30, 14, 3), (35, 52, 12, 4), (8, 61, 13, 3))


def figure(outlet: str, check: str, findings: int, words: int) -> Figure:
    score = round(100 - 1000 * findings / words, 3)
    return Figure(outlet, check, words // 400, words, findings, findings, float(findings), score)


def main() -> None:
    FILE.unlink(missing_ok=True)
    for number, (north_dash, north_left, south_dash, south_left) in enumerate(STEPS, 1):
        rows = {
            ("north", "dialogue-dash"): north_dash,
            ("north", "untranslated-text"): north_left,
            ("south", "dialogue-dash"): south_dash,
            ("south", "untranslated-text"): south_left,
        }
        for (outlet, check), findings in list(rows.items()):
            for key in ((outlet, ""), ("", check), ("", "")):
                rows[key] = rows.get(key, 0) + findings
        figures = [
            figure(*key, findings, WORDS if key[0] else 2 * WORDS) for key, findings in sorted(rows.items())
        ]
        whole = figures[0]
        run = Run(
            f"{number:032x}",
            f"2026-0{number}-01T06:00:00Z",
            "0.1.0",
            f"translation-audit:0.1.0|checks:{'54:aaaaaaaa' if number < 3 else '55:bbbbbbbb'}",
            f"month {number}" if number != 4 else "",
            200,
            0,
            whole.words,
            whole.findings,
            whole.penalty,
            whole.score,
            tuple(figures),
        )
        append(FILE, run)


if __name__ == "__main__":
    main()
