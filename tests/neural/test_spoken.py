"""How translation models are told the languages: by a setting of the tokenizer, by a word, or not at all."""

from pathlib import Path

import pytest

from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from neural import asked
from neural.asked import PAIRS, of

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model like NLLB: the tokenizer is set to languages, each text begins with its language's code."""
    from neural import tiny

    folder = tmp_path_factory.mktemp("many")
    tokenizer = transformers.NllbTokenizer()
    tokenizer.add_tokens(sorted({sign for pair in PAIRS for side in pair for sign in side}))
    tokenizer.model_max_length = 64
    tokenizer.save_pretrained(folder)
    config = transformers.M2M100Config(
        vocab_size=len(tokenizer),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=64,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=tokenizer.bos_token_id,
        decoder_start_token_id=tokenizer.eos_token_id,
    )
    return tiny.save(folder, transformers.M2M100ForConditionalGeneration(config))


@torch.no_grad()
def test_both_ways_with_one_model(many: Path) -> None:
    tokenizer = transformers.AutoTokenizer.from_pretrained(many)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(many).eval()
    target, source = PAIRS[0]
    unknown = Question(target, source, "en", None)
    stranger = Question(target, source, "en", "tlh")
    first, second, third = open_scorer(of("adequacy", many)).score(
        [Question(target, source, "en-GB", "de"), unknown, stranger]
    )
    for name, read, write, languages in (
        ("forward", source, target, ("deu_Latn", "eng_Latn")),
        ("backward", target, source, ("eng_Latn", "deu_Latn")),
    ):
        tokenizer.src_lang, tokenizer.tgt_lang = languages
        given = tokenizer(read, return_tensors="pt")
        labels = tokenizer(text_target=write, return_tensors="pt")["input_ids"]
        logits = model(**given, labels=labels).logits[0]
        # The first token is the language, which is given and not guessed.
        direct = torch.nn.functional.cross_entropy(logits[1:], labels[0, 1:])
        assert first.figures[name] == pytest.approx(-float(direct), abs=1e-5)
    assert second.why == "the language is not known"
    assert third.why == "the model does not know tlh"


@torch.no_grad()
def test_a_language_as_a_word(tmp_path: Path) -> None:
    from neural import tiny

    folder = tiny.t5(tmp_path)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    tokenizer.add_tokens(["<2en>", "<2de>"])
    tokenizer.save_pretrained(folder)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder)
    model.resize_token_embeddings(len(tokenizer))
    tiny.save(folder, model)
    model.eval()
    (answer,) = open_scorer(of("adequacy", folder)).score(asked.QUESTIONS[:1])
    question = asked.QUESTIONS[0]
    for name, read, write in (
        ("forward", f"<2en> {question.source}", question.target),
        ("backward", f"<2de> {question.target}", question.source),
    ):
        labels = tokenizer(text_target=write, return_tensors="pt")["input_ids"]
        direct = model(input_ids=tokenizer(read, return_tensors="pt")["input_ids"], labels=labels).loss
        assert answer.figures[name] == pytest.approx(-float(direct), abs=1e-5)
