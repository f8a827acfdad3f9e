"""The figures of a comparison: what they are made of, what is drawn, and what is said of a difference."""

from audit.report.comparison.comparison import Comparison, compare
from audit.report.comparison.figures import Verdict, by_piece, judged
from audit.report.comparison.resampling import Sampling
from audit.report.comparison.version import Entry, Found, Origin, Piece, Version


def found(penalty: float, piece: int | None = 0) -> Found:
    return Found("f", "doubled-word", "minor", "certain", penalty, 1, 1, "x", "m", piece)


def version(name: str, estimates: list[float | None], penalties: list[float], origin: Origin) -> Version:
    entries = {}
    for number, (estimate, penalty) in enumerate(zip(estimates, penalties, strict=True)):
        items = (found(penalty),) if penalty else ()
        pieces = (Piece("one two three"), Piece("four"))
        entries[str(number)] = Entry(str(number), "x", 4, penalty, 90.0, "en", estimate, pieces, items)
    return Version(name, origin, entries)


def put_together(
    first: list[float | None], later: list[float | None], origin: Origin = Origin.TABLE, more: float = 0.0
) -> Comparison:
    count = len(first)
    versions = [version("a", first, [1.0] * count, origin), version("b", later, [1.0 + more] * count, origin)]
    return compare(versions, Sampling(samples=200))


def test_more_of_the_estimate_is_better() -> None:
    comparison = put_together([-3.0, -2.0, -4.0] * 10, [-1.0, -1.5, -3.0] * 10)
    figure = comparison.figure("estimate")
    assert figure is not None
    assert figure.values[0].value == -3
    assert figure.values[1].verdict is Verdict.BETTER
    assert comparison.worse(["estimate", "score"]) == []


def test_a_version_without_estimates_has_no_such_figure() -> None:
    assert put_together([-3.0, -2.0], [None, None]).figure("estimate") is None


def test_rows_are_drawn_as_rows_and_few_documents_by_their_segments() -> None:
    drawn = [
        put_together([None] * count, [None] * count, origin).figures[0].drawn
        for count, origin in ((3, Origin.TABLE), (3, Origin.FOLDER), (20, Origin.FOLDER))
    ]
    assert drawn == ["3 rows", "6 segments", "20 documents"]


def test_the_sums_of_the_segments_are_those_of_the_document() -> None:
    entry = Entry(
        "k", "p", 10, 7.0, 90.0, "en", None, (Piece("abc"), Piece("d")), (found(2.0, 1), found(1.0, None))
    )
    lines = by_piece(entry, [0, 1, None])
    assert sum(penalty for penalty, _ in lines) == 7
    assert sum(words for _, words in lines) == 10
    assert lines[2] == (0, 0)


def test_worse_needs_a_reason_unless_anything_will_do() -> None:
    comparison = put_together([None] * 2, [None] * 2, more=0.0)
    assert comparison.worse(["score"], anyhow=True) == []
    comparison = put_together([None] * 2, [None] * 2, more=1.0)
    assert [number for _, number in comparison.worse(["score"], anyhow=True)] == [1]


def test_verdicts() -> None:
    assert judged(0, 0.001, True, 0.05) is Verdict.SAME
    assert judged(1, None, True, 0.05) is Verdict.LITTLE
    assert judged(1, 0.05, True, 0.05) is Verdict.UNCLEAR
    assert judged(1, 0.04, True, 0.05) is judged(-1, 0.04, False, 0.05) is Verdict.BETTER
    assert judged(-1, 0.04, True, 0.05) is judged(1, 0.04, False, 0.05) is Verdict.WORSE
