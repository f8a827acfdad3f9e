"""Faults of pages that no segment shows, and errors that one system made all over."""

import re

import pytest
from hostile import must_end, stretched

from audit.analysis.page_anchors import forms, letters, slug
from audit.model.finding import Finding
from audit.model.mqm import Severity
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

NAMES = {
    *("bent-placeholder", "broken-fence", "dead-anchor", "entity-residue", "glued-inline", "ragged-table"),
    *("translated-code", "translated-key", "translated-keyword", "literal-link", "literal-emphasis"),
}
PICKED = tuple(check for check in builtin_checks() if check.id in NAMES)


@must_end
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "# a\n\n[b](#c)\n\n",
            "](#",
            "[a](#b ",
            "|a|b|\n|-|-|\n",
            "|-|-|\n",
            "| a | b | c\n",
            "< b > ",
            "< / b >",
            "< ",
        ),
        *(
            "```sh\n",
            "```sh\nFerry and harbour and ticket and pier and boat.\n\n",
            "{ { ",
            "{$ ",
            "% (",
            "{a, b, c {",
            "%a ",
        ),
        *(
            "[over](/b)the ",
            "**a**the ",
            "`a`over ",
            "<!-- a -->\n",
            "> [!A]\n",
            ":::a\n",
            "u003c",
            "＊＊a",
            "＃＃ a\n\n",
        ),
    ],
)
def test_time_is_linear(unit: str) -> None:
    Auditor(target="en", checks=PICKED).check_text("# a\n\n# b\n\n" + stretched(unit), format="markdown")


def found(text: str, check: str, target: str = "de", format: str = "markdown") -> list[Finding]:  # noqa: A002
    result = Auditor(target=target).check_text(text, format=format)
    return [finding for finding in result.findings if finding.check == check]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Über uns", "über-uns"),  # GitHub, Docusaurus, Hugo
        ("Über uns", "uber-uns"),  # Hugo with ASCII names, VitePress
        ("Über uns", "ber-uns"),  # kramdown
        ("2. Preise & Karten", "2-preise--karten"),
        ("2. Preise & Karten", "preise--karten"),  # Pandoc
        ("Ein `Kai` am Fluss", "ein-kai-am-fluss-1"),  # the second of that name
        ("Расписание", "%D1%80%D0%B0%D1%81%D0%BF%D0%B8%D1%81%D0%B0%D0%BD%D0%B8%D0%B5"),
    ],
)
def test_every_program_names_a_heading_its_own_way(heading: str, anchor: str) -> None:
    assert not forms(heading).isdisjoint(forms(anchor))


def test_names_of_two_headings_differ() -> None:
    assert letters("Preise") != letters("Prices")
    assert slug("Über uns, 2024!") == "über-uns-2024"


PAGE = (
    "- [Hafen](#harbour)\n- [Karten](#tickets)\n- [Zeiten](#times)\n\n# Hafen\n\nHier.\n\n# Karten\n\nDort.\n\n"
    "# Zeiten\n\nJetzt.\n"
)


def test_one_error_made_all_over_counts_once_and_keeps_its_places() -> None:
    findings = found(PAGE, "dead-anchor")
    assert [finding.text for finding in findings] == ["#harbour", "#tickets", "#times"]
    first, *others = findings
    assert first.severity is Severity.MINOR
    assert first.repeats == 2
    assert all(item.severity is Severity.NEUTRAL and item.repeat_of == first.fingerprint for item in others)
    assert all(item.fix is not None for item in findings)


def test_parts_put_in_from_elsewhere_may_hold_the_heading() -> None:
    (first, *_) = found(PAGE + "\n{{< include more >}}\n", "dead-anchor")
    assert first.confidence == "possible"


def test_a_place_in_no_segment_has_its_line_and_column() -> None:
    (finding,) = found("Am Kai.\n\n> [!HINWEIS]\n> Die Fähre fährt.\n", "translated-keyword")
    assert (finding.line, finding.column, finding.text) == (3, 5, "HINWEIS")


def test_windows_line_ends() -> None:
    page = "---\r\nTitel: Hafen\r\nlayout: page\r\n---\r\n\r\nDie Fähre fährt.\r\n"
    (finding,) = found(page, "translated-key")
    assert (finding.line, finding.text) == (2, "Titel")


