"""What people write on purpose, and what a damaged text shows, is doubted; one cause counts once."""

from audit.model.mqm import Confidence, Severity
from audit.run.auditor import Auditor


def found(text: str, check: str, target: str, format: str = "text") -> list[tuple[str, bool, bool]]:  # noqa: A002
    """Of every finding of a check its text, whether it is sure, and whether it costs."""
    return [
        (item.text, item.confidence is not Confidence.POSSIBLE, item.severity is not Severity.NEUTRAL)
        for item in Auditor(target=target).check_text(text, format=format).findings
        if item.check == check
    ]


def test_divided_lines_are_one_cause() -> None:
    words = "Der Fähr- mann sah den Kirch- turm. Er nahm die Lein- wand und den Korb- deckel mit."
    costing = [costs for _, _, costs in found(words, "dangling-hyphen", "de")]
    assert costing[:3] == [True, True, True]
    assert len(costing) > 3
    assert not any(costing[3:])


def test_a_question_goes_on_small_where_people_speak() -> None:
    one = "Der Knecht ging heim. Er hatte sich gefragt, ob der alte Müller nun? endlich schlief."
    assert [sure for _, sure, _ in found(one, "sentence-broken-by-mark", "de")] == [True]
    said = "Er rief »und wenn der alte Müller nun? wart nur, du« und ging heim."
    assert not any(sure for _, sure, _ in found(said, "sentence-broken-by-mark", "de"))


def test_a_paragraph_broken_before_a_noun_goes_on() -> None:
    filled = "Der Regen fiel. Die Leute warteten am Ufer.\n\n" * 5
    torn = filled + "Es wurde dunkel. Am Abend ging der alte Mann noch einmal bis an das Haus des\n\n"
    assert not found(torn + "Fährmanns hinunter und klopfte an.\n", "missing-final-mark", "de")


def test_names_of_programs_are_known_from_code() -> None:
    text = "Install it with `bqtl init`.\n\nKeep all the default values in this window.\nbqtl stops the service.\n"
    assert not any(sure for _, sure, _ in found(text, "lower-case-start", "en", "markdown"))
    assert not any(sure for _, sure, _ in found(text, "sentence-broken-by-mark", "en", "markdown"))


def test_a_sentence_goes_on_from_a_title_in_capitals() -> None:
    text = "CONTRATTO DI TRASPORTO\n\ntra il signor Rossi e la società Barca, con sede in riva al lago.\n\nNient’altro.\n"
    assert not any(sure for _, sure, _ in found(text, "lower-case-start", "it"))


def test_a_word_that_no_list_knows_may_be_a_name_written_small() -> None:
    text = "The crew met in the harbour on Monday.\n\nzorbik keeps the lamps of the whole coast alight.\n"
    assert not any(sure for _, sure, _ in found(text, "lower-case-start", "en", "markdown"))


def test_a_text_that_begins_small_all_over_means_it() -> None:
    parts = [
        "make a new folder and open it there.",
        "the keeper writes every name down.",
        "it is done by noon.",
    ]
    text = "\n\n".join(f"<h2>step {number}</h2><p>{part}</p>" for number, part in enumerate(parts))
    assert not any(sure for _, sure, _ in found(text, "lower-case-start", "en", "html"))


def test_a_credit_behind_the_last_mark_is_no_sentence() -> None:
    sentence = "The ferry left the harbour at nine, because the storm was over."
    text = "\n\n".join([*[sentence] * 6, f"{sentence} Ada Storm", sentence])
    assert not any(sure for _, sure, _ in found(text, "missing-final-mark", "en", "markdown"))
