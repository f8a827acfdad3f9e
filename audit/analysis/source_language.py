"""Which language a text was translated from, inferred from what the translation left behind.

No clue is trusted alone. A service notice, leftover text in another script, punctuation habits and
declared languages each speak with a weight; weights for one language combine as independent evidence
(1 − Π(1 − w)). A habit or a script that many languages share speaks softly for each of them, and a language
for which too little speaks is not named at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from audit.analysis.language_guess import guess_language
from audit.analysis.leftovers.leftovers import leftovers
from audit.analysis.leftovers.stretch import StretchKind
from audit.analysis.same_script import same_script_vote
from audit.analysis.text_view import SEPARATOR, TextView
from audit.language.notices import named_source
from audit.language.profiles import known_tags, languages_of_script, profile
from audit.language.script_names import script_name
from audit.model.corpus_source import CorpusSource
from audit.model.document import Document
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.mqm import Confidence

NAMED, NOTICE, LEFTOVER, DECLARED, HABIT, SCRIPT = 0.95, 0.8, 0.75, 0.5, 0.15, 0.3
MANY_WORDS = 8  # words of one language, left in the target's script, that speak with LEFTOVER
CORPUS = 0.75  # when every document beside it comes from one language
SURE_ENOUGH_TO_NAME = 0.3
TELLING_QUOTES = "«„「»"
LETTERS_FOR_A_NAME = 12  # below this a leftover tells its script, not its language
LETTERS_FOR_LANGDETECT = 200  # loading it costs more than auditing a page: only for leftovers worth it
DASH_OPENINGS = (SEPARATOR + "—", SEPARATOR + "–")


def infer_source(view: TextView, document: Document, beside: Sequence[CorpusSource] = ()) -> LanguageGuess:
    """The source language with its evidence; `beside` is what the other documents of the run say.

    Tag None and confidence 0 when less than `SURE_ENOUGH_TO_NAME` speaks for any one language; the
    evidence, which then fits several, is told all the same.
    """
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    _from_notices(view, evidence)
    _from_leftovers(view, evidence)
    _from_words(view, evidence)
    _from_habits(view, evidence)
    _from_corpus(view, beside, evidence)
    _from_markup(view, document, evidence)
    evidence.pop(view.language.tag.split("-")[0], None)
    if not evidence:
        return LanguageGuess(None, 0.0)
    weight = {tag: combined(items) for tag, items in evidence.items()}
    ranked = sorted(weight, key=lambda tag: (-weight[tag], tag))
    best = ranked[0]
    rival = weight[ranked[1]] if len(ranked) > 1 else 0.0
    # Half of what also speaks for the runner-up is doubt.
    confidence = weight[best] * (1 - rival / 2) if rival < weight[best] else weight[best] / 2
    if confidence < SURE_ENOUGH_TO_NAME:
        shared = {item.detail: item for tag in reversed(ranked) for item in evidence[tag]}
        return LanguageGuess(None, 0.0, strongest_first(shared.values()))
    return LanguageGuess(best, round(confidence, 2), strongest_first(evidence[best]))


def strongest_first(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence by weight; that of equal weight by its words."""
    return tuple(sorted(items, key=lambda item: (-item.weight, item.detail)))


def combined(items: list[Evidence]) -> float:
    """Independent evidence together."""
    doubt = 1.0
    for item in items:
        doubt *= 1 - item.weight
    return 1 - doubt


def _from_notices(view: TextView, evidence: dict[str, list[Evidence]]) -> None:
    for notice, start, end in view.notices:
        if notice.name_only:
            continue
        text = view.text[start:end]
        named = named_source(notice, text)
        if named:
            evidence[named].append(Evidence("notice", f"“{text}” names the source language", NAMED))
        elif notice.language in known_tags() and notice.language != view.language.tag.split("-")[0]:
            evidence[notice.language].append(Evidence("notice", f"the service notice “{text}”", NOTICE))


