"""See `translator-markup`."""

from collections.abc import Iterator

from audit.analysis.text_view import TextView
from audit.analysis.translator_markup import translator_markup as find
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="translator-markup",
    category=Category.MARKUP_TAG,
    severity=Severity.MINOR,
    message="Markup of a translation tool came along with this text: “{name}” ({tags})",
    confidence=Confidence.LIKELY,
    flows=(Flow.PROSE,),
    examples=(
        bad(
            "fr",
            '<p>Le bac circule.</p><p id="tw-target-text" data-placeholder="Traduction">⟦Il porte des voitures.⟧</p>',
            format="html",
        ),
        bad(
            "es",
            '<h1><font style="vertical-align: inherit;"><font style="vertical-align: inherit;">⟦El barco⟧</font></font>'
            '</h1><p><font style="vertical-align: inherit;">Sale hoy.</font></p>',
            format="html",
        ),
        good(
            "en",
            "<p>The tool writes <code>&lt;font style=&quot;vertical-align: inherit;&quot;&gt;</code> into pages.</p>",
            format="html",
            why="the tag is shown, not used",
        ),
        good(
            "en",
            '<table><tr><td style="vertical-align: inherit;">Ferry</td></tr></table>',
            format="html",
            why="a style of the page",
        ),
    ),
)
def translator_markup(view: TextView) -> Iterator[Detection]:
    """A translation tool's own tags, classes or ids stand around the text.

    Why it hurts a reader: fonts and sizes of the tool show through, and everyone who looks at the page sees that it was
    copied out of a translation box, or saved while the browser translated it. One finding stands for the page.

    Left alone: such markup shown as code, and styles that a page may have itself.
    """
    found = find(view)
    if found is not None:
        tags = "one tag" if found.tags == 1 else f"{found.tags:,} tags"
        yield view.detection(found.start, found.end, name=found.name, tags=tags)
