"""See `service-notice`."""

from collections.abc import Iterator
from functools import cache

from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.removal import removal
from audit.analysis.residue_places import about_models
from audit.analysis.text_view import TextView
from audit.language.catalogue import decode
from audit.language.notices import NoticeKind
from audit.model.check import bad, check, good
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import Role

MARGIN = frozenset({Role.NAVIGATION, Role.CONTROL, Role.NOTICE, Role.CREDIT})
ANY = "any"  # a notice of names only, the same in every language


@check(
    id="service-notice",
    category=Category.ADDITION,
    severity=Severity.MAJOR,
    message="A notice of {provider} was left in the text: “{found}”",
    examples=(
        bad(
            "en",
            "The bridge will reopen in May, the council said.\n\n⟦Переведено сервисом «Яндекс Переводчик»⟧\n",
            fixed="The bridge will reopen in May, the council said.\n\n\n",
        ),
        bad(
            "pl",
            "Most zostanie otwarty w maju. ⟦Translated with DeepL.com (free version)⟧",
            fixed="Most zostanie otwarty w maju.",
        ),
        bad(
            "en",
            "<p>The bridge will reopen.</p><p>⟦Переведено сервисом «Яндекс Переводчик»⟧</p>",
            format="html",
        ),
        bad(
            "ar",
            "<article><p>يفتح الجسر في مايو.</p></article><footer><p>⟦ترجمة Google⟧</p></footer>",
            format="html",
            confidence=Confidence.LIKELY,
        ),
        bad(
            "de",
            "# Der Leuchtturm\n\nEr öffnet am Samstag.\n\n**⟦Hinweis**: Diese Seite wurde mit Hilfe von KI übersetzt. "
            "Sie kann Fehler enthalten.⟧\n",
            format="markdown",
            confidence=Confidence.CERTAIN,
        ),
        bad(
            "en",
            "The lighthouse opens on Saturday.\n\n⟦Цю сторінку перекладено автоматично, можливі помилки.⟧\n",
            fixed="The lighthouse opens on Saturday.\n\n\n",
        ),
        bad(
            "es",
            "El faro abre el sábado.\n\n⟦Traducido por GPT, puede contener errores.⟧\n",
            fixed="El faro abre el sábado.\n\n\n",
        ),
        good("en", "This page explains how machines translate a text.", why="about translation by machines"),
        good("fr", "Ce roman a été traduit en trente langues.", why="says nothing of how"),
        good("es", "Traducido por Ana Pérez", why="a person's credit"),
        good(
            "ru",
            "Машинный перевод может содержать ошибки, говорит учёная.",
            why="speaks of others' translations",
        ),
        good(
            "de", "<h1>Google Übersetzer</h1><p>Ein Programm.</p>", format="html", why="a page on the service"
        ),
        good(
            "en",
            "The museum was founded by a translator who had worked with Google.",
            why="a company is only mentioned",
        ),
        good(
            "de", "Das Buch wurde von Maria Weber aus dem Russischen übersetzt.", why="people translate too"
        ),
    ),
)
def service_notice(view: TextView) -> Iterator[Detection]:
    """The notice of a translation service stands in the text.

    Why it hurts a reader: it is no part of the text, tells everyone that nobody looked at the translation,
    and often stands there in a language the reader does not know.

    Left alone: the buttons of such services (`site-furniture` has them), and the mere name of a service
    anywhere but in a footer or credit behind the text, where it is `likely` one. A notice between quotation marks is
    only `possible`, and so is one that does not say what was translated, in a text about language models. A notice
    in the target language is minor: it may be an honest label.
    """
    target = base(view.language.tag)
    for notice, start, end in view.notices:
        if notice.kind is NoticeKind.BUTTON or (notice.name_only and not at_margin(view, start)):
            continue
        own = base(notice.language) in (target, ANY)
        # A text about machine translation may show a notice; one that says "this page" speaks of itself there too.
        doubtful = (not notice.whole_line and is_quoted(view, start, end)) or (
            notice.elliptic and about_models(view)
        )
        yield view.detection(
            start,
            end,
            severity=Severity.MINOR if own or notice.name_only else None,
            confidence=Confidence.POSSIBLE if doubtful else Confidence.LIKELY if notice.name_only else None,
            fix=removal(view, start, end),
            provider=providers().get(notice.provider, "a translation service"),
        )


def at_margin(view: TextView, start: int) -> bool:
    """True in a footer, credit or notice behind the text, where the name of a service says who translated it.

    Above and beside a text it may be a menu that offers to translate.
    """
    index = view.segment_at(start)
    return view.segments[index].role in MARGIN and index > last_body(view)


def last_body(view: TextView) -> int:
    """Index of the last segment of running text; -1 when there is none."""
    places = range(len(view.segments) - 1, -1, -1)
    return view.remember(
        "last body", lambda: next((i for i in places if view.segments[i].role is Role.BODY), -1)
    )


def base(tag: str) -> str:
    """The language of a tag without script and region."""
    return tag.split("-", 1)[0]


@cache
def providers() -> dict[str, str]:
    """Data file of a provider's notices → its name."""
    return decode("provider_names", "names", dict[str, str])
