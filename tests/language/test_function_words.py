"""Small words tell languages apart."""

from collections import Counter

import pytest

from audit.language.function_words import telling_words
from audit.language.profiles import known_tags, profile


def test_every_language_has_words_and_every_word_its_languages() -> None:
    words = telling_words()
    assert "the" in words
    assert words["the"] == ("en",)
    assert {"sk", "cs"} <= set(words["jsou"] + words["sú"])
    assert all(tags == tuple(sorted(tags)) for tags in words.values())
    for tag in known_tags():
        if "-" not in tag:
            assert all(tag in words[word] for word in profile(tag).function_words)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "the house that they had seen was not there when we came"),
        ("de", "das haus war nicht mehr da als wir aus der stadt kamen"),
        ("nl", "het huis was er niet meer toen wij uit de stad kwamen"),
        ("fr", "la maison n'était plus là quand nous sommes venus de la ville"),
        ("es", "la casa ya no estaba cuando nosotros llegamos de la ciudad"),
        ("it", "la casa non era più là quando noi siamo venuti dalla città"),
        ("pt", "a casa já não estava lá quando nós chegamos da cidade"),
        ("pl", "tego domu już nie było kiedy my przez miasto do niego przyszli"),
        ("cs", "ten dům už tam nebyl když jsme z města přišli ale byla tam zahrada"),
        ("uk", "цього будинку вже не було коли ми прийшли з міста та й не буде"),
        ("ru", "этого дома уже не было когда мы пришли из города и его не будет"),
        ("bg", "тази къща вече не беше там когато ние дойдохме от града и ще се върнем"),
        ("sv", "huset var inte där när vi kom från staden och det blev mörkt"),
        ("da", "huset var der ikke mere da vi kom fra byen og det blev mørkt efter hvad de havde"),
        ("tr", "biz şehirden sonra geldiğimizde o ev artık yok gibi ve çok daha kadar"),
    ],
)
def test_the_words_of_a_sentence_point_to_its_language(tag: str, text: str) -> None:
    points: Counter[str] = Counter()
    for word in text.split():
        for found in telling_words().get(word, ()):
            points[found] += 1
    best = max(points.values())
    assert points[tag] == best
