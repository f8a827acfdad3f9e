"""What lists know of a stretch: labels of interfaces, names of languages, words that announce foreign ones."""

from audit.analysis.leftovers.document_facts import DocumentFacts, is_strong
from audit.analysis.leftovers.evidence import evidence
from audit.analysis.leftovers.stretch import Stretch
from audit.language.cue_words import gloss_cue_after, gloss_cue_before, work_cue_after, work_cue_before
from audit.language.interface_phrases import counterparts, interface_phrase, is_usual_label
from audit.language.language_names import is_language_name
from audit.model.role import Role

LONGEST_TERM = 4  # words: what is announced as a word is no sentence
LONGEST_LABEL = 120  # code points


@evidence("it is a usual label of pages in another language")
def interface_label(stretch: Stretch, document: DocumentFacts) -> float:
    text = stretch.text
    if not stretch.whole or len(text) > LONGEST_LABEL or names_code(stretch):
        return 0.0
    languages = interface_phrase(text)
    return float(bool(languages) and not is_usual_label(text, stretch.view.language.tag))


def names_code(stretch: Stretch) -> bool:
    """True for a heading of one word in small letters: the name of a command, a field, a folder."""
    return (
        stretch.segment.role is Role.HEADLINE
        and stretch.count == 1
        and bool(stretch.plain)
        and stretch.words[0].isascii()
    )


@evidence("{target} has its own label for it")
def translatable_label(stretch: Stretch, document: DocumentFacts) -> float:
    text, language, target = stretch.text, stretch.language, stretch.view.language.tag
    if (
        not language
        or not stretch.whole
        or len(text) > LONGEST_LABEL
        or not interface_phrase(text)
        or is_usual_label(text, target)
        or names_code(stretch)
    ):
        return 0.0
    return float(bool(counterparts(text, language, target)))


@evidence("{target} uses this label, too", dear=True)
def label_at_home(stretch: Stretch, document: DocumentFacts) -> float:
    return float(
        len(stretch.text) <= LONGEST_LABEL and is_usual_label(stretch.text, stretch.view.language.tag)
    )


@evidence("it is the name of a language", dear=True)
def language_name(stretch: Stretch, document: DocumentFacts) -> float:
    if len(stretch.text) > LONGEST_LABEL:
        return 0.0
    first, _, rest = stretch.text.partition(" ")  # "in English", "auf Deutsch"
    return float(
        is_language_name(stretch.text) or (first.lower() in stretch.small_words and is_language_name(rest))
    )


@evidence("words beside it announce a foreign word", dear=True)
def announced(stretch: Stretch, document: DocumentFacts) -> float:
    if is_strong(stretch) or stretch.count > LONGEST_TERM:
        return 0.0
    tag = stretch.view.language.tag
    return float(gloss_cue_before(stretch.before, tag) or gloss_cue_after(stretch.after, tag))


@evidence("words beside it announce a title or a quotation", dear=True)
def announced_work(stretch: Stretch, document: DocumentFacts) -> float:
    tag = stretch.view.language.tag
    return float(work_cue_before(stretch.before, tag) or work_cue_after(stretch.after, tag))


@evidence("its section lists foreign words, works or languages", dear=True)
def listing_section(stretch: Stretch, document: DocumentFacts) -> float:
    return float(document.genre_at(stretch.index) is not None)


LISTS = (
    interface_label, translatable_label, label_at_home, language_name, announced, announced_work, listing_section,
)  # fmt: skip
