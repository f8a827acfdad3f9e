"""Fluency: how surprising a causal language model finds a segment. An order to read in, never a finding."""

from collections.abc import Sequence

import msgspec

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, rounded
from audit.neural.batches import in_batches, of_vocabulary, padded, padded_ids, step_of
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed
from audit.neural.windows import readable

VERSION = 1
# No segment is so long that more than this must be in view to judge a word; many models could read a book at once.
LONGEST = 1024


class Stretch(msgspec.Struct, frozen=True):
    """Token ids to read, and the first of them whose surprise counts: those before were counted already."""

    ids: tuple[int, ...]
    first: int


class Fluency:
    """`figure` is the mean surprise of a token, in nats, negated. `figures`: `surprise`, that mean; `sum`, of all
    tokens; `tokens`, their number. The source is not read."""

    kind = ModelKind.FLUENCY
    needs_source = False
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.loaded = loaded(choice, "AutoModelForCausalLM", allow_download)
        self.batch = choice.batch
        self.longest = min(self.loaded.longest, LONGEST)
        self.vocabulary = int(self.loaded.model.config.get_text_config().vocab_size)
        tokenizer = self.loaded.tokenizer
        # Models without a mark for the beginning are trained with that of the end between texts.
        self.start = tokenizer.bos_token_id if tokenizer.bos_token_id is not None else tokenizer.eos_token_id
        if self.start is None:
            raise UsageError(f"model {choice.model}: its tokenizer has no mark for the beginning of a text")
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)
        self.signature = signed(self.kind, VERSION, self.loaded)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        alone = [Question(one.target, None, one.target_language) for one in questions]
        return each_once(alone, self._all, languages=self.languages, needs_source=False)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        texts = [readable(one.target) for one in questions]
        rows = self.loaded.tokenizer(texts, add_special_tokens=False)["input_ids"]
        cut = [self._stretches(row) for row in rows]
        flat = [stretch for group in cut for stretch in group]
        sums = iter(in_batches(flat, self._shape, self._compute, self.batch, self._widest))
        found = []
        for row, group in zip(rows, cut, strict=True):
            total = sum(next(sums) for _ in group)
            if not row:
                found.append(Answer(why="no words the model knows"))
                continue
            mean = rounded(total / len(row))
            found.append(Answer(-mean + 0.0, {"surprise": mean, "sum": rounded(total), "tokens": len(row)}))
        return found

    def _stretches(self, row: Sequence[int]) -> list[Stretch]:
        """A text behind the mark of its beginning; a long one in stretches that share half their length."""
        ids = (self.start, *row)
        if len(ids) <= self.longest:
            return [Stretch(ids, 1)] if row else []
        half = self.longest // 2
        found, done = [], 1
        while done < len(ids):
            begin = max(0, done - half)
            end = min(len(ids), begin + self.longest)
            found.append(Stretch(ids[begin:end], done - begin))
            done = end
        return found

    def _shape(self, stretch: Stretch) -> tuple[int, ...]:
        return (
            max(len(stretch.ids), min(padded(len(stretch.ids), step_of(self.loaded.device)), self.longest)),
        )

    def _widest(self, shape: tuple[int, ...]) -> int:
        return of_vocabulary(shape[0], self.vocabulary, self.loaded.device)

    def _compute(self, shown: Sequence[Stretch]) -> list[float]:
        torch, kit = libraries().torch, self.loaded
        width = self._shape(shown[0])[0]
        fill = kit.tokenizer.pad_token_id
        ids, mask = padded_ids(
            [one.ids for one in shown], width, self.start if fill is None else fill, kit.device
        )
        with torch.inference_mode():
            logits = kit.model(input_ids=ids, attention_mask=mask, use_cache=False).logits
            surprise = torch.nn.functional.cross_entropy(
                logits[:, :-1].float().transpose(1, 2), ids[:, 1:], reduction="none"
            ).cpu()
        return [
            float(surprise[number, one.first - 1 : len(one.ids) - 1].double().sum())
            for number, one in enumerate(shown)
        ]
