"""Who runs, and a reason for each check that does not."""

from collections.abc import Iterable
from difflib import get_close_matches

from audit.language.profile import LanguageProfile
from audit.model.check import Check, Need, Trait
from audit.model.document import Flow
from audit.model.errors import SettingsError
from audit.model.mqm import Category
from audit.model.result import SkippedCheck
from audit.model.settings import Settings

LACKS = {
    Trait.CASE: "its script has no capital letters",
    Trait.SPACES: "it is written without spaces between words",
    Trait.QUOTES: "its quotation marks are not known",
    Trait.NUMBERS: "its decimal and grouping marks are not known",
}
OF_FLOW = {
    Flow.PROSE: "running text",
    Flow.CUES: "subtitles",
    Flow.UNITS: "the entries of a translation file",
}
# What is right here depends on the language.
BY_CONVENTION = frozenset({Category.PUNCTUATION, Category.LOCALE_PUNCTUATION, Category.TEXTUAL_CONVENTIONS})
WITHOUT = {
    Need.SOURCE: "the source text beside the translation",
    Need.ALIGNMENT: "the page that it translates",
    Need.REFERENCE: "a reference translation",
    Need.MODEL: "a model",
}


def names(check: Check) -> frozenset[str]:
    """Every name a user may call a check by: its id, its category, the category's dimension."""
    return frozenset({check.id, str(check.category), check.category.split("/")[0]})


class Selection:
    """The checks that some settings want. Which of them fit a language is worked out once per language."""

    def __init__(self, chosen: tuple[Check, ...], skipped: tuple[SkippedCheck, ...]) -> None:
        self.chosen = chosen
        self.skipped = skipped
        self._fitting: dict[
            tuple[str, frozenset[Need], Flow, bool], tuple[tuple[Check, ...], tuple[SkippedCheck, ...]]
        ] = {}

    def fitting(
        self,
        language: LanguageProfile,
        has: frozenset[Need] = frozenset(),
        flow: Flow = Flow.PROSE,
        strange: bool = False,
    ) -> tuple[tuple[Check, ...], tuple[SkippedCheck, ...]]:
        """The checks whose needs a target language and a document meet; every other check with the reason, sorted by
        id. `has` is what the document has beside the translation, `flow` what its segments are to each other; in a
        `strange` language, which is not supported, only the two sides are compared."""
        key = language.tag, has, flow, strange
        if key not in self._fitting:
            fit, unfit = applicable(self.chosen, language, has, flow, strange)
            skipped = tuple(sorted((*self.skipped, *unfit), key=lambda item: item.check))
            self._fitting[key] = (fit, skipped)
        return self._fitting[key]


def selected(checks: Iterable[Check], settings: Settings) -> Selection:
    """The checks that the settings want, and the others with the reason.

    Raises SettingsError for a name that is no check and no category.
    """
    checks = tuple(checks)
    known = frozenset().union(*(names(check) for check in checks))
    for key, wanted in (("select", settings.select), ("ignore", settings.ignore)):
        for name in wanted:
            if name not in known:
                close = get_close_matches(name, known, n=3)
                hint = f"; did you mean {', '.join(close)}?" if close else ""
                raise SettingsError(
                    f"{key}: no check or category is called {name!r}{hint} (`audit checks` lists them)"
                )
    chosen, skipped = [], []
    for check in checks:
        called = names(check)
        if settings.select and not called.intersection(settings.select):
            skipped.append(SkippedCheck(check.id, "not selected"))
        elif check.preview and not settings.preview and check.id not in settings.select:
            skipped.append(SkippedCheck(check.id, "in preview: --preview runs it"))
        elif called.intersection(settings.ignore):
            skipped.append(SkippedCheck(check.id, "ignored by the settings"))
        else:
            chosen.append(check)
    return Selection(tuple(chosen), tuple(skipped))


def applicable(
    checks: Iterable[Check], language: LanguageProfile, has: frozenset[Need], flow: Flow, strange: bool
) -> tuple[tuple[Check, ...], tuple[SkippedCheck, ...]]:
    """The checks whose needs are met, and the others with the reason."""
    traits = language.traits
    chosen, skipped = [], []
    for check in checks:
        missing = sorted(check.traits - traits)
        lacking = sorted(check.needs - has)
        if lacking:
            skipped.append(SkippedCheck(check.id, f"needs {WITHOUT[lacking[0]]}"))
        elif flow not in check.flows:
            skipped.append(SkippedCheck(check.id, f"does not look at {OF_FLOW[flow]}"))
        elif strange and (not check.needs or check.category in BY_CONVENTION):
            skipped.append(SkippedCheck(check.id, f"nothing is known of {language.name}"))
        elif missing:
            skipped.append(SkippedCheck(check.id, f"does not apply to {language.name}: {LACKS[missing[0]]}"))
        else:
            chosen.append(check)
    return tuple(chosen), tuple(skipped)
