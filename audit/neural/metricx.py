"""MetricX through the stock class of its family: its figure is the logit of one token at the decoder's first step."""

from collections.abc import Sequence

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice
from audit.neural.answer import Answer, rounded
from audit.neural.batches import in_batches, of_vocabulary, padded, padded_ids, step_of
from audit.neural.coding import Row, coded, pieces_that_fit
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.question import Question

# <extra_id_10> of mT5; the models were trained to put their figure into its logit.
FIGURE_TOKEN = 250089
BEST, WORST = 0.0, 25.0
LONGEST = 1024  # what the models were trained on; mT5 itself has no limit


class MetricX:
    """`figures`: `metricx`, the expected MQM penalty, 0 to 25; `figure` is that negated. The input is that of
    MetricX-24 without a reference, without a mark at its end."""

    def __init__(self, choice: ModelChoice, allow_download: bool) -> None:
        self.loaded = loaded(choice, "AutoModelForSeq2SeqLM", allow_download)
        self.batch = choice.batch
        self.vocabulary = int(self.loaded.model.config.vocab_size)
        if self.vocabulary <= FIGURE_TOKEN:
            raise UsageError(
                f"model {choice.model}: not made for quality: a model with encoder and decoder must be MetricX (mT5), "
                f"whose vocabulary has more than {FIGURE_TOKEN} words; this has {self.vocabulary}"
            )

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question."""
        pairs = [(one.source or "", one.target) for one in questions]
        cut = pieces_that_fit(pairs, self._code, LONGEST)
        flat = [row for group in cut for _, row in group]
        results = iter(in_batches(flat, self._shape, self._compute, self.batch, self._widest))
        found = []
        for group in cut:
            weights = [max(1, len(part[1])) for part, _ in group]
            penalty = rounded(sum(weight * next(results) for weight in weights) / sum(weights))
            found.append(Answer(-penalty + 0.0, {"metricx": penalty}))
        return found

    def _code(self, pairs: Sequence[tuple[str, ...]]) -> list[Row]:
        rows = coded(self.loaded, [f"source: {source} candidate: {target}" for source, target in pairs])
        end = self.loaded.tokenizer.eos_token_id
        return [Row(row.ids[:-1]) if row.ids and row.ids[-1] == end else Row(row.ids) for row in rows]

    def _shape(self, row: Row) -> tuple[int, ...]:
        return (padded(len(row.ids), step_of(self.loaded.device)),)

    def _widest(self, shape: tuple[int, ...]) -> int:
        return of_vocabulary(1, self.vocabulary, self.loaded.device)

    def _compute(self, shown: Sequence[Row]) -> list[float]:
        torch, kit = libraries().torch, self.loaded
        width = self._shape(shown[0])[0]
        ids, mask = padded_ids([row.ids for row in shown], width, kit.tokenizer.pad_token_id or 0, kit.device)
        start = torch.zeros(len(shown), 1, dtype=torch.long, device=kit.device)
        with torch.inference_mode():
            logits = kit.model(input_ids=ids, attention_mask=mask, decoder_input_ids=start).logits
        found: list[float] = logits[:, 0, FIGURE_TOKEN].float().clamp(BEST, WORST).tolist()
        return found
