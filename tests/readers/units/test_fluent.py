"""Mozilla Fluent."""

import pytest
from fluent.syntax import FluentParser, ast
from hostile import must_end, stretched
from hypothesis import given
from hypothesis import strategies as st

from audit.model.unit import Family, State
from audit.readers.formats import write
from audit.readers.notation import UnwritableError
from audit.readers.read_document import read_string
from tests.readers.units.contract import changes_only_it, holds

FERRY = """\
### The ferry

# Shown at the quay.
# max-length: 30
quay = The { $name } leaves
    .title = At { NUMBER($hour, minimumIntegerDigits: 2) }
    .accesskey = q
long =
    First line

      second, { "indented" }
    third{" "}
-brand = Ferry { "{" }
    .gender = feminine
boats = { $count ->
    [0] No boats
    [one] One boat
   *[other]
        Many boats:
        { $count }
    }
system =
    { PLATFORM() ->
        [windows] Options
       *[other] Preferences
    }
only-attributes =
    .label = Go
# audit: ignore wrong-number: as painted
mixed = There { $n ->
        [one] is one
       *[other] are { $n }
    } left
"""


def test_messages() -> None:
    document = read_string(FERRY, "fluent")
    holds(document)
    assert not document.unchecked
    assert [(unit.id, [side.text for side in unit.targets]) for unit in document.units] == [
        ("quay", ["The { $name } leaves"]),
        ("quay.title", ["At { NUMBER($hour, minimumIntegerDigits: 2) }"]),
        ("quay.accesskey", ["q"]),
        ("long", ["First line\n\n  second, indented\nthird "]),
        ("-brand", ['Ferry { "{" }']),
        ("-brand.gender", ["feminine"]),
        ("boats", ["No boats", "One boat", "Many boats:\n{ $count }"]),
        ("system", ["{ PLATFORM() ->\n        [windows] Options\n       *[other] Preferences\n    }"]),
        ("only-attributes.label", ["Go"]),
        ("mixed", ["There { $n ->\n        [one] is one\n       *[other] are { $n }\n    } left"]),
    ]
    quay, boats = document.units[0], document.units[6]
    assert (quay.family, quay.max_length, quay.notes) == (
        Family.FLUENT,
        30,
        ("Shown at the quay.", "max-length: 30"),
    )
    assert [side.plural for side in boats.targets] == ["0", "one", "other"]
    assert document.units[5].state is State.LOCKED
    assert [directive.text for directive in document.directives] == ["audit: ignore wrong-number: as painted"]


def test_line_ends_of_windows() -> None:
    document = read_string("\ufeff" + FERRY.replace("\n", "\r\n"), "fluent")
    holds(document)
    assert document.units[3].targets[0].text == "First line\n\n  second, indented\nthird "
    assert document.units[6].targets[2].text == "Many boats:\n{ $count }"


def test_what_is_no_fluent_is_named() -> None:
    document = read_string("a = b\nbad text\nc = { $x\nd = e }\n[f]\ng = h\n", "fluent")
    assert [unit.id for unit in document.units] == ["a", "g"]
    assert [record.what for record in document.unchecked] == ["lines 2 to 5"]


VALUES = st.lists(
    st.sampled_from(["a", "мост", " ", "  ", "\n", "{ $n }", "[", "*", ".", "#", "=", "漢", '"', "-x"])
)


@given(VALUES.map("".join), st.sampled_from([(0, 0), (1, 0), (3, 0), (6, 0), (6, 2), (7, 0), (8, 0), (9, 0)]))
def test_what_is_written_is_read(text: str, place: tuple[int, int]) -> None:
    document = read_string(FERRY, "fluent")
    unit, target = place
    try:
        write(text, document.units[unit].targets[target].notation, "utf-8")
    except UnwritableError:
        assert text == "" or any(
            line == "" or line[0] in " [*." or line[-1] == " " for line in text.split("\n")
        )
    else:
        changes_only_it(document, unit, target, text)


@pytest.mark.parametrize(
    "text", ["a { b", "a } b", "a\r\nb", "\na", 'a {"b"}', "a { \n$b }", "{ $a ->\n [x] y\n}"]
)
def test_what_a_pattern_cannot_hold(text: str) -> None:
    with pytest.raises(UnwritableError):
        write(text, "fluent-inline-4", "utf-8")


def test_a_stretch_is_written_as_it_is() -> None:
    for stretch, written in (
        (" ", " "),
        (", ", ", "),
        ("", ""),
        (".", "."),
        ("\n", "\n    "),
        ("{ $a", "{ $a"),
    ):
        assert write(stretch, "fluent-block-4", "utf-8", "the whole text") == written
    with pytest.raises(UnwritableError):
        write("{ $a", "fluent-block-4", "utf-8", "of { $a b")
    with pytest.raises(UnwritableError):
        write("", "fluent-block-4", "utf-8", " of")


LINES = st.lists(
    st.sampled_from(
        [
            *(
                "a = b",
                "c =",
                "    d",
                "  e  ",
                "",
                "  ",
                "    { $f }",
                "{ $g }",
                "-h = i",
                "    .j = k",
                "# l",
                "  [m] n",
            ),
            *(
                "o = { $p ->",
                "   [one] q",
                "  *[other] r",
                "  }",
                "s = t { u } v",
                'w = {"x"}',
                "    *y",
                "z = }",
                "\t",
            ),
        ]
    ),
    max_size=12,
)


def pattern_text(text: str, pattern: ast.Pattern) -> str:
    parts = []
    for element in pattern.elements:
        assert element.span is not None
        shown = text[element.span.start : element.span.end]
        if isinstance(element, ast.TextElement):
            shown = element.value
        elif isinstance(element.expression, ast.StringLiteral):
            shown = element.expression.parse()["value"]
        parts.append(shown)
    return "".join(parts)


@given(LINES)
def test_against_fluent_syntax(lines: list[str]) -> None:
    text = "\n".join(lines)
    theirs: list[tuple[str, list[str]]] = []
    for entry in FluentParser().parse(text).body:
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        named = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
        patterns = [(named, entry.value)] if entry.value else []
        patterns += [(f"{named}.{attribute.id.name}", attribute.value) for attribute in entry.attributes]
        for key, pattern in patterns:
            chosen = [
                element.expression.variants
                for element in pattern.elements
                if isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression)
            ]
            alone = chosen and len(pattern.elements) == 1
            theirs.append(
                (
                    key,
                    [pattern_text(text, variant.value) for variant in chosen[0]]
                    if alone
                    else [pattern_text(text, pattern)],
                )
            )
    document = read_string(text, "fluent")
    holds(document)
    assert [(unit.id, [side.text for side in unit.targets]) for unit in document.units] == theirs


@must_end
@pytest.mark.parametrize(
    "unit",
    ["{", "a = {", "\n ", "a = b\n", "a = { $b ->\n", " .a =", "#", 'a = {"', "a = {f(", "a =\n\n", "{}"],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    holds(read_string(stretched(unit), "fluent"))
    holds(read_string("a = " + stretched(unit), "fluent"))
