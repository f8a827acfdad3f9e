"""See `dead-anchor`."""

from collections.abc import Iterator
from itertools import chain

from audit.analysis.html_anchors import dead_html_anchors
from audit.analysis.page_anchors import dead_anchors
from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity

PAGE = "\n\n## Пристань\n\nПором відходить опівдні.\n\n## Квитки\n\nКвитки продають у порту.\n"


@check(
    id="dead-anchor",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="No part of this page is called “{anchor}”: the link leads nowhere",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "uk",
            "- [Пристань](⟦#harbour⟧)\n- [Квитки](⟦#tickets⟧)" + PAGE,
            format="markdown",
            fixed="- [Пристань](#пристань)\n- [Квитки](#квитки)" + PAGE,
        ),
        bad(
            "uk",
            "1. [Причал][1]\n2. [Квитки](#квитки)" + PAGE + "\n[1]: ⟦#heading-pier⟧\n",
            format="markdown",
        ),
        bad(
            "ru",
            "<ul><li><a href='⟦#pier⟧'>Причал</a></li><li><a href='#kassa'>Касса</a></li></ul><h2 id='причал'>Причал</h2>"
            "<p>Паром отходит в полдень.</p><h2 id='kassa'>Касса</h2><p>Билеты продают у причала.</p>",
            format="html",
            fixed="<ul><li><a href='#причал'>Причал</a></li><li><a href='#kassa'>Касса</a></li></ul>"
            "<h2 id='причал'>Причал</h2>"
            "<p>Паром отходит в полдень.</p><h2 id='kassa'>Касса</h2><p>Билеты продают у причала.</p>",
        ),
        good(
            "ru",
            "<script src='menu.js'></script><a href='#menu' role='button'>Меню</a><a href='#comments'>Отзывы</a>"
            "<h2 id='kassa'>Касса</h2><p>Билеты <a href='#kassa'>продают</a> у причала.</p>",
            format="html",
            why="a button, and a part that a script brings",
        ),
        good(
            "uk",
            "- [Пристань](#пристань)\n- [Квитки](#квитки-1)" + PAGE,
            format="markdown",
            why="its own headings",
        ),
        good(
            "de",
            "Siehe [Preise](#prices), [Über uns](#ueber) und [oben](#top).\n\n## Preise {#prices}\n\nEine Fahrt kostet "
            'zwei Euro.\n\n<a name="ueber"></a>\n\n## Über uns\n\nWir fahren.\n',
            format="markdown",
            why="names that the page gives its parts itself",
        ),
        good(
            "fr",
            "Voir [l’été](#l-ete) et [`ferry run`](#ferry-run).\n\n## L’été\n\nOn part à midi.\n\n## `ferry run`\n\nOui.\n",
            format="markdown",
            why="programs name headings in several ways",
        ),
    ),
)
def dead_anchor(view: TextView) -> Iterator[Detection]:
    """A link leads to a part of the page that is not there, often under the name it had in the source language.

    Why it hurts a reader: they choose an entry of the contents, and nothing happens.

    Left alone: every way in which programs name headings, names that the page gives its parts itself, and what programs
    make, such as notes. Where parts of the page come from elsewhere the finding is only `possible`.
    """
    for fault in chain(dead_anchors(view), dead_html_anchors(view)):
        fix = None
        if fault.meant:
            fix = Fix((Edit(fault.start, fault.end, f"#{fault.meant}"),), Safety.SUGGESTED)
        yield view.in_file(
            fault.start,
            fault.end,
            confidence=None if fault.sure else Confidence.POSSIBLE,
            fix=fix,
            cause="anchors",
            anchor=fault.anchor,
        )
