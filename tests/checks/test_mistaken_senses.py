"""Words in another sense than was meant: alone by their frames, beside the source by its word."""

import pytest
from hostile import must_end, stretched

from audit.model.mqm import Confidence
from audit.readers.units.unit_document import UnitRow, unit_document
from audit.registry.builtin_checks import builtin_checks
from audit.run.auditor import Auditor

ALONE = (
    ("ru", "en", "The sides hope that ⟦the world⟧ will require fewer sacrifices.", "peace"),
    ("ru", "en", "They signed ⟦the world⟧ in spring.", "peace"),
    (
        "ru",
        "en",
        "The talks went on in Abu Dhabi. They agreed on positions ⟦in front of⟧ Abu Dhabi.",
        "ahead of",
    ),
    ("ru", "en", "Fry the ⟦bow⟧ and add the carrots.", "onion"),
    ("ru", "en", "The walls of the ⟦lock⟧ are three metres thick.", "castle"),
    ("ru", "en", "Her thick ⟦scythe⟧ reached the floor.", "braid"),
    ("ru", "en", "Open your ⟦personal cabinet⟧ and pay.", "personal account"),
    ("ru", "en", "The dollar ⟦course⟧ fell again.", "exchange rate"),
    ("ru", "en", "The bank raised the key ⟦bet⟧.", "rate"),
    ("ru", "en", "There is a shortage of ⟦frames⟧ in the schools.", "staff"),
    ("ru", "en", "Please name a ⟦concrete⟧ date.", "specific"),
    ("ru", "en", "They ⟦persecute⟧ the same goal.", "pursue"),
    (
        "ru",
        "en",
        "The director ⟦told that⟧ the ferry was late.",
        "said that",
    ),
    ("ru", "en", "Useful ⟦councils⟧ for beginners.", "tips"),
    ("de", "en", "I would like to ⟦become⟧ a letter from you.", "get"),
    ("de", "en", "Screws and ⟦mothers⟧ are in the bag.", "nuts"),
    ("de", "en", "She is the ⟦chef⟧ of the police.", "head"),
    ("fr", "en", "The ⟦ancient⟧ minister returned.", "former"),
    ("es", "en", "Two glasses are not one ⟦vase⟧ of water.", "glass"),
    ("it", "en", "A double ⟦camera⟧ with breakfast.", "room"),
    ("pl", "en", "The ⟦room⟧ treaty was signed in May.", "peace"),
    ("tr", "en", "It costs three ⟦face⟧ liras.", "hundred"),
    ("ko", "en", "The minister issued an ⟦apple⟧ on Monday.", "apology"),
    ("ja", "en", "We ordered two ⟦raw beers⟧.", "draught beers"),
    ("zh", "en", "Please ⟦open the light⟧ before you enter.", "turn on the light"),
    ("en", "de", "Der neueste ⟦Fahrer⟧ für den Drucker fehlt.", "Treiber"),
    ("en", "fr", "Serrez les vis et les ⟦noix⟧.", "écrou"),
    ("en", "es", "El virus ⟦novela⟧ sigue activo.", "novedoso"),
    ("en", "ru", "Матч закончился ⟦галстуком⟧.", "вничью"),
)
RIGHT = (
    ("ru", "en", "The world needs peace, and peace needs the world."),
    ("ru", "en", "He won a medal in front of the home crowd. They met in Paris."),
    ("ru", "en", "The violin bow lay beside the key and the lock."),
    ("ru", "en", "The story that he told that night was long."),
    ("ru", "en", "Of course the course of the river changed."),
    ("ru", "en", "The cook said “the world” is a treaty of words."),
    ("de", "en", "Eventually the ferry came, and he became a captain."),
    ("de", "en", "The mothers and the chef of the hotel sat on the bank of the lake."),
    ("fr", "en", "The ancient city has a library and a large hall."),
    ("es", "en", "Actually, the actual price was lower."),
    ("it", "en", "The camera has a flash and a strap."),
    ("ko", "en", "She ate an apple and saw the night ship leave."),
    ("en", "de", "Der Fahrer wartet am Bus, der Charakter des Romans ist stark."),
    ("en", "es", "La novela trata de una fiesta junto al banco."),
    ("en", "ru", "Он завязал галстук и пошёл на матч."),
)
BESIDE = (
    ("de", "en", "Das Haus kostet zwei Billionen.", "The house costs two ⟦billion⟧.", "trillion"),
    ("de", "en", "Also gehen wir.", "⟦Also⟧ we go.", "So"),
    ("de", "en", "Er ist auf ein Gymnasium gegangen.", "He went to a ⟦gymnasium⟧.", "grammar school"),
    ("de", "en", "Ich habe einen Brief bekommen.", "I ⟦became⟧ a letter.", "got"),
    ("fr", "en", "Actuellement, le bac est en panne.", "⟦Actually⟧, the ferry is broken.", "Currently"),
    ("es", "en", "Compré un libro en la librería.", "I ⟦grabbed⟧ the words.", None),
    ("it", "en", "L’acqua è calda.", "The water is ⟦cold⟧.", "hot"),
    ("pt", "en", "Puxe a porta.", "⟦Push⟧ the door.", "Pull"),
    ("ru", "en", "Он очень аккуратный водитель.", "He is a very ⟦accurate⟧ driver.", "neat"),
    ("ru", "en", "Это актуальная тема.", "This is an ⟦actual⟧ topic.", "current"),
    ("ru", "en", "Почистите и нарежьте лук.", "Peel the ⟦bow⟧ and cut it.", "onion"),
    ("en", "de", "The chef tasted the soup.", "Der ⟦Chef⟧ kostete die Suppe.", "Koch"),
    ("en", "fr", "The library opens at nine.", "La ⟦librairie⟧ ouvre à neuf heures.", "bibliothèque"),
    ("en", "es", "Mind the carpet.", "Cuidado con la ⟦carpeta⟧.", "alfombra"),
    ("en", "ru", "Data is stored here.", "⟦Дата⟧ хранится здесь.", "Данные"),
    ("en", "it", "My parents arrive today.", "I miei ⟦parenti⟧ arrivano oggi.", "genitori"),
    ("pl", "ru", "Kupiłem dywan.", "Я купил ⟦диван⟧.", "ковёр"),
    ("zh", "ja", "他买了汽车。", "彼は⟦汽車⟧を買った。", "自動車"),
    ("ja", "zh", "手紙を書いた。", "写了⟦手纸⟧。", "信"),
)
BOTH_RIGHT = (
    ("de", "en", "Schließlich und eventuell kam er.", "Eventually he came, perhaps."),
    ("de", "en", "Er wurde Koch und bekam einen Brief.", "He became a cook and got a letter."),
    ("ru", "en", "Мир большой.", "The world is large."),
    ("ru", "en", "Перед домом стоит дерево.", "A tree stands in front of the house."),
    ("ru", "en", "Лук и стрелы лежат в углу.", "The bow and the arrows lie in the corner."),
    ("en", "de", "The chef is the boss.", "Der Koch ist der Chef."),
    ("en", "ru", "The data and the date are stored.", "Данные и дата хранятся."),
    ("en", "es", "The folder lies on the carpet.", "La carpeta está sobre la alfombra."),
    ("fr", "en", "L’étape du stage", "The stage of the internship"),
)


