"""The small words of the target language, from all lists there are."""

from functools import cache

from audit.analysis.text_view import TextView
from audit.language.profile import LanguageProfile
from audit.language.word_grammar import word_grammar


def closed_words(view: TextView) -> frozenset[str]:
    """Function words and whatever else belongs to a closed class; lower case."""
    return _gather(view.language)


@cache
def _gather(language: LanguageProfile) -> frozenset[str]:
    grammar = word_grammar(language.tag)
    return frozenset(language.function_words).union(
        grammar.coordinators, grammar.binders, grammar.weak_binders, grammar.never_first, grammar.clause_words
    )