def _from_leftovers(view: TextView, evidence: dict[str, list[Evidence]]) -> None:
    by_script: dict[str, list[str]] = defaultdict(list)
    for item in leftovers(view):
        if item.kind is not StretchKind.SAME and item.confidence is not Confidence.POSSIBLE:
            by_script[item.script].append(view.text[item.start : item.end])
    for script, runs in by_script.items():
        text = "\n".join(runs)
        candidates = [tag for tag in languages_of_script(script) if tag != view.language.tag]
        letters = sum(map(str.isalpha, text))
        guess = (
            guess_language(text, LETTERS_FOR_LANGDETECT)
            if letters >= LETTERS_FOR_A_NAME
            else LanguageGuess(None, 0.0)
        )
        left = f"{letters} {'letter' if letters == 1 else 'letters'} left in {script_name(script)} script"
        if guess.tag:
            shown = runs[0] if len(runs) == 1 else f"{runs[0]}, {runs[1]}"
            weight = LEFTOVER * guess.confidence
            evidence[guess.tag].append(Evidence("leftover text", f"{left}: {shown}", weight))
        for tag in candidates:
            if tag != guess.tag:
                evidence[tag].append(Evidence("leftover script", left, SCRIPT / len(candidates) ** 0.5))


def _from_words(view: TextView, evidence: dict[str, list[Evidence]]) -> None:
    """Words of another language in the target's own script."""
    vote = same_script_vote(view)
    if vote is None or not vote.sure:
        return
    # Names and titles vote as well; only what would be shown as left behind tells where a text comes from.
    shown = [
        item
        for item in leftovers(view)
        if item.kind is StretchKind.SAME and item.confidence is not Confidence.POSSIBLE
    ]
    words = sum(item.words for item in shown)
    if words:
        left = f"{words} {'word' if words == 1 else 'words'} left in {profile(vote.language).name}"
        weight = LEFTOVER * min(1.0, words / MANY_WORDS)
        evidence[vote.language].append(Evidence("leftover words", left, weight))


def _from_corpus(view: TextView, beside: Sequence[CorpusSource], evidence: dict[str, list[Evidence]]) -> None:
    own = view.language.tag.split("-")[0]
    for item in beside:
        if item.target == own:
            detail = (
                f"{item.documents} of {item.asked} documents of this run come from "
                f"{profile(item.source).name}"
            )
            evidence[item.source].append(
                Evidence("documents beside it", detail, CORPUS * item.documents / item.asked)
            )


def _from_habits(view: TextView, evidence: dict[str, list[Evidence]]) -> None:
    if not view.language.dialogue_dash:
        dashes = sum(view.text.count(opening) for opening in DASH_OPENINGS) + view.text.startswith(("—", "–"))
        if dashes:
            opened = "1 paragraph opens" if dashes == 1 else f"{dashes} paragraphs open"
            for tag in _dash_languages():
                evidence[tag].append(Evidence("dialogue dash", f"{opened} with a dash", HABIT))
    own = {mark for pair in view.language.quotes for mark in (pair.open, pair.close)}
    for mark in TELLING_QUOTES:
        if mark in view.rare_characters and mark not in own:
            for tag in _quote_languages().get(mark, ()):
                evidence[tag].append(Evidence("quotation marks", f"quotation marks {mark}", HABIT / 2))


def _from_markup(view: TextView, document: Document, evidence: dict[str, list[Evidence]]) -> None:
    own = view.language.tag.split("-")[0]
    declared = [segment.language for segment in document.segments if segment.language]
    if document.declared_language:
        declared.append(document.declared_language)
    for tag in sorted({tag.split("-")[0].lower() for tag in declared} - {own}):
        if tag in known_tags():
            evidence[tag].append(Evidence("declared", f"the markup declares lang={tag}", DECLARED))


@cache
def _dash_languages() -> tuple[str, ...]:
    return tuple(tag for tag in known_tags() if "-" not in tag and profile(tag).dialogue_dash)


@cache
def _quote_languages() -> dict[str, tuple[str, ...]]:
    """Telling opening marks → the languages whose main quotation mark they are."""
    found: dict[str, list[str]] = defaultdict(list)
    for tag in known_tags():
        quotes = profile(tag).quotes
        if "-" not in tag and quotes and quotes[0].open in TELLING_QUOTES:
            found[quotes[0].open].append(tag)
    return {mark: tuple(tags) for mark, tags in found.items()}
