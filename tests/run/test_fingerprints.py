"""Fingerprints name findings by their sentence: what keeps them, and what does not."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.analysis.sentences import sentence_starts
from audit.analysis.text_view import TextView
from audit.language.profiles import profile
from audit.model.finding import Detection
from audit.model.offset_map import OffsetMap
from audit.model.segment import Segment
from audit.one.fingerprints import Fingerprints
from audit.one.placed import placed_in_text
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

WORDS = [
    "harbour",
    "ferry",
    "lamp",
    "river",
    "morning",
    "quiet",
    "stone",
    "market",
    "bridge",
    "garden",
    "letter",
]
FORMATS = st.sampled_from(["text", "markdown", "html"])
AUDITOR = Auditor(target="en")


@st.composite
def sentences(draw: st.DrawFn, fault: str = "") -> str:
    """A sentence of common words, no two alike in a row; `fault` stands somewhere in it."""
    drawn = draw(st.lists(st.sampled_from(WORDS), min_size=5, max_size=14))
    words = ["The", *(word for place, word in enumerate(drawn) if word not in drawn[place - 1 : place])]
    if fault:
        words.insert(draw(st.integers(1, len(words) - 1)), fault)
    return " ".join(words) + draw(st.sampled_from([".", ".", "!", "?"]))


def fingerprints(text: str, format: str, check: str = "doubled-word") -> list[str]:  # noqa: A002
    """Those of one check; a paragraph of HTML stands in its element."""
    if format == "html":
        text = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
    result = AUDITOR.check_text(text, format=format)
    return [finding.fingerprint for finding in result.findings if finding.check == check]


@settings(deadline=None, max_examples=150)
@given(st.lists(sentences(), min_size=1, max_size=5), sentences("went went"), st.data(), FORMATS)
def test_an_edit_of_another_sentence_keeps(
    others: list[str],
    faulty: str,
    data: st.DataObject,
    format: str,  # noqa: A002
) -> None:
    place = data.draw(st.integers(0, len(others)))
    before = fingerprints(" ".join([*others[:place], faulty, *others[place:]]), format)
    number = data.draw(st.integers(0, len(others) - 1))
    edited = data.draw(
        st.sampled_from(["", others[number].replace("The ", "Some "), f"Yes. {others[number]}"])
    )
    others[number] = edited
    after = fingerprints(" ".join(filter(None, [*others[:place], faulty, *others[place:]])), format)
    assert before[0] in after


@settings(deadline=None, max_examples=150)
@given(sentences(), sentences("went went"), st.data(), FORMATS)
def test_an_edit_of_one_letter_of_the_sentence_revives(
    other: str,
    faulty: str,
    data: st.DataObject,
    format: str,  # noqa: A002
) -> None:
    before = fingerprints(f"{other} {faulty} {other}", format)
    places = [place for place, char in enumerate(faulty) if char.isalpha() and place > 0]
    place = data.draw(st.sampled_from(places))
    edited = faulty[:place] + ("z" if faulty[place] != "z" else "q") + faulty[place + 1 :]
    assert before[0] not in fingerprints(f"{other} {edited} {other}", format)


@settings(deadline=None, max_examples=250)
@given(st.lists(sentences(), max_size=4), sentences("well-known went went"), st.integers(20, 120), st.data())
def test_wrapping_and_moving_keep(others: list[str], faulty: str, width: int, data: st.DataObject) -> None:
    format = data.draw(FORMATS)  # noqa: A001
    place = data.draw(st.integers(0, len(others)))
    paragraph = " ".join([*others[:place], faulty, *others[place:]])
    before = fingerprints(paragraph, format)
    wrapped = textwrap.fill(paragraph, width, break_on_hyphens=data.draw(st.booleans()))
    more = "Nothing else was said that day."
    wrapped = data.draw(st.sampled_from([wrapped, f"{more}\n\n{wrapped}", f"{wrapped}\n\n{more}"]))
    after = fingerprints(wrapped, format)
    # Lines read one by one do not show a doubled word that is parted by their end.
    assert before[0] in after or (format == "text" and "went\nwent" in wrapped and not after)


@pytest.mark.parametrize("width", range(20, 121))
def test_every_width(width: int) -> None:
    paragraph = (
        "Mr. Lindqvist, who paid 3.50 for it, saw the well-known harbour at dawn. He went went home (and slept). "
        "“Was it late?” she asked. It was, i.e. long past nine; the lamps were lit along the quay by then."
    )
    wrapped = textwrap.fill(paragraph, width)
    after = fingerprints(wrapped, "text")
    assert after == fingerprints(paragraph, "text") or ("went\nwent" in wrapped and not after)


@pytest.mark.parametrize("width", range(20, 121))
def test_every_width_of_other_languages(width: int) -> None:
    for language, text in (
        (
            "de",
            "Er sagte sagte nichts , z. B. über die Strecke am 3. Mai. »Wirklich?«, fragte sie. Danach war es still.",
        ),
        (
            "ru",
            "Паром — т. е. лодка — ушёл ушёл в полдень , в 1999 г. «Правда?» — спросил он. Потом всё переменилось.",
        ),
    ):
        auditor = Auditor(target=language)
        faults = {item.fingerprint: item.check for item in auditor.check_text(text).findings}
        for item in auditor.check_text(textwrap.fill(text, width)).findings:
            # What is found at the ends of narrow lines is of other checks.
            assert item.fingerprint in faults or item.check not in faults.values(), (language, item.text)


def test_findings_alike_are_numbered() -> None:
    found = fingerprints(
        "She went went home as he went went home.\n\nShe went went home as he went went home.", "text"
    )
    assert found == [found[0], *(f"{found[0]}-{number}" for number in (2, 3, 4))]


def named(text: str, first: str, last: str) -> str:
    """The fingerprint of a finding from one word of a text to another."""
    view = TextView([Segment(text, OffsetMap.verbatim(0, len(text)))], profile("en"))
    start, end = text.index(first), text.index(last) + len(last)
    check = next(check for check in builtin_checks() if check.id == "unpaired-bracket")
    placed = placed_in_text(view, [0], check, Detection(start, end, {}))
    assert placed is not None
    return Fingerprints(view).of(placed)


def test_a_finding_of_two_sentences_depends_on_both_and_no_other() -> None:
    text = "Dawn broke. The ferry (the old one leaves at nine. Nobody saw it) that day. Night fell."
    before = named(text, "(", ")")
    assert before == named(text.replace("Dawn", "Day").replace("Night", "Dusk"), "(", ")")
    for old, new in (("ferry", "boat"), ("that day", "by day"), ("nine", "ten")):
        assert before != named(text.replace(old, new), "(", ")")


def test_a_line_of_a_megabyte_is_read_once() -> None:
    text = "".join(f"{WORDS[n % 7]} {WORDS[n % 11]} saw saw it, " for n in range(40_000))
    result = AUDITOR.check_text(text)
    found = [finding.fingerprint for finding in result.findings if finding.check == "doubled-word"]
    assert len(set(found)) == len(found) == 300


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        (
            "en",
            "It ended. |“Did it?” she asked. |Mr. Ash paid 3.50 in 1999. |The rest (see p. 5) is lost... |So?",
        ),
        ("ru", "«Правда?» — спросил он. |Да — и т. д. Нет."),
        ("en", "It ended . |(It did.) |“So it did”. |Yes (it did). |No"),
        ("en", "He came on the 3. and left. etc. and so on"),
        ("de", "Am 3. Mai kam er. |»Wirklich?« |Ja, z. B. gestern."),
        ("fr", "« Vraiment ? » |Oui ! |Elle partit."),
        ("zh", "他走了。|“真的吗？”|她说：好！|完"),
        ("ja", "行った。|「本当？」|そうです。"),
        ("hi", "वह गया। |वह आया।"),
        ("ar", "ذهب. |هل عاد؟ |نعم"),
        ("el", "Ήρθε; |Ναι."),
        ("th", "เขาไปแล้ว เธอมาแล้ว"),
        ("en", "no marks at all"),
    ],
)
def test_where_sentences_begin(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    view = TextView([Segment(text, OffsetMap.verbatim(0, len(text)))], profile(language))
    starts = [*sentence_starts(view, 0, len(text)), len(text)]
    assert "|".join(text[a:b] for a, b in pairwise(starts)) == marked


PO_HEAD = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n\n'


def named_in(text: str, form: str) -> set[str]:
    """Fingerprints of all that is shown in a translation file."""
    result = Auditor(target="de", source="en").check_text(text, format=form)
    return {finding.fingerprint for finding in result.findings}


def entry(source: str, target: str, context: str = "") -> str:
    return (f'msgctxt "{context}"\n' if context else "") + f'msgid "{source}"\nmsgstr "{target}"\n\n'


def test_units_that_move_keep_their_findings() -> None:
    """Entries of a translation file are sorted, put in and taken out by programs."""
    units = [
        entry("Number of beds: ", "Anzahl der Beete:"),
        entry("The gate is closed at night.", "Das Tor ist ist nachts geschlossen"),
        entry("Open", "Auf", "gate"),
        entry("Open 3 gates", "Öffne 4 Tore", "park"),
        entry("Open 3 gates", "Öffne 4 Tore", "garden"),
    ]
    before = named_in(PO_HEAD + "".join(units), "po")
    assert len(before) >= 5
    assert named_in(PO_HEAD + "".join(reversed(units)), "po") == before
    more = entry("Open 3 gates", "Öffne 4 Tore", "a new one")
    assert named_in(PO_HEAD + more + "".join(units), "po") > before
    assert not any("-" in name for name in before)


def test_an_id_that_may_only_count_names_no_unit() -> None:
    def unit(number: int, source: str, target: str) -> str:
        return f'<trans-unit id="{number}"><source>{source}</source><target>{target}</target></trans-unit>'

    def file(*units: tuple[str, str]) -> str:
        body = "".join(unit(number, *texts) for number, texts in enumerate(units, 1))
        return (
            '<xliff version="1.2"><file source-language="en" target-language="de" original="a" datatype="plaintext">'
            f"<body>{body}</body></file></xliff>"
        )

    old = [("Number of beds: ", "Anzahl der Beete:"), ("Open the gate now.", "Öffne das Tor das Tor jetzt")]
    before = named_in(file(*old), "xliff")
    assert len(before) >= 2
    assert named_in(file(("Welcome", "Willkommen"), *old), "xliff") == before


def test_findings_in_keys_of_their_own_are_told_apart() -> None:
    """The same slip in the same text under another key is a new finding."""
    text = "Das Tor ist ist nachts geschlossen."
    one, two = (named_in(f'{{"{key}": "{text}"}}', "json") for key in ("gate", "door"))
    assert one
    assert not one & two
    assert named_in(f'{{"door": "{text}", "gate": "{text}"}}', "json") == one | two


def test_cues_are_named_by_their_words() -> None:
    def film(*lines: str) -> str:
        return "".join(
            f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{line}\n\n"
            for number, line in enumerate(lines, 1)
        )

    before = named_in(film("Das Tor ist ist nachts geschlossen."), "srt")
    assert before
    assert named_in(film("Guten Abend.", "Das Tor ist ist nachts geschlossen."), "srt") == before