def test_a_block_is_closed_behind_its_last_line() -> None:
    page = (
        "Run this:\n\n```sh\nferry --list```\n\nThe tickets are sold at the harbour every day until the evening comes.\n\n"
        "```sh\nferry --buy\n```\n"
    )
    (finding,) = found(page, "broken-fence", target="en")
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    mended = page[: edit.start] + edit.replacement + page[edit.end :]
    assert "ferry --list\n```\n" in mended
    assert not found(mended, "broken-fence", target="en")


# All markup checks, and what stands beside markup.
MARKUP = tuple(
    check
    for check in builtin_checks()
    if check.category.startswith("design-and-markup") or check.id in ("glued-inline", "entity-residue")
)
REPAIRED = [
    pytest.param(example.text, example.fixed, id=f"{check.id}-{number}")
    for check in MARKUP
    for number, example in enumerate(check.examples, 1)
    if example.format == "markdown" and example.fixed is not None and not example.source
]


def rendered(text: str) -> str:
    """What a parser of CommonMark makes of a page. `.ci/run` installs one."""
    html: str = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table").render(text)
    return html


@pytest.mark.parametrize(("broken", "mended"), REPAIRED)
def test_a_repair_gives_what_a_parser_reads(broken: str, mended: str) -> None:
    """No marks are left in the text, and there are at least as many elements as before."""
    before, after = rendered(broken), rendered(mended)
    shown = re.sub(r"<(pre|code)\b.*?</\1>|<[^<>]*>", "", after, flags=re.DOTALL)
    assert "**" not in shown
    assert "](" not in shown
    assert after.count("<a ") >= before.count("<a ")
    assert after.count("<strong>") >= before.count("<strong>")


def skeleton(html: str) -> list[str]:
    """The tags of a page in order, without their attributes and what a table adds to them."""
    return re.findall(r"</?[a-z][a-z0-9]*", html)


TWINS = [
    ("literal-emphasis", "ja", "これは**「港」**の話です。", "これは「**港**」の話です。"),
    ("literal-emphasis", "ko", "그는 **항구(항만)**에서 일합니다.", "그는 **항구**(항만)에서 일합니다."),
    ("literal-emphasis", "zh", "- **注意：**船已开走。", "- **注意**：船已开走。"),
    ("literal-emphasis", "ru", "Это ** очень важно ** для всех.", "Это **очень важно** для всех."),
    ("literal-emphasis", "es", "Lea **«el horario»**y salga.", "Lea **«el horario»** y salga."),
    (
        "literal-link",
        "fr",
        "Voir [le port] (https://port.example/a).",
        "Voir [le port](https://port.example/a).",
    ),
    ("literal-link", "zh", "请看［港口］(https://port.example/a)。", "请看[港口](https://port.example/a)。"),
    ("literal-heading", "de", "##Der Hafen\n\nEr ist alt.", "## Der Hafen\n\nEr ist alt."),
    ("glued-inline", "nl", "Lees meer over[de kaart](/k) nu.", "Lees meer over [de kaart](/k) nu."),
]


@pytest.mark.parametrize(("check", "target", "broken", "twin"), TWINS)
def test_a_repaired_page_has_the_structure_of_its_clean_twin(
    check: str, target: str, broken: str, twin: str
) -> None:
    mended = repaired(broken, check, target)
    assert mended == twin
    assert skeleton(rendered(mended)) == skeleton(rendered(twin))


def repaired(text: str, check: str, target: str) -> str:
    edits = [
        edit
        for finding in found(text, check, target=target)
        if finding.fix is not None
        for edit in finding.fix.edits
    ]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


CORES = (
    "「港」",
    "注：",
    "港（口）",
    '"港"',
    "[港](/k)",
    " 港 ",
    "港 ",
    "(港) 口",
    "港",
    "港90%",
    "口「港」",
    "「港」と「口」",
    "港！",
)


@pytest.mark.parametrize("core", CORES)
@pytest.mark.parametrize("before", ["", "は", " ", "、", "> "])
@pytest.mark.parametrize("after", ["", "の", " の", "。"])
def test_where_an_emphasis_is_repaired_a_parser_reads_it(core: str, before: str, after: str) -> None:
    text = f"{before}**{core}**{after}"
    mended = repaired(text, "literal-emphasis", "ja")
    if mended != text:
        html = rendered(mended)
        assert "**" not in html
        assert html.count("<strong>") == 1
