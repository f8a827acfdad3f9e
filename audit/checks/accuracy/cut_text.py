"""See `cut-text`."""

from collections.abc import Iterator

from audit.analysis.cut_end import cut_end
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="cut-text",
    category=Category.OMISSION,
    severity=Severity.MAJOR,
    message="The text stops amid {what}: “{found}”",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "en",
            "The ferry runs all year.\n\nIt carries cars and bicycles.\n\nTickets are sold on board.\n\n"
            "In winter the crew may cancel the last crossing, which ⟦the⟧",
        ),
        bad(
            "de",
            "Die Fähre fährt das ganze Jahr.\n\nSie nimmt Autos und Räder mit.\n\nKarten gibt es an Bord.\n\n"
            "Im Winter fällt die letzte Fahrt manchmal aus, weil die Mannsch den ⟦Haf⟧",
        ),
        bad(
            "en",
            "## Tickets\n\nThe guard sells them. Pay in coins.\n\n- [Timetable](https://example.org/times)\n"
            "- ⟦[Prices](https://example.org/pri⟧",
            format="markdown",
        ),
        bad(
            "en",
            "| Stop | Price |\n|---|---|\n| Mill | two coins |\n| Pier | four ⟦coi⟧",
            format="markdown",
        ),
        bad("de", "<div><p>Die Fähre fährt das ganze Jahr.</p><p>Karten gibt es an ⟦Bo⟧", format="html"),
        bad(
            "en", "## Tickets\n\nThe guard sells them. Pay in coins.\n\nType ⟦`ferry --bo⟧", format="markdown"
        ),
        bad(
            "ru",
            "Паром ходит весь год.\n\nБилеты продают на борту.\n\nЕго построили давно ⟦(по словам капитана⟧",
        ),
        bad(
            "en",
            "- Bring coins. The guard has no change.\n- Come early. The boat is small.\n"
            "- Bring a coat. It is cold.\n- Lock your bike. The ropes are ⟦kept⟧",
            format="markdown",
        ),
        bad(
            "es",
            "- Barcos con café\n- Trenes con bar\n- Un autobús que para delante ⟦del⟧",
            format="markdown",
        ),
        good(
            "en",
            "| Stop | Price |\n|---|---|\n| Mill | two coins\n| Pier | four coins",
            format="markdown",
            why="a table without its outer bars",
        ),
        good(
            "en", "- Fast boats\n- Slow trains\n- Buses with a bar", format="markdown", why="items of a list"
        ),
        bad(
            "fr",
            "## Billets\n\nOn les vend à bord.\n\n- Pour le bac du matin\n- Pour celui du soir, ⟦**le quai⟧",
            format="markdown",
        ),
        bad("de", "## Karten\n\nDie Liste zeigt der Befehl ⟦`ferry --li⟧", format="markdown"),
        bad(
            "ja",
            "## 切符\n\n船の中で買えます。\n\n- [時刻表](https://example.org/t)\n- ⟦[料金⟧",
            format="markdown",
        ),
        good(
            "ja",
            "## 切符\n\n船の中で買えます。\n\n- [時刻表](https://example.org/t)\n- **料金**と`ferry`",
            format="markdown",
            why="all marks are closed",
        ),
        good(
            "en",
            "The ferry runs all year.\n\nIt carries cars.\n\nTickets are sold on board.\n\nYour harbour office",
            why="a signature",
        ),
        good(
            "en",
            "The ferry runs all year.\n\nIt carries cars.\n\nTickets are sold on board.\n\nSee you soon,",
            why="the close of a letter",
        ),
        good("de", "Die Stille\nliegt über dem Wasser,\nund niemand\nweiß davon", why="verse"),
    ),
)
def cut_text(view: TextView) -> Iterator[Detection]:
    """The document stops amid a word, a sentence, a link, a row of a table, brackets or markup, and nothing follows.

    Why it hurts a reader: the rest is missing. A model that came to the end of its room stops so, and nobody
    looked at the end.

    Left alone: signatures, labels, addresses, verse, and what is like paragraphs or items without final marks.
    """
    found = cut_end(view)
    if found is not None:
        yield view.detection(found.start, found.end, confidence=found.confidence, what=found.what)
