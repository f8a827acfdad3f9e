"""A judge: an instruction-tuned model, here or behind an endpoint, that annotates errors by MQM."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer
from audit.neural.batches import in_batches
from audit.neural.endpoint import Endpoint, NoAnswer
from audit.neural.judge_answer import answer_from
from audit.neural.judge_question import mark_of, messages
from audit.neural.libraries import libraries
from audit.neural.loading import loaded
from audit.neural.parts import in_parts
from audit.neural.question import Question
from audit.neural.scorer import each_once, threshold_of
from audit.neural.signing import languages_of, signed
from audit.neural.windows import readable

VERSION = 1
LONGEST_ANSWER = 1024  # tokens
LONGEST_TEXT = 20_000  # code points of both sides; more is no segment
AT_ONCE = 4  # requests to an endpoint


class Judge:
    """`figure` is the MQM penalty of what was marked, negated; see `judge_answer.py`. Asked without a source too."""

    kind = ModelKind.JUDGE
    needs_source = False
    calibrated = False

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        self.voice: Voice
        if choice.endpoint is not None:
            self.voice = Remote(choice)
            self.signature = f"{self.kind}:{VERSION}|{choice.model} at {choice.endpoint}"
        else:
            local = Local(choice, allow_download)
            self.voice = local
            self.signature = signed(self.kind, VERSION, local.loaded)
        self.batch = choice.batch
        self.threshold = threshold_of(choice)
        self.languages = languages_of(choice)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        return each_once(questions, self._all, languages=self.languages, needs_source=False)

    def _all(self, questions: Sequence[Question]) -> list[Answer]:
        return in_parts(questions, self._some, self.batch)

    def _some(self, questions: Sequence[Question]) -> list[Answer]:
        short = [one for one in questions if len(one.target) + len(one.source or "") <= LONGEST_TEXT]
        marks = [mark_of(one, self.signature) for one in short]
        asked = [messages(one, mark) for one, mark in zip(short, marks, strict=True)]
        written = self.voice.written(asked)
        found = {
            one: Answer(why=str(words)) if isinstance(words, NoAnswer) else answer_from(words, one, mark)
            for one, mark, words in zip(short, marks, written, strict=True)
        }
        too_long = Answer(why=f"longer than {LONGEST_TEXT} characters")
        return [found.get(one, too_long) for one in questions]


class Voice(Protocol):
    """What writes the answers."""

    def written(self, asked: Sequence[list[dict[str, str]]]) -> Sequence[str | NoAnswer]:
        """An answer to each conversation, or why there is none."""


class Remote:
    """A model behind an endpoint. When that stops to answer, it is not asked again: a run does not wait for hours."""

    def __init__(self, choice: ModelChoice) -> None:
        self.endpoint = Endpoint(choice.endpoint or "", choice.model, choice.key_variable, choice.timeout)
        self.at_once = min(AT_ONCE, choice.batch)
        self.gone: NoAnswer | None = None

    def written(self, asked: Sequence[list[dict[str, str]]]) -> Sequence[str | NoAnswer]:
        """An answer to each conversation, some at a time."""
        with ThreadPoolExecutor(self.at_once) as pool:
            return list(pool.map(self._one, asked))

    def _one(self, conversation: list[dict[str, str]]) -> str | NoAnswer:
        if self.gone is not None:
            return self.gone
        try:
            return self.endpoint.completed(conversation, LONGEST_ANSWER)
        except NoAnswer as error:
            if error.lasting:
                self.gone = error
            return error


class Local:
    """A model on this machine. It writes what is likeliest, word for word, so that the same question has one answer."""

    def __init__(self, choice: ModelChoice, allow_download: bool) -> None:
        self.loaded = loaded(choice, "AutoModelForCausalLM", allow_download)
        self.batch = choice.batch
        if not getattr(self.loaded.tokenizer, "chat_template", None):
            raise UsageError(
                f"model {choice.model}: not made for judging: its tokenizer has no chat template"
            )

    def written(self, asked: Sequence[list[dict[str, str]]]) -> Sequence[str | NoAnswer]:
        """An answer to each conversation; those of one length together, so that nothing is padded."""
        kit = self.loaded
        rows = [self._ids(conversation) for conversation in asked]
        room = kit.longest - LONGEST_ANSWER // 4
        fits = [row for row in rows if len(row) < room]
        found = iter(in_batches(fits, lambda row: (len(row),), self._write, self.batch))
        return [
            next(found) if len(row) < room else NoAnswer("too long for the model to read") for row in rows
        ]

    def _ids(self, conversation: list[dict[str, str]]) -> list[int]:
        safe = [{**turn, "content": readable(turn["content"])} for turn in conversation]
        text = self.loaded.tokenizer.apply_chat_template(
            safe, add_generation_prompt=True, tokenize=False, enable_thinking=False
        )
        ids: list[int] = self.loaded.tokenizer(text, add_special_tokens=False)["input_ids"]
        return ids

    def _write(self, shown: Sequence[list[int]]) -> list[str]:
        torch, kit = libraries().torch, self.loaded
        ids = torch.tensor(shown, device=kit.device)
        fill = kit.tokenizer.pad_token_id
        with torch.inference_mode():
            made: Any = kit.model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                do_sample=False,
                num_beams=1,
                max_new_tokens=min(LONGEST_ANSWER, kit.longest - ids.shape[1]),
                pad_token_id=kit.tokenizer.eos_token_id if fill is None else fill,
            )
        words: list[str] = kit.tokenizer.batch_decode(made[:, ids.shape[1] :], skip_special_tokens=True)
        return words
