"""A model that is loaded when somebody asks what it was never asked before."""

from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from importlib import import_module

import msgspec

from audit.model.model_choice import ModelChoice, ModelKind
from audit.neural.answer import Answer
from audit.neural.answer_store import AnswerStore, ModelFacts
from audit.neural.folder import model_folder
from audit.neural.head import encoded
from audit.neural.libraries import require_installed
from audit.neural.open_scorer import adapter_of, scorer_of
from audit.neural.parts import BATCHES
from audit.neural.profile import Weighted, WeightedBoth, joined_weights, read_heads
from audit.neural.question import Question
from audit.neural.scorer import Scorer, why_not
from audit.neural.signing import languages_of
from audit.neural.watching import Far, tell

# Fields of a choice that change nothing in an answer.
OF_RUNNING = ("batch", "timeout", "key_variable")


class Remembered:
    """A scorer whose answers are kept. Raises UsageError at once when the model is not there; loads it as late as it can.

    Longer runs are asked in parts, those of like length together: what is answered is kept, whatever happens next.
    """

    def __init__(self, choice: ModelChoice, store: AnswerStore) -> None:
        self.choice = choice
        self.kind: ModelKind = choice.kind
        self.languages = languages_of(choice)
        self.key = model_key(choice)
        self._store = store

    @property
    def signature(self) -> str:
        """What its answers depend on."""
        return self.facts.signature

    @property
    def needs_source(self) -> bool:
        """True when it has nothing to say of a translation alone."""
        return self.facts.needs_source

    @property
    def threshold(self) -> float:
        """From which probability a word is worth pointing at."""
        return self.facts.threshold

    @property
    def calibrated(self) -> bool:
        """True when its probabilities are shares of what is wrong."""
        return self.facts.calibrated

    @cached_property
    def facts(self) -> ModelFacts:
        """What is known of it; it is loaded when nothing is."""
        known = self._store.facts(self.key)
        if known is None:
            scorer = self.scorer
            known = ModelFacts(scorer.signature, scorer.needs_source, scorer.threshold, scorer.calibrated)
            self._store.remember_facts(self.key, known)
        return known

    @cached_property
    def joined(self) -> tuple[Weighted, WeightedBoth] | None:
        """Weights of the estimate that belong to its heads: those of the signs, and those that join both."""
        return None if self.choice.head is None else joined_weights(self.choice.head)

    @property
    def scorer(self) -> Scorer:
        """The model, loaded once in a process."""
        return scorer_of(self.choice)

    def score(self, questions: Sequence[Question]) -> list[Answer]:
        """An answer for every question, in their order."""
        keys = {question: self._key_of(question) for question in questions}
        known = self._store.answers(list(keys.values()))
        found = {question: known[key] for question, key in keys.items() if key in known}
        missing = [question for question in keys if question not in found]
        if missing:
            found |= self._asked(missing, keys)
        return [found[question] for question in questions]

    def _asked(self, questions: Sequence[Question], keys: dict[Question, bytes]) -> dict[Question, Answer]:
        found: dict[Question, Answer] = {}
        if self._store.facts(self.key) is None:
            tell(Far(self.kind, 0, len(questions)))  # it takes a while to load
        needs_source = self.facts.needs_source
        for question in questions:  # what it cannot be asked, it need not be loaded for
            if why := why_not(question, self.languages, needs_source):
                found[question] = Answer(why=why)
        asked = sorted(
            (question for question in questions if question not in found),
            key=lambda one: (len(one.target), len(one.source or ""), one.target),
        )
        if not asked:
            return found
        tell(Far(self.kind, 0, len(asked)))
        scorer, size = self.scorer, self.choice.batch * BATCHES
        for start in range(0, len(asked), size):
            some = asked[start : start + size]
            answers = dict(zip(some, scorer.score(some), strict=True))
            found |= answers
            self._store.remember(self.key, {keys[question]: answer for question, answer in answers.items()})
            tell(Far(self.kind, start + len(some), len(asked), len(some)))
        return found

    def _key_of(self, question: Question) -> bytes:
        """16 bytes that name a question to this model."""
        return blake2b(self.key + msgspec.msgpack.encode(in_bytes(question)), digest_size=16).digest()


def in_bytes(question: Question) -> tuple[bytes, bytes | None, str | None, str | None]:
    """A question as bytes: texts of files may hold halves of surrogate pairs, which no file format takes."""
    source = None if question.source is None else question.source.encode("utf-8", "surrogatepass")
    target = question.target.encode("utf-8", "surrogatepass")
    return target, source, question.target_language, question.source_language


def model_key(choice: ModelChoice) -> bytes:
    """16 bytes over everything that answers of a model depend on beside the question: its folder by content or its name
    on the hub with the revision, kind, precision, head, languages, settings.

    Loads nothing. Raises UsageError when the model, its head or the libraries are not there.
    """
    module, _ = adapter_of(choice)
    said: list[object] = [module, getattr(import_module(module), "VERSION", 0)]
    plain = msgspec.to_builtins(choice)
    said += [(name, plain[name]) for name in sorted(plain) if name.replace("-", "_") not in OF_RUNNING]
    if choice.endpoint is None:
        said.append(model_folder(choice).name)
        require_installed()
    if choice.reverse is not None:
        said.append(model_folder(msgspec.structs.replace(choice, model=choice.reverse)).name)
    if choice.head is not None:
        said += [encoded(head, 17) for head in read_heads(choice.head)]
        said.append(msgspec.to_builtins(joined_weights(choice.head)))
    return blake2b(msgspec.msgpack.encode(said), digest_size=16).digest()
