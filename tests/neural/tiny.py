"""Models with random weights, small enough to be made for a test: what an adapter says of them can be computed by hand."""

from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from neural.asked import PAIRS

MARKS = ["<pad>", "<s>", "</s>", "<unk>"]
CHAT = "{% for m in messages %}<s>{{ m.role }}: {{ m.content }}</s>{% endfor %}{% if add_generation_prompt %}<s>{% endif %}"


def words() -> Tokenizer:
    """A byte-level BPE that knows the letters of all scripts, with marks before and after like those of BERT."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=MARKS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([side for pair in PAIRS for side in pair] * 2, trainer)
    return tokenizer


def save_tokenizer(folder: Path, *, longest: int = 64, marked: str = "pair", chat: str | None = None) -> int:
    """Write a tokenizer; returns how many words it has. `marked`: "pair" (as BERT), "end" (as T5) or "no" (as GPT)."""
    made = words()
    start, end = MARKS.index("<s>"), MARKS.index("</s>")
    if marked == "pair":
        made.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>",
            pair="<s> $A </s> $B:1 </s>:1",
            special_tokens=[("<s>", start), ("</s>", end)],
        )
    elif marked == "end":
        made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", end)])
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=longest,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"]
        if marked == "pair"
        else ["input_ids", "attention_mask"],
    )
    if chat:
        fast.chat_template = chat
    fast.save_pretrained(folder)
    return len(fast)


def save(folder: Path, model: Any) -> Path:
    """Write a model with weights drawn anew, large enough that what it says differs from text to text."""
    torch.manual_seed(7)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn_like(parameter) * 0.3)
    model.save_pretrained(folder)
    return folder


def bert(folder: Path, head: str = "", longest: int = 64, **options: Any) -> Path:
    """A BERT of two layers with a head: "", "ForTokenClassification" or "ForSequenceClassification"."""
    size = save_tokenizer(folder, longest=longest)
    config = transformers.BertConfig(
        vocab_size=size,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=longest,
        pad_token_id=0,
        **options,
    )
    made = getattr(transformers, f"Bert{head or 'Model'}")
    return save(folder, made(config) if head else made(config, add_pooling_layer=False))


def gpt(folder: Path, longest: int = 64, chat: str | None = None) -> Path:
    """A causal model of two layers."""
    size = save_tokenizer(folder, longest=longest, marked="no", chat=chat)
    config = transformers.LlamaConfig(
        vocab_size=size,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        intermediate_size=32,
        max_position_embeddings=longest,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )
    return save(folder, transformers.LlamaForCausalLM(config))


def t5(folder: Path, longest: int = 64, vocabulary: int | None = None) -> Path:
    """A model with encoder and decoder; with a `vocabulary` of its own an mT5, as MetricX is."""
    size = save_tokenizer(folder, longest=longest, marked="end")
    config = (transformers.T5Config if vocabulary is None else transformers.MT5Config)(
        vocab_size=vocabulary or size,
        d_model=16,
        d_kv=8,
        d_ff=32,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=2,
        decoder_start_token_id=0,
        pad_token_id=0,
        eos_token_id=2,
        tie_word_embeddings=False,
    )
    made = (
        transformers.T5ForConditionalGeneration
        if vocabulary is None
        else transformers.MT5ForConditionalGeneration
    )
    return save(folder, made(config))
