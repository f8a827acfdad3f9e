"""The small words of the target language, from all lists there are."""

from audit.analysis.text_view import TextView
from audit.language.word_grammar import word_grammar


def closed_words(view: TextView) -> frozenset[str]:
    """Function words and whatever else belongs to a closed class; lower case."""
    return view.remember("closed words", lambda: _gather(view))


def _gather(view: TextView) -> frozenset[str]:
    grammar = word_grammar(view.language.tag)
    return frozenset(view.language.function_words).union(
        grammar.coordinators, grammar.binders, grammar.weak_binders, grammar.never_first, grammar.clause_words
    )
