"""Which sentences are laid beside each other."""

from audit.neural.statements import contradiction_questions, statement_pairs

TEXT = [
    "The ferry Marina leaves at nine.",
    "It rains a lot in the mountains.",
    "On Sundays the Marina does not leave at all.",
    "Tickets cost 12 crowns.",
    "Children pay 12 crowns as well.",
    "It rains a lot in the mountains.",
]


def test_a_name_or_a_number_ties_sentences() -> None:
    assert statement_pairs(TEXT) == [(0, 2), (3, 4)]


def test_the_same_sentence_does_not_contradict_itself() -> None:
    assert (1, 5) not in statement_pairs(TEXT)


def test_there_is_an_end_to_pairs() -> None:
    many = [f"The captain Olsen saw ship {number % 7} near Bergen." for number in range(400)]
    assert len(statement_pairs(many, most=50)) <= 50
    assert statement_pairs([]) == []


def test_questions() -> None:
    (first, *_) = contradiction_questions(TEXT, "en")
    assert first[:2] == (0, 2)
    assert (first[2].source, first[2].target, first[2].target_language) == (TEXT[0], TEXT[2], "en")
