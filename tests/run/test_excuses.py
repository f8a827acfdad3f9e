"""Excuses in documents, by rules and by a baseline."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.cli.main import main
from audit.config.path_settings import settings_for
from audit.config.word_pattern import is_whole, stands_after, stands_before
from audit.excuses.read_baseline import read_baseline
from audit.model.errors import SettingsError, UnreadableError
from audit.model.settings import Configuration, IgnoreWhere, Settings
from audit.run.auditor import Auditor

SPACED = "She went home , and stayed there until the first ferry left the harbour."
FAULT = "She went went home and stayed there until the first ferry left the harbour."
MORE = "The second boat follows at noon and the last one leaves when the lamps are lit along the quay."
AROUND = {"html": "<!-- {} -->", "xhtml": "<!-- {} -->", "markdown": "<!-- {} -->", "text": "%% {}"}


def audited(text: str, format: str, **settings: object):  # noqa: A002
    return Auditor(target="en", settings=Settings(**settings)).check_text(text, format=format)


@pytest.mark.parametrize("format", AROUND)
@pytest.mark.parametrize("verb", ["-next-line", "-next-block", "", "-file"])
def test_a_comment_excuses(format: str, verb: str) -> None:  # noqa: A002
    comment = AROUND[format].format(f"audit-disable{verb} doubled-word: a quotation")
    body = f"<p>{FAULT}</p>" if "html" in format else FAULT
    result = audited(f"{comment}\n\n{body}\n", format)
    assert [(item.finding.check, item.reason) for item in result.suppressed] == [
        ("doubled-word", "a quotation")
    ]
    assert "doubled-word" not in [finding.check for finding in result.findings]
    assert result.score.penalty == sum(result.score.costs)
    at = result.document.directives[0]
    assert result.document.text[at.start : at.end] == comment
    other = audited(comment.replace("doubled-word", "photo-credit") + f"\n\n{body}\n", format)
    assert "unused-suppression" in [note.kind for note in other.notes]
    assert "doubled-word" in [finding.check for finding in other.findings]


@pytest.mark.parametrize("comment", ["<!--{}-->", "%%{}", "%%\t{}", "  %% {} %%"])
def test_the_spaces_around_a_directive_are_free(comment: str) -> None:
    format = "text" if "%%" in comment else "markdown"  # noqa: A001
    result = audited(f"{comment.format('audit-disable-file doubled-word')}\n\n{FAULT}\n", format)
    assert [item.finding.check for item in result.suppressed] == ["doubled-word"]
    at = result.document.directives[0]
    assert result.document.text[at.start : at.end] == comment.strip().format(
        "audit-disable-file doubled-word"
    )


def test_a_comment_for_translators_excuses_its_unit() -> None:
    entry = f'msgid "Schiff"\nmsgid_plural "Schiffe"\nmsgstr[0] "{FAULT}"\nmsgstr[1] "{FAULT}"\n\n'
    result = audited(f"# audit: ignore doubled-word: a song\n{entry}{entry.replace('Schiff', 'Boot')}", "po")
    assert [(item.finding.check, item.reason) for item in result.suppressed] == [
        ("doubled-word", "a song")
    ] * 2
    assert [finding.check for finding in result.findings].count("doubled-word") == 2


def test_blocks_names_reasons_and_mistakes() -> None:
    text = f"%% audit-disable doubled-word\n{FAULT}\n%% audit-enable doubled-word\n\n{FAULT}\n"
    result = audited(text, "text")
    assert (len(result.suppressed), [n.kind for n in result.notes]) == (1, [])
    assert len([f for f in result.findings if f.check == "doubled-word"]) == 1
    kinds = {
        "audit-disable doubled-wrod": "unknown-suppression",
        "audit-disbale": "unknown-suppression",
        "audit-disable doubled-word": "unclosed-suppression",
        "audit-enable": "unused-suppression",
    }
    for directive, kind in kinds.items():
        assert [n.kind for n in audited(f"%% {directive}\n{FAULT}\n", "text").notes] == [kind]
    strict = audited(f"%% audit-disable-next-line doubled-word\n{FAULT}\n", "text", require_reason=True)
    assert (len(strict.suppressed), [n.kind for n in strict.notes]) == (0, ["suppression-without-reason"])


def test_a_flood_of_directives() -> None:
    result = audited("%% audit-disable doubled-word\n" * 100_000 + FAULT, "text")
    assert len(result.suppressed) == 1
    assert len(result.notes) == 101


def test_patterns() -> None:
    assert stands_before("Studio", "made by Studio ")
    assert not stands_before("art", "the party ")
    assert stands_before("a * of", "once a long night of")
    assert stands_after("gmbh", " GmbH and more")
    assert not stands_after("Gm", "GmbH")
    assert is_whole("had*", "had had")
    assert is_whole(r"\*", "*")
    assert not is_whole("had", "had had")


def test_rules() -> None:
    rule = IgnoreWhere(check="doubled-word", before="She", inside="went *", after="home", reason="so")
    result = audited(FAULT, "text", ignore_where=(rule,))
    assert [(s.kind, s.reason) for s in result.suppressed] == [("pattern", "so")]
    assert "ignore-where:" in result.score.signature


words = st.lists(
    st.sampled_from(["harbour", "ferry", "lamp", "river", "morning", "quiet", "stone"]),
    min_size=8,
    max_size=20,
)


@settings(deadline=None, max_examples=200)
@given(words, st.integers(60, 95), st.booleans(), st.sampled_from(["text", "markdown", "html"]))
def test_fingerprints_outlive_wrapping_moving_and_markup(
    other: list[str],
    width: int,
    first: bool,
    format: str,  # noqa: A002
) -> None:
    paragraph = f"{FAULT} {MORE} {MORE}"
    before = [f for f in audited(paragraph, format).findings if f.check == "doubled-word"]
    wrapped = textwrap.fill(paragraph, width, break_on_hyphens=False)
    more = "The " + " ".join(other) + "."
    if format == "html":
        wrapped = f"<div><p class='x'>{wrapped.replace('home', '<b>home</b>')}</p></div>"
        more = f"<p>{more}</p>"
    elif format == "markdown":
        wrapped = wrapped.replace("home", "**home**")
    text = "\n\n".join([wrapped, more] if first else [more, wrapped])
    after = [f for f in audited(text, format).findings if f.check == "doubled-word"]
    assert before[0].fingerprint in [f.fingerprint for f in after]
    edited = audited(paragraph.replace("ferry", "boat"), format).findings
    assert before[0].fingerprint not in [f.fingerprint for f in edited]


def test_baseline_from_first_to_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")  # 2027
    Path("a.txt").write_text(f"{SPACED}\n\n{SPACED}\n")
    assert main(["baseline", "-t", "en", "a.txt", "--reason", "old", "--expires", "2030-01-01"]) == 0
    first = Path("audit-baseline.json").read_text()
    assert '"count": 2' in first
    check = ["check", "-t", "en", "--select", "space-before-mark", "--baseline", "audit-baseline.json", "."]
    Path("a.txt").rename("b.txt")
    capsys.readouterr()
    main([*check, "--show-excused"])
    said = capsys.readouterr().out
    assert "2 findings excused (2 by the baseline)" in said
    assert "old" in said
    Path("a.txt").write_text(SPACED)  # a copy, now that both names are there
    main(["baseline", "--update", "-t", "en", "."])
    assert {line.strip() for line in Path("audit-baseline.json").read_text().splitlines()} >= {
        '"path": "a.txt",',
        '"path": "b.txt",',
    }
    Path("b.txt").write_text(f"{SPACED}\n")
    capsys.readouterr()
    main(check)
    assert "1 entry matches nothing any more" in capsys.readouterr().err
    main(["baseline", "--prune", "-t", "en", "."])
    assert '"count"' not in Path("audit-baseline.json").read_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")  # 2030, March
    main(check)
    assert "counts again" in capsys.readouterr().out
    update = ["baseline", "--update", "-t", "en", "."]
    main(update)
    assert "1 finding counted again" in capsys.readouterr().out
    assert main([*update, "--expires", "2030-01-01"]) == 2
    assert "2030-01-01 is over" in capsys.readouterr().err
    main([*update, "--expires", "2031-01-01"])
    assert "1 finding accepted anew until 2031-01-01" in capsys.readouterr().out
    assert '"reason": "old"' in Path("audit-baseline.json").read_text()
    assert main(check) == 0
    assert "counts again" not in capsys.readouterr().out
    Path("new.json").write_text(first)
    assert main(["baseline", "--merge", "new.json"]) == 0


def test_an_entry_written_by_hand_may_begin_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(
        f'{{"schema": 2, "entries": [{ENTRY.replace("a.txt", "./a.txt")}]}}', "utf-8"
    )
    (entry,) = read_baseline(tmp_path / "b.json").entries
    assert entry.path == "a.txt"


ENTRY = '{"fingerprint": "0123456789abcdef", "check": "doubled-word", "path": "a.txt"}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{\n]", "b.json:2:1: not valid JSON"),
        ('{\n"schema": 3, "entries": []}', "b.json:2: schema 3: written by a newer version"),
        ('{\n"schema": 1, "entries": []}', "b.json:2: schema 1: written by an older version"),
        ("[]", "b.json:1: this is no baseline"),
        (f'{{"schema": 2, "entries": [\n{ENTRY},\n{ENTRY}]}}', "b.json:3: the same entry stands in line 2"),
        (f'{{"schema": 2, "entries": [\n{ENTRY[:-1]}, "expire": 1}}]}}', 'b.json:2: unknown key "expire"'),
        (f'{{"schema": 2, "entries": [\n{ENTRY[:-1]}, "expires": "1.2.30"}}]}}', 'b.json:2: "expires"'),
        ("<<<<<<< HEAD\n{}", "b.json:1: marks of a merge conflict"),
    ],
)
def test_broken_baselines(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.json").write_text(text)
    with pytest.raises(SettingsError) as caught:
        Auditor(settings=Settings(baseline="b.json"))
    assert str(caught.value).startswith(message)


RULES = """
[[ignore-where]]
inside = "never there"
match = "b.txt"
[[ignore-where]]
check = "doubled-word"
inside = "went went"
[[ignore-where]]
check = "photo-credit"
after = "\\u001b[31mX"
[[ignore-where]]
inside = "nor there"
match = "missing/**"
"""


def test_rules_that_excuse_nothing_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("audit.toml").write_text(RULES)
    Path("a.txt").write_text(FAULT)
    Path("b.txt").write_text(MORE)
    idle = [
        "audit.toml: [[ignore-where]] 1 (inside “never there”, match “b.txt”) excuses nothing; remove it",
        "audit.toml: [[ignore-where]] 3 (check “photo-credit”, after “⟨1B⟩[31mX”) excuses nothing; remove it",
    ]

    def said(*words: str) -> list[str]:
        capsys.readouterr()
        assert main([*words, "-t", "en"]) == 0
        return capsys.readouterr().err.splitlines()

    assert said("check", ".") == idle
    assert said("check", ".", "--select", "doubled-word") == []
    assert said("check", ".", "--ignore", "photo-credit") == idle[:1]
    assert said("check", "a.txt", "b.txt") == []
    assert said("check", "-q", ".") == []
    for _ in range(2):  # the second time nothing is audited
        assert said("report", "-j", "1", "--partition", "1", "-o", "out", "a.txt", "b.txt") == idle
    assert said("report", "-j", "1", "-o", "out", "a.txt") == idle[1:]
    # Of what cannot be checked nobody knows.
    Path("b.txt").write_bytes(b"\x00\xff\x00")
    assert main(["check", "-t", "en", "."]) == 3
    assert capsys.readouterr().err.splitlines() == idle[1:]


def test_a_rule_has_one_number_for_every_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rules = (IgnoreWhere(match="b.txt"), IgnoreWhere(inside="went went"))
    configuration = Configuration(target="en", ignore_where=rules)
    for name, by in (("a.txt", "[[ignore-where]] 2"), ("b.txt", "[[ignore-where]] 1")):
        result = Auditor(settings=settings_for(configuration, name)).check_text(FAULT)
        assert [item.by for item in result.suppressed] == [by]


def test_rules_of_a_side_file_that_excuse_nothing_are_noted(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(FAULT)
    side = '[[ignore-where]]\ninside = "went went"\n[[ignore-where]]\ninside = "so so"\n'
    (tmp_path / "a.txt.audit.toml").write_text(side)
    result = Auditor(target="en").check_file(file)
    assert [item.by for item in result.suppressed] == ["[[ignore-where]] 1 of the side file"]
    assert [(note.kind, note.message) for note in result.notes] == [
        ("unused-suppression", "[[ignore-where]] 2 of the side file excuses nothing; remove it")
    ]


def test_a_side_file_that_is_none_leaves_its_document_unchecked(tmp_path: Path) -> None:
    document, side = tmp_path / "a.txt", tmp_path / "a.txt.audit.toml"
    document.write_text("She went went home.\n")
    side.symlink_to("gone.toml")
    with pytest.raises(
        UnreadableError, match=r"its side file a\.txt\.audit\.toml is no file, or a link to none"
    ):
        Auditor(target="en").check_file(document)
    side.unlink()
    side.mkdir()
    with pytest.raises(UnreadableError, match="is no file"):
        Auditor(target="en").check_file(document)


def test_side_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(FAULT)
    (tmp_path / "a.txt.audit.toml").write_text('[[ignore-where]]\ninside = "went went"\nreason = "verse"\n')
    assert [s.reason for s in Auditor(target="en").check_file(file).suppressed] == ["verse"]
