"""Words put in by an editor, signed in another language's way."""

from collections.abc import Iterator

from audit.analysis.dashes import source_notes
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity
from audit.model.role import PROSE


@check(
    id="editorial-insertion",
    category=Category.LOCALE_PUNCTUATION,
    severity=Severity.MINOR,
    message="“{found}” signs an editor's addition in a way that {language} does not use",
    roles=PROSE,
    examples=(
        bad("en", "Last month (in the second half of May⟦. — Herald⟧) the ferry did not run."),
        bad("de", "Im Vormonat (zweite Maihälfte⟦. – Herald⟧) fuhr die Fähre nicht."),
        good(
            "ru", "В прошлом месяце (во второй половине мая. — Ред.) паром не ходил.", why="usual in Russian"
        ),
        good("en", "Last month (in the second half of May — Ed.) the ferry did not run.", why="no full stop"),
        good("en", "(The ferry did not run. — it never does — in May.)", why="no source after the dash"),
    ),
)
def editorial_insertion(view: TextView) -> Iterator[Detection]:
    """Brackets end in a full stop, a dash and the name of a paper.

    Why it hurts a reader: Russian papers sign words they put into a quotation like that. In a language that
    does not, the paper's name looks like a part of the sentence. Write [square brackets] or “– Ed.”

    Left alone: languages that sign additions so (those whose dialogue uses dashes), and notes without a
    full stop before the dash.
    """
    if view.language.dialogue_dash:
        return
    for note in source_notes(view):
        yield view.detection(note.start, note.end, language=view.language.name)
