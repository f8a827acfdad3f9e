"""Which language a text is in."""

import pytest

from audit.analysis.language_guess import guess_language

LEFTOVER = " The search bar now remembers your last ten queries, and the export works without a network."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Поиск теперь работает и без сети. Индекс хранится на вашем устройстве и обновляется сам."),
        ("uk", "Цього року гості побачать нову виставу, яку ставлять діти з місцевої школи."),
        ("el", "Η αναζήτηση λειτουργεί τώρα και χωρίς δίκτυο."),
        ("ja", "検索はネットワークがなくても使えるようになりました。"),
    ],
)
def test_leftovers_in_another_script_do_not_change_the_language(language: str, text: str) -> None:
    assert guess_language(text).tag == language
    assert guess_language(text + LEFTOVER[: len(text)]).tag == language


def test_nothing_to_go_by() -> None:
    assert guess_language("12:30 – 14:00").tag is None
