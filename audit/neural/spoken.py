"""How a translation model is told which language it reads and which it is to write."""

import re
from collections.abc import Sequence
from typing import Any

from audit.language.profiles import normalised, resolve
from audit.model.errors import UsageError

# A language as a word of the vocabulary put before the source: "<2de>" (MADLAD), ">>deu<<" (Marian).
WORDS = (
    re.compile(r"<2([A-Za-z]{2,3}(?:_[A-Za-z]{2,4})?)>"),
    re.compile(r">>([A-Za-z]{2,3}(?:_[A-Za-z]{2,4})?)<<"),
)
# A language as the tokenizer's own setting: "de" (M2M100), "deu_Latn" (NLLB), "de_DE" (mBART).
CODE = re.compile(r"(?:__)?([a-z]{2,3}(?:_[A-Z][A-Za-z]{1,3})?)(?:__)?")


class Spoken:
    """The languages of a translation model. One without any goes one way, from one language to another."""

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        self.settings: dict[str, str] = {}
        self.words: dict[str, str] = {}
        if hasattr(tokenizer, "src_lang"):
            self.settings = by_tag(settings_of(tokenizer))
        else:
            found = [
                (match[1], word)
                for word in tokenizer.get_vocab()
                for sign in WORDS
                if (match := sign.fullmatch(word))
            ]
            self.words = by_tag(found)

    @property
    def one_way(self) -> bool:
        """True for a model that knows neither which language it reads nor which it writes but by its training."""
        return not self.settings and not self.words

    def why_not(self, source: str | None, target: str | None) -> str:
        """Why a pair of languages cannot be asked about; empty when it can."""
        if self.one_way:
            return ""
        for tag, needed in ((source, bool(self.settings)), (target, True)):
            if needed and tag is None:
                return "the language is not known"
            if needed and tag is not None and self._code(tag) is None:
                return f"the model does not know {tag}"
        return ""

    def rows(
        self, sources: Sequence[str], targets: Sequence[str], source: str | None, target: str | None
    ) -> list[tuple[list[int], list[int], int]]:
        """Token ids of each source and target, and how many of the target's first were given and count for nothing."""
        kit = self.tokenizer
        if self.settings:
            kit.src_lang, kit.tgt_lang = self._code(source), self._code(target)
        elif self.words:
            sources = [f"{self._code(target)} {text}" for text in sources]
        read = kit(list(sources))["input_ids"]
        written = kit(text_target=list(targets))["input_ids"]
        given = set(kit.convert_tokens_to_ids(list(self._marks()))) if self.settings else set()
        return [
            (list(left), list(right), int(bool(right) and right[0] in given))
            for left, right in zip(read, written, strict=True)
        ]

    def _marks(self) -> set[str]:
        return {mark for code in self.settings.values() for mark in (code, f"__{code}__")}

    def _code(self, tag: str | None) -> str | None:
        known = self.settings or self.words
        if tag is None:
            return None
        try:
            tag = resolve(tag)
        except UsageError:
            tag = normalised(tag)
        return known.get(tag, known.get(tag.split("-")[0]))


def settings_of(tokenizer: Any) -> list[tuple[str, str]]:
    """The language codes a tokenizer can be set to, each with itself."""
    named = getattr(tokenizer, "lang_code_to_id", None) or tokenizer.all_special_tokens
    return [(match[1], match[1]) for word in named if (match := CODE.fullmatch(str(word)))]


def by_tag(found: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What stands for each language, by its tag; the first where several do."""
    known: dict[str, str] = {}
    for code, word in found:
        try:
            tag = resolve(code)
        except UsageError:
            tag = normalised(code)
        known.setdefault(tag, word)
    return known
