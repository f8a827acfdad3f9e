"""BLEU, chrF, chrF++ and TER by sacrebleu: its code counts and reckons, its signatures name what was done.

Counting and reckoning are taken apart, so that a million segments need not be in one memory. Both halves are methods
that every metric of the library must have; the tests hold the figures against its command line.
"""

import os
import re
from abc import abstractmethod
from functools import cache
from typing import Any, ClassVar

from audit.measures.catalogue import (
    BLEU,
    CHRF,
    CHRF_PP,
    TER,
    USUAL_TOKENIZER,
    UnavailableError,
    known_tokenizer,
    require_library,
)
from audit.measures.measure import Measure, MeasureKind
from audit.model.measured import Statistics

# Base tag of a language → what sacrebleu takes for a text in it, and what it must have installed.
TOKENIZERS = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
NEEDED = {"ja-mecab": 'pip install "sacrebleu[ja]"', "ko-mecab": 'pip install "sacrebleu[ko]"'}
# Tokenizers that would fetch a model from the net when first used.
FETCHED = {
    "flores101": "sacrebleu_tokenizer_spm.model",
    "flores200": "flores200sacrebleuspm",
    "spBLEU-1K": "spbleu-1k_tokenizer_spm.model",
}
MOST_KEPT = 1 << 23  # code points that a tokenizer may keep
LONGEST_TER = 500  # words: the search for moved words takes minutes in longer texts
_SURROGATES = re.compile("[\ud800-\udfff]")


@cache
def sacrebleu_metrics() -> Any:
    """The library's metrics. Raises UnavailableError when it is not installed."""
    require_library()
    from sacrebleu import metrics

    return metrics


def tokenizer_for(target: str | None) -> str:
    """The tokenizer that sacrebleu takes for a target language."""
    return TOKENIZERS.get((target or "").replace("_", "-").split("-")[0].lower(), USUAL_TOKENIZER)


class SacrebleuMeasure(Measure):
    """What the four have in common."""

    def __init__(self) -> None:
        self.metric = self.make()
        self.metric.num_refs = 1
        self._kept = 0

    @abstractmethod
    def make(self) -> Any:
        """The library's metric, as its command line would make it."""

    @property
    def signature(self) -> str:
        return str(self.metric.get_signature().format())

    @property
    def segment_signature(self) -> str:
        return self.signature

    def statistics(self, text: str, reference: str) -> Statistics:
        metric = self.metric
        known = metric._extract_reference_info([self.prepared(reference)])
        counts = metric._compute_segment_statistics(self.prepared(text), known)
        return tuple(int(count) if count == int(count) else float(count) for count in counts)

    def prepared(self, text: str) -> str:
        """The text as the metric takes it apart. Half characters, which no file holds, become U+FFFD."""
        if not text.isascii():
            text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
        # Tokenizers keep the last 65,536 texts, however long these are.
        self._kept += len(text)
        if self._kept > MOST_KEPT:
            self._kept = 0
            forget(getattr(self.metric, "tokenizer", None))
        return str(self.metric._preprocess_segment(text))

    def segment_score(self, statistics: Statistics) -> float:
        return self.corpus_score(statistics)

    def corpus_score(self, statistics: Statistics) -> float:
        return float(self.metric._compute_score_from_stats(list(statistics)).score)


class Bleu(SacrebleuMeasure):
    """BLEU. Single segments are reckoned with the orders of n-grams that they have, as `sacrebleu -sl` does."""

    kind: ClassVar[MeasureKind] = BLEU

    def __init__(self, target: str | None = None, tokenizer: str | None = None) -> None:
        """Raises UnavailableError when the tokenizer needs what is not there, UsageError for one nobody knows."""
        self.tokenizer = tokenizer or tokenizer_for(target)
        super().__init__()
        self.of_segments = sacrebleu_metrics().BLEU(tokenize="none", effective_order=True, force=True)
        self.of_segments.tokenizer_signature = self.metric.tokenizer_signature
        self.of_segments.num_refs = 1

    def make(self) -> Any:
        name = known_tokenizer(self.tokenizer)
        metrics = sacrebleu_metrics()
        refuse_to_fetch(name)
        try:
            return metrics.BLEU(tokenize=name, force=True)
        except (RuntimeError, ImportError, AssertionError) as error:
            how = NEEDED.get(name, "pip install sentencepiece")
            raise UnavailableError(
                f"the tokenizer {name} needs what is not installed: {how}; or choose another with bleu-tokenizer"
            ) from error

    @property
    def segment_signature(self) -> str:
        return str(self.of_segments.get_signature().format())

    def segment_score(self, statistics: Statistics) -> float:
        return float(self.of_segments._compute_score_from_stats(list(statistics)).score)


class ChrF(SacrebleuMeasure):
    """chrF."""

    kind: ClassVar[MeasureKind] = CHRF

    def make(self) -> Any:
        return sacrebleu_metrics().CHRF()


class ChrFPlusPlus(SacrebleuMeasure):
    """chrF++: chrF with n-grams of words up to pairs."""

    kind: ClassVar[MeasureKind] = CHRF_PP

    def make(self) -> Any:
        return sacrebleu_metrics().CHRF(word_order=2)


class TranslationEditRate(SacrebleuMeasure):
    """TER."""

    kind: ClassVar[MeasureKind] = TER

    def make(self) -> Any:
        return sacrebleu_metrics().TER()

    def statistics(self, text: str, reference: str) -> Statistics:
        """Raises UnavailableError for texts that it would take minutes to compare."""
        longest = max(len(text.split(None, LONGEST_TER)), len(reference.split(None, LONGEST_TER)))
        if longest > LONGEST_TER:
            raise UnavailableError(f"TER is not reckoned of segments of more than {LONGEST_TER} words")
        return super().statistics(text, reference)


def refuse_to_fetch(name: str) -> None:
    """Raises UnavailableError for a tokenizer whose model is not on this machine: nothing is fetched unasked."""
    if name in FETCHED:
        from sacrebleu.utils import SACREBLEU_DIR

        if not os.path.exists(os.path.join(SACREBLEU_DIR, "models", FETCHED[name])):
            raise UnavailableError(
                f"the tokenizer {name} needs a model that is not on this machine; "
                f"`sacrebleu --tokenize {name} …` fetches it, once"
            )


def forget(tokenizer: Any) -> None:
    """Let go of the texts that a tokenizer, and what it calls in turn, has kept."""
    for one in (tokenizer, getattr(tokenizer, "_post_tokenizer", None)):
        clear = getattr(type(one).__call__, "cache_clear", None)
        if clear is not None:
            clear()
