"""Which folders are loaded, which are refused, and what is said."""

import json
import shutil
from pathlib import Path

import pytest

from audit.model.errors import UsageError
from audit.neural import batches, folder
from audit.neural.open_scorer import open_scorer
from audit.neural.question import Question
from neural.asked import QUESTIONS, of

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


def copied(model: Path, to: Path) -> Path:
    return Path(shutil.copytree(model, to / "copy"))


def pickled(model: Path) -> None:
    """Weights as they were kept before there were safetensors."""
    from safetensors.torch import load_file

    torch.save(load_file(model / "model.safetensors"), model / "pytorch_model.bin")
    (model / "model.safetensors").unlink()


def test_pickles_are_refused_with_the_command_that_helps(encoder: Path, tmp_path: Path) -> None:
    model = copied(encoder, tmp_path)
    pickled(model)
    with pytest.raises(UsageError, match="audit models convert " + str(model)):
        open_scorer(of("similarity", model))


@pytest.mark.parametrize("name", ["models/gone", "./gone", "a/b/c", "../up", "owner/na me", ""])
def test_a_model_that_is_not_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"audit models|no model"):
        open_scorer(of("quality", name))


@pytest.mark.parametrize(
    ("missing", "complaint"),
    [("config.json", "there is no config.json"), ("model.safetensors", "no weights")],
)
def test_folders_that_are_not_complete(encoder: Path, tmp_path: Path, missing: str, complaint: str) -> None:
    model = copied(encoder, tmp_path)
    (model / missing).unlink()
    with pytest.raises(UsageError, match=complaint):
        open_scorer(of("similarity", model))


def test_a_broken_file_is_told(encoder: Path, tmp_path: Path) -> None:
    model = copied(encoder, tmp_path)
    (model / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}      ")
    with pytest.raises(UsageError, match=r"does not load as AutoModel|has no weights"):
        open_scorer(of("similarity", model))


def test_code_in_a_folder_is_not_run(encoder: Path, tmp_path: Path) -> None:
    model = copied(encoder, tmp_path)
    config = json.loads((model / "config.json").read_text())
    config |= {"auto_map": {"AutoModel": "own.Own", "AutoConfig": "own.OwnConfig"}, "model_type": "own"}
    (model / "config.json").write_text(json.dumps(config))
    (model / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nOwn = OwnConfig = None\n")
    with pytest.raises(UsageError):
        open_scorer(of("similarity", model))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("kind", "model", "complaint"),
    [
        ("error-spans", "encoder", "has no weights for classifier"),
        ("quality", "encoder", "has no weights for"),
        ("quality", "entailment", "it has 3 classes where a regression has 1"),
        ("quality", "translator", "must be MetricX"),
        ("nli", "regression", "no class is named entailment or contradiction"),
        ("language", "regression", "its classes have no names"),
        ("error-spans", "entailment", "has no weights|no class says"),
        ("fluency", "translator", "does not load as AutoModelForCausalLM"),
        ("judge", "writer", "no chat template"),
        ("similarity", "encoder", "layer 9: it has 2"),
    ],
)
def test_a_model_made_for_something_else(
    kind: str, model: str, complaint: str, request: pytest.FixtureRequest
) -> None:
    settings = {"layer": 9} if kind == "similarity" else {}
    with pytest.raises(UsageError, match=complaint):
        open_scorer(of(kind, request.getfixturevalue(model), **settings))


def test_a_tokenizer_of_another_model(encoder: Path, tmp_path: Path) -> None:
    model = copied(encoder, tmp_path)
    tokenizer = transformers.AutoTokenizer.from_pretrained(model)
    tokenizer.add_tokens([f"word{number}" for number in range(20)])
    tokenizer.save_pretrained(model)
    with pytest.raises(UsageError, match="they do not belong together"):
        open_scorer(of("similarity", model))


def test_a_device_that_is_not_there(encoder: Path) -> None:
    for device in ("cuda", "mps"):
        if not (torch.cuda.is_available() if device == "cuda" else torch.backends.mps.is_available()):
            with pytest.raises(UsageError, match=f"device {device}: not on this machine"):
                open_scorer(of("similarity", encoder, device=device))


def test_a_signature_names_what_matters(encoder: Path, tmp_path: Path) -> None:
    plain = open_scorer(of("similarity", encoder)).signature
    assert plain.startswith(f"similarity:1|{encoder.name}@")
    assert open_scorer(of("similarity", encoder, batch=4)).signature == plain
    others = [
        open_scorer(of("similarity", encoder, **settings)).signature
        for settings in ({"layer": 1}, {"prefix": "query: "}, {"precision": "bf16"})
    ]
    model = copied(encoder, tmp_path)
    tokens = json.loads((model / "tokenizer_config.json").read_text())
    (model / "tokenizer_config.json").write_text(json.dumps(tokens, indent=7))
    others.append(open_scorer(of("similarity", model)).signature)
    assert len({plain, *others}) == 5


def test_bf16_computes_nearly_the_same(regression: Path) -> None:
    exact, rough = (
        [answer.figure for answer in open_scorer(of("quality", regression, precision=one)).score(QUESTIONS)]
        for one in ("fp32", "bf16")
    )
    assert exact != rough
    assert rough == pytest.approx(exact, abs=0.1)


def test_the_prefix_a_folder_asks_for(encoder: Path, tmp_path: Path) -> None:
    model = copied(encoder, tmp_path)
    said = {"prompts": {"query": "query: ", "document": "passage: "}, "default_prompt_name": "query"}
    (model / "config_sentence_transformers.json").write_text(json.dumps(said))
    own = open_scorer(of("similarity", model)).score(QUESTIONS)
    given = open_scorer(of("similarity", encoder, prefix="query: ")).score(QUESTIONS)
    assert own == given != open_scorer(of("similarity", encoder)).score(QUESTIONS)


def test_a_model_of_the_hub_that_is_on_this_machine(
    regression: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    place = tmp_path / "models--owner--name"
    (place / "refs").mkdir(parents=True)
    (place / "refs" / "main").write_text(commit)
    shutil.copytree(regression, place / "snapshots" / commit)
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(folder, "from_hub", folder.from_hub)
    scorer = open_scorer(of("quality", "owner/name"))
    assert "owner/name@0123456789abcdef" in scorer.signature
    assert scorer.score([Question("A", "Б")])[0].figure is not None
    with pytest.raises(UsageError, match="neither a folder nor on this machine"):
        open_scorer(of("quality", "owner/name", revision="other"))


def test_lengths_are_padded_by_themselves_alone() -> None:
    assert [batches.padded(length, 4) for length in (0, 1, 16, 17, 20, 21)] == [16, 16, 16, 20, 20, 24]
