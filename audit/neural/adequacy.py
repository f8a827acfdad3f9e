"""Adequacy: how likely a translation model finds one side, given the other."""

from collections.abc import Sequence
from typing import Any

import msgspec

from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, rounded
from audit.neural.batches import in_batches, of_vocabulary, padded, padded_ids, step_of
from audit.neural.coding import pieces_that_fit
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed
from audit.neural.spoken import Spoken
from audit.neural.windows import readable

VERSION = 1
# Text read, text to be written, and their languages.
Way = tuple[str, str, str | None, str | None]


class Forced(msgspec.Struct, frozen=True):
    """Token ids that are read and that must be written; the first `given` of the latter count for nothing."""

    read: tuple[int, ...]
    written: tuple[int, ...]
    given: int

    @property
    def size(self) -> int:
        """The tokens of the longer."""
        return max(len(self.read), len(self.written))

    def cut(self, longest: int) -> "Forced":
        """The same without the tokens after so many."""
        return Forced(self.read[:longest], self.written[:longest], self.given)


class Adequacy:
    """Forced decoding, per token and in nats. `figures`: `forward`, the mean log probability of the target given the
    source; `backward`, of the source given the target, where the model writes both languages or there is one for the
    other direction. `figure` is the mean of those there are."""

    kind = ModelKind.ADEQUACY
    needs_source = True
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.forward = Translator(choice, allow_download)
        self.backward: Translator | None = None if self.forward.spoken.one_way else self.forward
        self.batch = choice.batch
        other = ""
        if choice.reverse is not None:
            back = msgspec.structs.replace(choice, model=choice.reverse, reverse=None, revision=None)
            self.backward = Translator(back, allow_download)
            other = self.backward.loaded.name
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)
        self.signature = signed(self.kind, VERSION, self.forward.loaded, reverse=other)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=True)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        why = [self.forward.spoken.why_not(one.source_language, one.target_language) for one in questions]
        asked = [one for one, reason in zip(questions, why, strict=True) if not reason]
        there = iter(
            self.forward.likely(
                [(one.source or "", one.target, one.source_language, one.target_language) for one in asked]
            )
        )
        back = iter(self._back(asked))
        return [Answer(why=reason) if reason else answer_of(next(there), next(back)) for reason in why]

    def _back(self, asked: Sequence[Question]) -> list[float | None]:
        if self.backward is None:
            return [None] * len(asked)
        why = [self.backward.spoken.why_not(one.target_language, one.source_language) for one in asked]
        ways = [
            (one.target, one.source or "", one.target_language, one.source_language)
            for one, reason in zip(asked, why, strict=True)
            if not reason
        ]
        found = iter(self.backward.likely(ways))
        return [None if reason else next(found) for reason in why]


class Translator:
    """One model, asked how likely a text is given another."""

    def __init__(self, choice: ModelChoice, allow_download: bool) -> None:
        self.loaded = loaded(choice, "AutoModelForSeq2SeqLM", allow_download)
        self.batch = choice.batch
        self.spoken = Spoken(self.loaded.tokenizer)
        config = self.loaded.model.config
        self.vocabulary = int(config.vocab_size)
        start = config.decoder_start_token_id
        self.start = int(config.pad_token_id or 0) if start is None else int(start)

    def likely(self, ways: Sequence[Way]) -> list[float]:
        """The mean log probability of a token of the second text, given the first."""
        groups: dict[tuple[str | None, str | None], list[int]] = {}
        for number, way in enumerate(ways):
            groups.setdefault(way[2:], []).append(number)
        found: dict[int, float] = {}
        for languages, numbers in groups.items():
            texts = [(readable(ways[number][0]), readable(ways[number][1])) for number in numbers]
            found.update(zip(numbers, self._of_languages(texts, *languages), strict=True))
        return [found[number] for number in range(len(ways))]

    def _of_languages(
        self, texts: Sequence[tuple[str, ...]], source: str | None, target: str | None
    ) -> list[float]:
        def code(shown: Sequence[tuple[str, ...]]) -> list[Forced]:
            rows = self.spoken.rows([one[0] for one in shown], [one[1] for one in shown], source, target)
            return [Forced(tuple(read), tuple(written), given) for read, written, given in rows]

        cut = pieces_that_fit(texts, code, self.loaded.longest)
        flat = [row for group in cut for _, row in group]
        sums = iter(in_batches(flat, self._shape, self._compute, self.batch, self._widest))
        found = []
        for group in cut:
            total = sum(next(sums) for _ in group)
            count = sum(len(row.written) - row.given for _, row in group)
            found.append(total / max(1, count))
        return found

    def _shape(self, row: Forced) -> tuple[int, ...]:
        step = step_of(self.loaded.device)
        # The written side first: it is what costs.
        return tuple(
            max(size, min(padded(size, step), self.loaded.longest))
            for size in (len(row.written), len(row.read))
        )

    def _widest(self, shape: tuple[int, ...]) -> int:
        return of_vocabulary(shape[0], self.vocabulary, self.loaded.device)

    def _compute(self, shown: Sequence[Forced]) -> list[float]:
        torch, kit = libraries().torch, self.loaded
        write, read = self._shape(shown[0])
        fill = kit.tokenizer.pad_token_id or 0
        ids, mask = padded_ids([row.read for row in shown], read, fill, kit.device)
        labels, _ = padded_ids([row.written for row in shown], write, fill, kit.device)
        begun = [(self.start, *row.written[:-1]) for row in shown]
        fed, fed_mask = padded_ids(begun, write, fill, kit.device)
        with torch.inference_mode():
            logits: Any = kit.model(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=fed,
                decoder_attention_mask=fed_mask,
                use_cache=False,
            ).logits
            surprise = torch.nn.functional.cross_entropy(
                logits.float().transpose(1, 2), labels, reduction="none"
            ).cpu()
        return [
            -float(surprise[number, row.given : len(row.written)].double().sum())
            for number, row in enumerate(shown)
        ]


def answer_of(forward: float, backward: float | None) -> Answer:
    """An answer of one direction, or of both."""
    figures = {"forward": rounded(forward)}
    if backward is None:
        return Answer(rounded(forward), figures)
    figures["backward"] = rounded(backward)
    return Answer(rounded((forward + backward) / 2), figures)
