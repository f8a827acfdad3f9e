"""A dash behind a full stop, where speech goes on."""

from collections.abc import Iterator

from audit.analysis.dashes import resumed_dashes
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import SENTENCES


@check(
    id="dash-resumed-speech",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="After a full stop the text goes on with a dash, as speech does in other languages",
    roles=SENTENCES,
    yields_to=("dialogue-dash", "editorial-insertion"),
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            '"The dam will hold," the engineer told the council. ⟦— ⟧Its walls were raised twice in the '
            "last ten years and nobody expects more rain.",
        ),
        bad("de", "Das sagte der Bürgermeister gestern. ⟦– ⟧Seine Stadt hat dafür kein Geld mehr übrig."),
        bad(
            "en",
            "The keeper still trims the lamp with his own hands. ⟦— ⟧The wick burns badly, and I see how it smokes, he "
            "explains.",
            confidence=Confidence.LIKELY,
        ),
        good(
            "ru",
            "— Плотина выдержит, — сказал инженер. — Стены подняли дважды за последние десять лет.",
            why="usual",
        ),
        good("en", 'He liked to say that "all roads lead home." — Anna Berg, Letters', why="a signature"),
        good("en", "SPRINGFIELD, Ill. — The council met again on Tuesday to vote on it.", why="a dateline"),
        good(
            "en", "The bridge — built in 1901 — is closed. The road is open.", why="an aside between dashes"
        ),
    ),
)
def dash_resumed_speech(view: TextView) -> Iterator[Detection]:
    """Behind the full stop after “he said”, speech is taken up again with a dash.

    Why it hurts a reader: without quotation marks it is not clear whether the speaker or the writer goes on.

    Left alone: languages whose dialogue uses dashes, signatures, datelines, dashes within a sentence. Without
    speech that has just ended, and without a source language whose dialogue uses dashes, it is only a possible
    fault: a dash also parts two thoughts.
    """
    if view.language.dialogue_dash:
        return
    usual_in_source = view.source is not None and view.source.dialogue_dash
    for dash in resumed_dashes(view):
        confidence = Confidence.LIKELY if dash.spoken or usual_in_source else Confidence.POSSIBLE
        yield view.detection(dash.start, dash.end, confidence=confidence)
