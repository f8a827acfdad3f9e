"""Which language a document should be in: what was said of it, and only then what its words are.

Front matter, `lang` and the names of folders and files are what somebody meant the document to be; its
words are what it became. Where most of a document was left in the language it came from, the two differ, and
the words must not have the last say: the page would pass as a good one in the wrong language.
"""

import re
from functools import lru_cache

from audit.analysis.language_guess import guess_language, letters_by_script, sample_of
from audit.analysis.path_language import BESIDE_A_MARKER, language_of_path, unsupported_of_path
from audit.language.profile import LanguageProfile
from audit.language.profiles import known_tags, normalised, profile
from audit.model.document import Document
from audit.model.language_evidence import Evidence, LanguageGuess
from audit.model.role import Role

DECLARED, OF_TEMPLATES = 0.9, 0.4
# What themes, generators and editors write where nobody chose a language: it says little by itself.
TEMPLATE_DEFAULT = "en"
WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")  # BCP 47, as people write it
WORDS_TO_OVERRULE = 60
ONE_ALPHABET = 0.6  # share of the letters from which a text is written in an alphabet
MOST_NAMED = 5  # languages in which the same document lies beside it
SURE, SURE_AGAINST_A_TEMPLATE = 0.9, 0.75


def target_language(document: Document, given: str | None = None) -> LanguageGuess:
    """Given, else what the document and its path declare, else the language of its words.

    However it is written, it is called one name: tables are grouped by it. A declaration that is the default
    of templates and that nothing else supports yields to a sure text; so does a declared language that
    only the markup of a page names while folder and file name another one. What is declared and not known
    stays declared: the audit then says which language it cannot check.
    """
    if given:
        return LanguageGuess(spelt(given), 1.0, (Evidence("given", "named by the user", 1.0),))
    spoken = _declarations(document)
    guess = guess_language(_prose(document))
    if not spoken:
        unsupported = unsupported_of_path(document.path)
        # A translation file is called by its language, and holds no text by chance: what reads like another
        # language there is one that is near, or what nobody has translated yet.
        if unsupported and (document.units or guess.confidence < SURE_AGAINST_A_TEMPLATE):
            return LanguageGuess(unsupported[0][0], 0.6, (unsupported[0][1], *guess.evidence))
        return guess
    weights: dict[str, float] = {}
    for tag, item in spoken:
        base = normalised(tag).split("-")[0]
        weights[base] = 1 - (1 - weights.get(base, 0.0)) * (1 - item.weight)
    best = max(weights, key=lambda base: (weights[base], guess.tag == base))
    tag = next(tag for tag, _ in spoken if normalised(tag).split("-")[0] == best)
    evidence = tuple(item for _, item in sorted(spoken, key=lambda pair: -pair[1].weight))
    if guess.tag is None or same_language(guess.tag, tag):
        return LanguageGuess(spelt(tag), 0.95, (*evidence, *guess.evidence))
    words = len(_prose(document).split())
    if weights[best] <= OF_TEMPLATES and guess.confidence >= SURE_AGAINST_A_TEMPLATE:
        overruled = words >= WORDS_TO_OVERRULE
    elif len(spoken) == 1 and spoken[0][1].kind == "folder":
        # The name of one folder alone may be chance ("it", "no"): a close call of the words goes with it.
        overruled = weights[best] < DECLARED / 2 and guess.confidence >= SURE and words >= WORDS_TO_OVERRULE
    else:
        overruled = False
    if overruled:
        yields = tuple(
            Evidence(item.kind, f"{item.detail}; its text says otherwise", 0.0) for item in evidence
        )
        return LanguageGuess(guess.tag, guess.confidence, (*guess.evidence, *yields))
    return LanguageGuess(spelt(tag), 0.6, evidence)


def _declarations(document: Document) -> list[tuple[str, Evidence]]:
    """What the document and its path say, each with its weight."""
    found = []
    declared = document.declared_language
    if declared and WELL_FORMED.fullmatch(declared):
        plain = normalised(declared).split("-")[0] == TEMPLATE_DEFAULT and document.format != "markdown"
        # Office programs mark a text with the language of the machine it is written on.
        weak = plain or document.archive is not None
        weight = OF_TEMPLATES if weak else DECLARED
        found.append((declared, Evidence("declared", f"the document declares lang={declared}", weight)))
    found += [(tag, _confirmed(item, document.versions)) for tag, item in language_of_path(document.path)]
    return found


def _confirmed(item: Evidence, versions: tuple[str, ...]) -> Evidence:
    """A folder or a name that may mean anything ("it", "is") means a language where others hold the same document."""
    if not versions or item.weight >= BESIDE_A_MARKER:
        return item
    named = ", ".join(versions[:MOST_NAMED]) + (" …" if len(versions) > MOST_NAMED else "")
    return Evidence(item.kind, f"{item.detail}, beside the same document in {named}", BESIDE_A_MARKER)


def _prose(document: Document) -> str:
    prose = [
        segment.text
        for segment in document.segments
        if segment.role is Role.BODY and segment.language is None
    ]
    return "\n".join(prose or [segment.text for segment in document.segments])


def spelt(tag: str) -> str:
    """A known tag in the usual spelling; another one as it was written."""
    return normalised(tag) if known_profile(tag) else tag


def known_profile(tag: str | None) -> LanguageProfile | None:
    """The profile of a tag, or None when the tool does not know that language."""
    return profile(tag) if tag and normalised(tag).split("-")[0] in known_tags() else None


def as_written(language: LanguageProfile, document: Document) -> LanguageProfile:
    """The variant of a language of several alphabets that a document is written in.

    A page in Latin letters keeps both: what stands in the other alphabet is the same language most of the time.
    In the others, Latin letters are those of foreign words.
    """
    if len(language.scripts) < 2 or not language.has_spaces:
        return language
    letters = letters_by_script(sample_of("\n".join(segment.text for segment in document.segments)))
    if not letters:
        return language
    script, count = letters.most_common(1)[0]
    variant = f"{language.tag.split('-')[0]}-{script}"
    if script == "Latn" or count < ONE_ALPHABET * letters.total() or variant not in known_tags():
        return language
    return profile(variant)


@lru_cache(1024)  # units name theirs one by one
def same_language(one: str, other: str) -> bool:
    """True when two tags name the same language, whatever the region."""
    return normalised(one).split("-")[0] == normalised(other).split("-")[0]
