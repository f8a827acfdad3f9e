"""A judge on this machine writes what is likeliest; a model with random weights writes no judgement."""

from pathlib import Path

import pytest

from audit.neural.judge import Judge, Local
from audit.neural.judge_question import mark_of, messages
from neural.asked import QUESTIONS, of

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


@pytest.fixture(scope="module")
def chatty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from neural import tiny

    return tiny.gpt(tmp_path_factory.mktemp("chatty"), longest=6000, chat=tiny.CHAT)


def test_it_writes_the_likeliest(chatty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.neural.judge.LONGEST_ANSWER", 12)
    local = Local(of("judge", chatty), False)
    asked = [messages(question, mark_of(question, "s")) for question in QUESTIONS[:3]]
    tokenizer = transformers.AutoTokenizer.from_pretrained(chatty)
    model = transformers.AutoModelForCausalLM.from_pretrained(chatty).eval()
    for conversation, written in zip(asked, local.written(asked), strict=True):
        ids = tokenizer.apply_chat_template(
            conversation, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )["input_ids"]
        direct: list[int] = []
        with torch.no_grad():
            for _ in range(12):
                logits = model(torch.cat([ids, torch.tensor([direct], dtype=torch.long)], 1)).logits[0, -1]
                direct.append(int(logits.argmax()))
                if direct[-1] == tokenizer.eos_token_id:
                    break
        assert written == tokenizer.decode(direct, skip_special_tokens=True)


def test_noise_is_no_judgement(chatty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.neural.judge.LONGEST_ANSWER", 8)
    answers = Judge(of("judge", chatty, batch=2)).score(QUESTIONS[:3] * 2)
    assert all(answer.why.startswith("the judge's answer") for answer in answers)
    assert answers[:3] == answers[3:]


def test_a_conversation_that_does_not_fit(tmp_path: Path) -> None:
    from neural import tiny

    judge = Judge(of("judge", tiny.gpt(tmp_path, longest=512, chat=tiny.CHAT)))
    assert {answer.why for answer in judge.score(QUESTIONS[:2])} == {"too long for the model to read"}
