"""Error spans by a token classifier: which words of a translation are wrong."""

from collections.abc import Sequence
from typing import Any

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer, Marked, rounded
from audit.neural.coding import Row, outputs
from audit.neural.labels import is_unnamed, labels
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed
from audit.neural.windows import place, readable

VERSION = 1
# Names, in any case, of the class that says a word is right.
RIGHT = ("ok", "o", "good", "correct", "no-error", "none", "label_0")


class TokenSpans:
    """A probability of error for every token of the target, with the likeliest kind of error.

    The model reads source and target as a pair where there is a source, else the target alone. `figure` is 1 less the
    mean of the probabilities, weighted by length. `figures`: `error`, that mean; `worst`, the greatest.
    """

    kind = ModelKind.ERROR_SPANS
    needs_source = False
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.loaded = loaded(choice, "AutoModelForTokenClassification", allow_download)
        self.batch = choice.batch
        self.labels = labels(self.loaded)
        right = [number for number, label in enumerate(self.labels) if label.lower() in RIGHT]
        if len(right) != 1 or len(self.labels) < 2:
            raise UsageError(
                f"model {choice.model}: no class says that a word is right; its classes are {', '.join(self.labels)}, "
                f"one must be named {', '.join(RIGHT[:4])} …"
            )
        self.right = right[0]
        if not self.loaded.tokenizer.is_fast:
            raise UsageError(f"model {choice.model}: its tokenizer cannot say where its tokens stand")
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)
        self.signature = signed(self.kind, VERSION, self.loaded)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=False)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        cut = [self._windows(one) for one in questions]
        flat = [row for group in cut for row, _ in group]
        results = iter(outputs(self.loaded, flat, self.batch, self._read))
        return [self._answer([(spans, next(results)) for _, spans in group]) for group in cut]

    def _windows(self, question: Question) -> list[tuple[Row, list[tuple[int, int] | None]]]:
        """The target in windows, each beside the whole source, or beside as much of it as leaves half the room."""
        kit = self.loaded
        source = readable(question.source or "")
        given = [source, readable(question.target)] if source.strip() else [readable(question.target)]
        if len(given) == 2:
            head = kit.tokenizer(source, add_special_tokens=False, return_offsets_mapping=True)[
                "offset_mapping"
            ]
            most = kit.longest // 2 - 4
            if len(head) > most:
                given[0] = source[: head[most][0]]
        coded = kit.tokenizer(
            *given,
            truncation="only_second" if len(given) == 2 else True,
            max_length=kit.longest,
            stride=max(0, kit.longest // 16),
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        own = len(given) - 1
        found = []
        for number, ids in enumerate(coded["input_ids"]):
            spans = [
                place(question.target, *offsets) if side == own else None
                for offsets, side in zip(
                    coded["offset_mapping"][number], coded.sequence_ids(number), strict=True
                )
            ]
            types = coded.get("token_type_ids")
            found.append((Row(tuple(ids), tuple(types[number]) if types else ()), spans))
        return found

    def _read(self, logits: Any, shown: Sequence[Row]) -> Sequence[Any]:
        values = libraries().torch.softmax(logits, -1).cpu()
        return [values[number, : len(row.ids)].tolist() for number, row in enumerate(shown)]

    def _answer(
        self, group: Sequence[tuple[Sequence[tuple[int, int] | None], Sequence[Sequence[float]]]]
    ) -> Answer:
        found: dict[tuple[int, int], Marked] = {}
        for spans, rows in group:
            for span, row in zip(spans, rows, strict=True):
                if span is None:
                    continue
                error = rounded(1 - row[self.right])
                if span not in found or error > found[span].score:
                    found[span] = Marked(*span, error, self._name(row))
        marked = tuple(found[span] for span in sorted(found))
        length = sum(one.end - one.start for one in marked)
        if not length:
            return Answer(why="no words the model knows")
        error = rounded(sum(one.score * (one.end - one.start) for one in marked) / length)
        return Answer(rounded(1 - error), {"error": error, "worst": max(one.score for one in marked)}, marked)

    def _name(self, row: Sequence[float]) -> str:
        """The likeliest kind of error."""
        wrong = [number for number in range(len(row)) if number != self.right]
        label = self.labels[max(wrong, key=lambda number: row[number])]
        return (
            ""
            if is_unnamed(label) or label.lower() in ("bad", "error")
            else label.removeprefix("B-").removeprefix("I-")
        )