def unmarked(marked: str) -> tuple[str, str]:
    return marked.replace("⟦", "").replace("⟧", ""), marked[marked.index("⟦") + 1 : marked.index("⟧")]


@pytest.mark.parametrize(("source", "target", "marked", "meant"), ALONE)
def test_a_frame_betrays_it(source: str, target: str, marked: str, meant: str) -> None:
    text, word = unmarked(marked)
    found = [
        one for one in Auditor(target, source).check_text(text).findings if one.check == "mistaken-sense"
    ]
    assert [(one.text, one.confidence) for one in found] == [(word, Confidence.POSSIBLE)]
    assert f"“{meant}”" in found[0].message
    assert not found[0].fix


@pytest.mark.parametrize(("source", "target", "text"), RIGHT)
def test_the_word_alone_says_nothing(source: str, target: str, text: str) -> None:
    findings = Auditor(target, source).check_text(text).findings
    assert not [one.text for one in findings if one.check == "mistaken-sense"]


@pytest.mark.parametrize(("source", "target"), [(None, "en"), ("en", "en"), ("hy", "en"), ("ru", "ka")])
def test_who_knows_no_source_says_nothing(source: str | None, target: str) -> None:
    findings = Auditor(target, source).check_text("The world will require painful compromises.").findings
    assert not [one.text for one in findings if one.check == "mistaken-sense"]


@pytest.mark.parametrize(("source", "target", "original", "marked", "meant"), BESIDE)
def test_beside_the_source(source: str, target: str, original: str, marked: str, meant: str | None) -> None:
    text, word = unmarked(marked)
    document = unit_document([UnitRow(text, original, "1")])
    findings = Auditor(target, source).check_document(document).findings
    found = [(one.text, one.message) for one in findings if one.check == "false-friend"]
    if meant is None:
        assert not found
    else:
        assert [text for text, _ in found] == [word]
        assert f"“{meant}”" in found[0][1]


@pytest.mark.parametrize(("source", "target", "original", "text"), BOTH_RIGHT)
def test_what_the_source_says_is_right(source: str, target: str, original: str, text: str) -> None:
    document = unit_document([UnitRow(text, original, "1")])
    findings = Auditor(target, source).check_document(document).findings
    assert not [one.text for one in findings if one.check in ("false-friend", "mistaken-sense")]


def test_beside_the_source_nothing_is_guessed() -> None:
    document = unit_document([UnitRow("The world will require hard work.", "Свет потребует труда.", "1")])
    findings = Auditor("en", "ru").check_document(document).findings
    assert not [one.check for one in findings if one.check == "mistaken-sense"]


@must_end
@pytest.mark.parametrize(
    "unit",
    ["the world ", "in front of ", "war and the world will ", "world", "chop the bow, ", "he told that "],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    only = tuple(check for check in builtin_checks() if check.id in ("mistaken-sense", "false-friend"))
    auditor = Auditor("en", "ru", checks=only)
    text = stretched(unit)
    auditor.check_text(text)
    auditor.check_document(unit_document([UnitRow(text, stretched("мир перед луком сказал "), "1")]))
