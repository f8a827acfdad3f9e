"""Words name a language only when no other likely one could be theirs."""

import pytest

from audit.analysis.told_apart import told_apart


@pytest.mark.parametrize(
    ("text", "script", "own", "tag"),
    [
        ("press the green button and wait until the window closes", "Latn", "ro", "en"),
        ("kui programm ei käivitu siis kontrollige kas teie arvuti on võrku ühendatud", "Latn", "ro", "et"),
        ("alustamist", "Latn", "ro", None),
        ("on iga", "Latn", "ro", None),
        ("shirin yana bukatar haɗin yanar gizo da akalla gigabyte biyu", "Latn", "ro", None),
        ("нажмите зелёную кнопку и ждите пока окно не закроется", "Cyrl", "bg", "ru"),
        ("натисніть зелену кнопку і чекайте", "Cyrl", "ru", "uk"),
        ("програм", "Cyrl", "ru", None),
    ],
)
def test_named_or_not(text: str, script: str, own: str, tag: str | None) -> None:
    assert told_apart(text.split(), script, own) == tag
