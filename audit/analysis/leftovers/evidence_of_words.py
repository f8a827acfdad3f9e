"""What the words of a stretch say: grammar and vocabulary of the other language and of the target's."""

from math import log1p

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.evidence import IN_TARGET_SCRIPT, OF_SEVERAL_WORDS, evidence
from audit.analysis.leftovers.stretch import COMMON_WORD, Stretch, StretchKind
from audit.analysis.leftovers.word_lists import has_strange_letters, small_words_of
from audit.analysis.same_script import ALWAYS_ASKED, costs_of
from audit.language.relatives import are_kin


@evidence("it holds small words of {foreign}")
def small_words(stretch: Stretch, document: DocumentFacts) -> float:
    return min(4.0, log1p(len(stretch.small_words)) * 1.6)


@evidence("small words of {foreign} are much of it")
def small_share(stretch: Stretch, document: DocumentFacts) -> float:
    return len(stretch.small_words) / stretch.count


@evidence("it is built like a clause of {foreign}", kinds=OF_SEVERAL_WORDS)
def clause(stretch: Stretch, document: DocumentFacts) -> float:
    return float(len(stretch.small_words) >= 2 and stretch.count >= 4)


@evidence("it holds small words of {target}", kinds=IN_TARGET_SCRIPT)
def own_small_words(stretch: Stretch, document: DocumentFacts) -> float:
    own, other = small_words_of(stretch.view.language.tag), small_words_of(stretch.language)
    return sum(word in own and word not in other for word in stretch.lower) / stretch.count


@evidence("{target} knows its words, too", kinds=IN_TARGET_SCRIPT)
def own_words(stretch: Stretch, document: DocumentFacts) -> float:
    return stretch.known_to_target


@evidence("its words are far commoner in {foreign}", kinds=IN_TARGET_SCRIPT)
def gain(stretch: Stretch, document: DocumentFacts) -> float:
    return log1p(max(0.0, stretch.gain))


@evidence("each of its words is far commoner in {foreign}", kinds=IN_TARGET_SCRIPT)
def gain_per_word(stretch: Stretch, document: DocumentFacts) -> float:
    return stretch.gain / stretch.count / 5


@evidence("a word list of {foreign} knows its words", kinds=IN_TARGET_SCRIPT)
def listed_gain(stretch: Stretch, document: DocumentFacts) -> float:
    return log1p(sum(stretch.listed_gains.values()))


@evidence("one of its words surely belongs to {foreign}", kinds=IN_TARGET_SCRIPT)
def best_word(stretch: Stretch, document: DocumentFacts) -> float:
    return max(stretch.listed_gains.values(), default=0.0) / 5


@evidence("{foreign} lists its words")
def listed_share(stretch: Stretch, document: DocumentFacts) -> float:
    return len(stretch.listed) / stretch.count


@evidence("its words are everyday words of {foreign}")
def everyday_words(stretch: Stretch, document: DocumentFacts) -> float:
    return sum(cost < COMMON_WORD for cost in stretch.listed) / stretch.count


@evidence("no word list knows it, as with names")
def unknown_word(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.count == 1 and stretch.kind is not StretchKind.SAME and not stretch.costs[0])


@evidence("English words often stand there on purpose")
def english(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.language == ALWAYS_ASKED)


@evidence("it is in the source language")
def source_language(stretch: Stretch, document: DocumentFacts) -> float:
    source = stretch.view.source
    return float(source is not None and source.tag.split("-")[0] == stretch.language)


@evidence("other words of {foreign} were left in the text")
def voted_language(stretch: Stretch, document: DocumentFacts) -> float:
    vote = document.vote
    return float(vote is not None and vote.sure and vote.language == stretch.language)


@evidence("{foreign} is a close relative of {target}")
def relative(stretch: Stretch, document: DocumentFacts) -> float:
    return float(stretch.language is not None and are_kin(stretch.language, stretch.view.language.tag))


@evidence("it has letters that {target} does not write", kinds=IN_TARGET_SCRIPT)
def strange_letters(stretch: Stretch, document: DocumentFacts) -> float:
    return sum(has_strange_letters(stretch.view, word) for word in stretch.lower) / stretch.count


@evidence("small words of a close relative")
def small_words_of_relative(stretch: Stretch, document: DocumentFacts) -> float:
    return relative.measure(stretch, document) * small_words.measure(stretch, document)


@evidence("{target} has no word list")
def no_word_list(stretch: Stretch, document: DocumentFacts) -> float:
    return float(costs_of(stretch.view) is None)


WORDS = (
    small_words, small_share, clause, own_small_words, own_words, gain, gain_per_word, listed_gain, best_word,
    listed_share, everyday_words, unknown_word, english, source_language, voted_language, relative,
    strange_letters, small_words_of_relative, no_word_list,
)  # fmt: skip
