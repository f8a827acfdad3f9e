"""See `open-tag`."""

import re
from collections.abc import Iterator
from functools import cache

from audit.analysis.text_view import TextView
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Severity
from audit.model.notation import Notation


@cache
def opened() -> re.Pattern[str]:
    """A start tag whose last sign is written as a character reference."""
    value = r"(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=&]++)"
    named = rf"[A-Za-z_:@][\w:.-]{{0,60}}+(?:\s{{0,9}}=\s{{0,9}}{value})?"
    return re.compile(
        rf"<[A-Za-z][A-Za-z0-9]{{0,20}}+(?:\s++(?:{named}|\{{[^{{}}<>]{{0,200}}\}}))++\s{{0,9}}(&gt;|&amp;gt;|＞)"
    )


@check(
    id="open-tag",
    category=Category.MARKUP_TAG,
    severity=Severity.MAJOR,
    message="This tag is never closed, and the text behind it is lost: its last sign is written “{sign}”",
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "de",
            '<p>Die Fähre fährt, sagt ⟦<a href="/hafen" class="link"&gt;⟧der Hafen</a>, um zwölf.</p>',
            format="html",
            fixed='<p>Die Fähre fährt, sagt <a href="/hafen" class="link">der Hafen</a>, um zwölf.</p>',
        ),
        good(
            "de",
            '<p>Die <a href="/hafen" title="Karte &gt; Preis">Fähre</a> fährt bei x &lt; 5 &gt; y um zwölf.</p>',
            format="html",
            why="signs in a value, and in the text",
        ),
        good(
            "fr",
            '<p>Écrivez &lt;a href="/port"&gt; dans la page.</p>',
            format="html",
            why="a tag that is shown on purpose",
        ),
    ),
)
def open_tag(view: TextView) -> Iterator[Detection]:
    """The sign that ends a tag was escaped, so that the tag swallows the text behind it.

    Why it hurts a reader: the link and its words are gone, or attributes stand in the sentence.

    Left alone: tags that are shown as text on purpose, and signs in values.
    """
    text = view.file_text
    if "&gt;" not in text and "&amp;gt;" not in text and "＞" not in text:
        return
    if not any(segment.notation == Notation.HTML_TEXT for segment in view.segments):
        return
    for match in opened().finditer(text):
        fix = Fix((Edit(*match.span(1), ">"),), Safety.SUGGESTED)
        yield view.in_file(*match.span(), fix=fix, cause="tags", sign=match.group(1))
