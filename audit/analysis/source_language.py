"""Which language a text was translated from, inferred from what the translation left behind.

No clue is trusted alone. A service notice, leftover text in another script, punctuation habits and
declared languages each speak with a weight; weights for one language combine as independent evidence
(1 − Π(1 − w)). A habit or a script that many languages share speaks softly for each of them, and a language
for which too little speaks is not named at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from audit.analysis.cited import is_cited
from audit.analysis.foreign_script import foreign_runs
from audit.analysis.glosses import is_gloss
from audit.analysis.language_guess import guess_language
from audit.analysis.leftovers.leftovers import Leftover, leftovers
from audit.analysis.leftovers.stretch import WORD, is_spaced
from audit.analysis.path_language import BESIDE_A_MARKER, language_of_path
from audit.analysis.quoted_stretch import is_quoted
from audit.analysis.text_view import SEPARATOR, TextView
from audit.analysis.told_apart import told_apart
from audit.language.notices import named_source
from audit.language.profiles import known_tags, languages_of_script, profile
from audit.language.script_names import script_name
from audit.language.scripts import script_of
from audit.model.corpus_source import CorpusSource
from audit.model.document import Document
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.mqm import Confidence
from audit.model.role import PROSE

NAMED, NOTICE, LEFTOVER, DECLARED, HABIT, SCRIPT = 0.95, 0.8, 0.75, 0.15, 0.15, 0.1
CORPUS = 0.75  # when every document beside it comes from one language
SURE_ENOUGH_TO_NAME = 0.3
TELLING_QUOTES = "«„「»"
WORDS_OF_A_CLAUSE = 4
# Less may be a quotation, a title, a slogan: words, and their share of the text.
WORDS_OF_A_SENTENCE, MUCH, MUCH_OF_A_PAGE = 8, 0.005, 0.05
LETTERS_OF_A_WORD = 2  # in scripts without spaces
SURE_OF_A_BODY = 0.8
SHOWN = 60  # code points of the first clause
DASH_OPENINGS = (SEPARATOR + "—", SEPARATOR + "–")


def infer_source(view: TextView, document: Document, beside: Sequence[CorpusSource] = ()) -> LanguageGuess:
    """The source language with its evidence; `beside` is what the other documents of the run say.

    Tag None and confidence 0 when less than `SURE_ENOUGH_TO_NAME` speaks for any one language; the
    evidence, which then fits several, is told all the same.
    """
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    _from_notices(view, evidence)
    _from_leftovers(view, document, evidence)
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
        elif notice.language not in ("any", view.language.tag.split("-")[0]):
            evidence[notice.language].append(Evidence("notice", f"the service notice “{text}”", NOTICE))


def _from_leftovers(view: TextView, document: Document, evidence: dict[str, list[Evidence]]) -> None:
    """Clauses of one language amid the text or as lines of it: what nobody quotes or borrows.

    Words, names, brands, labels and what a page's theme left in its furniture stand in originals too.
    """
    _from_scripts(view, evidence)
    clauses: dict[str, list[Leftover]] = defaultdict(list)
    for item in leftovers(view):
        if item.confidence is not Confidence.POSSIBLE and _is_clause(view, item):
            letter = next(filter(str.isalpha, view.text[item.start : item.end]))
            clauses[script_of(letter)].append(item)
    for script, found in clauses.items():
        if not _is_body(view, document, script, found):
            continue
        texts = [view.text[item.start : item.end] for item in found]
        language = _language(view, script, "\n".join(texts))
        if language is not None:
            number = "1 clause" if len(found) == 1 else f"{len(found)} clauses"
            left = f"{number} left in {profile(language).name}"
            detail = f"{left}: “{texts[0][:SHOWN]}”"
            evidence[language].append(Evidence("leftover text", detail, LEFTOVER))


def _is_clause(view: TextView, item: Leftover) -> bool:
    """True for running words that nobody quotes or glosses and that are no names or titles."""
    start, end = item.start, item.end
    if view.segments[view.segment_at(start)].role not in PROSE or is_gloss(view, start, end):
        return False
    if is_quoted(view, start, end) or is_cited(view, start, end):
        return False
    words = view.text[start:end].split()
    if len(words) < WORDS_OF_A_CLAUSE:
        return not is_spaced(item.script)
    return 2 * sum(map(capital, words)) <= len(words)


def _is_body(view: TextView, document: Document, script: str, found: Sequence[Leftover]) -> bool:
    """True when so much of the text was left that it was translated, and is no original with a few foreign words;
    what lies among other languages by its path is one anyway.

    Themes and templates of web pages bring sentences along: of a page it must be more.
    """
    if is_spaced(script):
        size = sum(item.words for item in found)
    else:
        size = sum(item.end - item.start for item in found) // LETTERS_OF_A_WORD
    if size < WORDS_OF_A_SENTENCE:
        return False
    if _is_a_version(document):
        return True
    share = MUCH_OF_A_PAGE if document.format == "html" else MUCH
    return size >= share * view.volume and any(item.confidence is Confidence.CERTAIN for item in found)


def _is_a_version(document: Document) -> bool:
    """True when its path surely names its language: documents of one language only need no such name."""
    return any(
        document.versions or item.weight >= BESIDE_A_MARKER for _, item in language_of_path(document.path)
    )


def _language(view: TextView, script: str, text: str) -> str | None:
    """The base tag of the language that a text is surely in; the target language itself is a candidate."""
    own = view.language.tag.split("-")[0]
    if is_spaced(script):
        told = told_apart(WORD.findall(text), script, "")
    else:
        guess = guess_language(text)
        told = guess.tag if guess.confidence >= SURE_OF_A_BODY else None
    return None if told == own else told


def _from_scripts(view: TextView, evidence: dict[str, list[Evidence]]) -> None:
    """Letters of another script are told, and speak too softly to name a language."""
    letters: Counter[str] = Counter()
    for run in foreign_runs(view):
        name = run.script == "Latn" and view.text[run.start].isupper()
        if run.end - run.start > 1 and not name and not is_gloss(view, run.start, run.end):
            letters[run.script] += sum(map(str.isalpha, view.text[run.start : run.end]))
    for script, count in letters.items():
        left = f"{count} {'letter' if count == 1 else 'letters'} left in {script_name(script)} script"
        candidates = [tag for tag in languages_of_script(script) if tag != view.language.tag]
        for tag in candidates:
            evidence[tag].append(Evidence("leftover script", left, SCRIPT / len(candidates) ** 0.5))


def capital(word: str) -> bool:
    """True for a word that begins as names and titles do."""
    return word[:1].isupper()


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
