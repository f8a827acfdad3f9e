"""Marks that markup or code stands beside."""

import pytest

from audit.run.auditor import Auditor


def found(text: str, format: str) -> list[str]:  # noqa: A002
    return [finding.check for finding in Auditor(target="en").check_text(text, format=format).findings]


@pytest.mark.parametrize("mark", [",", ";", ".", ":"])
def test_what_is_left_of_an_entity_is_told_once(mark: str) -> None:
    page = f"<p>She said &amp;quot;yes&amp;quot;{mark} and left the room.</p>"
    assert found(page, "html") == ["entity-residue", "entity-residue"]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<p><b>Forgot your password?</b> <a href='/r'>reset it</a> here.</p>", "html"),
        ("<p>Forgot your password? <a href='/r'>reset it</a> here.</p>", "html"),
        ("<p>The museum opens in spring. <a href='/r'>read more</a> about it.</p>", "html"),
        ("**Forgot your password?** [reset it](/r) here.", "markdown"),
        ("Forgot your password? [reset it](/r) here.", "markdown"),
    ],
)
def test_labels_and_links_have_sentences_of_their_own(text: str, format: str) -> None:  # noqa: A002
    assert found(text, format) == []


def test_a_broken_sentence_in_plain_markup_is_found() -> None:
    assert found("<p>The old road <i>still</i> goes. to the coast.</p>", "html") == [
        "sentence-broken-by-mark"
    ]
