"""Placeholders of every family, and hostile texts in time."""

import time

import pytest

from audit.analysis.message_syntax import Trouble, read_message
from audit.analysis.placeholders import Kind, placeholders
from audit.model.unit import Family


def names(text: str, family: Family | None) -> list[str]:
    return [item.name for item in placeholders(text, family) if item.kind is not Kind.LITERAL]


@pytest.mark.parametrize(
    ("family", "text", "expected"),
    [
        (Family.PRINTF, "%s of %2$d and 100%%, 50% der", ["1", "2"]),
        (Family.PYTHON_FORMAT, "%(count)d in %(dir)s", ["count", "dir"]),
        (Family.PYTHON_BRACE, "{} {name!r:>10} {{no}}", ["1", "name"]),
        (Family.ICU, "{n, plural, one {# {x}} other {#}}", ["n", "n", "x", "n", "n", "n"]),
        (Family.ICU, "it's '{quoted}' {a}", ["a"]),
        (Family.JAVA, "l'{0}", []),
        (Family.JAVA, "l''{0}", ["0"]),
        (Family.I18NEXT, "{{name}} $t(key) <1>x</1>", ["name", "$t(key)", "1", "1"]),
        (Family.VUE, "{n} @:common.yes {'@'}", ["n", "@:common.yes"]),
        (Family.ANGULAR, "{{ a.b | date }}", ["a.b"]),
        (Family.QT, "%1 %L2 %n", ["1", "2", "n"]),
        (Family.CSHARP, "{0:N2} {{x}}", ["0"]),
        (Family.RUBY, "%{count} %<n>d", ["count", "n"]),
        (Family.FLUENT, "{ $user } { -brand } { NUMBER($n, digits: 2) }", ["$user", "-brand", "$n"]),
        (Family.ANDROID, "%1$s <b>x</b>", ["1", "b", "b"]),
        (Family.OBJC, "%@ %lld %#@files@", ["1", "2", "files"]),
        (Family.PHP, ":name $total %s", [":name", "$total", "1"]),
        (Family.HTML, 'a <a href="x">b</a> 3 < 4', ["a", "a"]),
        (Family.NONE, "{x} %s", []),
        (None, "{name} %s 100% sure", ["name", "1"]),
    ],
)
def test_names(family: Family | None, text: str, expected: list[str]) -> None:
    assert names(text, family) == expected


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("{n, plural, one {#}}", Trouble.NO_OTHER),
        ("{n, plural, one {#} other {#}", Trouble.UNCLOSED),
        ("{n, plurale, other {#}}", Trouble.TYPE),
        ("a } b", Trouble.STRAY),
        ("{two words}", Trouble.NAMELESS),
        ("{n, select, a {x} , other {y}}", Trouble.BRANCH),
    ],
)
def test_trouble(text: str, trouble: Trouble) -> None:
    assert trouble in [fault.trouble for fault in read_message(text).faults]


def test_a_branch_is_seen_and_its_frame_is_not() -> None:
    text = "{n, plural, one {an apple} other {# apples}}"
    hidden = {place for item in placeholders(text, Family.ICU) for place in range(item.start, item.end)}
    assert "".join(char for place, char in enumerate(text) if place not in hidden) == "an apple apples"


@pytest.mark.parametrize("family", [None, *Family])
@pytest.mark.parametrize(
    "piece",
    ["{", "}", "{{", "{a, plural, one {", "'", "%", "<a ", "<", "$t(", '"', "{ $x ->\n [", '{ "', ":a"],
)
def test_hostile_texts_are_read_in_linear_time(family: Family | None, piece: str) -> None:
    start = time.process_time()
    placeholders(piece * 20_000, family)
    assert time.process_time() - start < 2
