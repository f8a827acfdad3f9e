"""Tests of models. Most need the libraries of the extra `neural`; `python3 tools/run.py tests --models` brings them."""

import importlib.util
import socket
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

REAL_CONNECT, REAL_LOOK_UP = socket.socket.connect, socket.getaddrinfo


@pytest.fixture(autouse=True, scope="session")
def _one_thread() -> None:
    if importlib.util.find_spec("torch"):
        import torch

        torch.set_num_threads(1)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing leaves this machine: a socket that connects elsewhere fails the test, whatever is made of its error."""
    strays: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        if self.family == socket.AF_INET and address[0] == "127.0.0.1":
            REAL_CONNECT(self, address)
            return
        strays.append(address)
        raise OSError(f"blocked: {address}")

    def look_up(host: Any, *more: Any, **settings: Any) -> Any:
        if host == "127.0.0.1":
            return REAL_LOOK_UP(host, *more, **settings)
        strays.append(host)
        raise socket.gaierror(f"blocked: {host}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    yield
    assert not strays


def made() -> ModuleType:
    """What makes models; a test that asks for one is skipped where there are no libraries to make it with."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    from neural import tiny

    return tiny


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder."""
    tiny = made()
    return tiny.bert(tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="session")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A token classifier."""
    tiny = made()
    labels = {0: "OK", 1: "BAD"}
    return tiny.bert(tmp_path_factory.mktemp("tagger"), "ForTokenClassification", id2label=labels)


@pytest.fixture(scope="session")
def regression(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sequence regression."""
    tiny = made()
    return tiny.bert(tmp_path_factory.mktemp("regression"), "ForSequenceClassification", num_labels=1)


@pytest.fixture(scope="session")
def entailment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier with the classes of entailment."""
    tiny = made()
    labels = {0: "Entailment", 1: "neutral", 2: "contradiction"}
    return tiny.bert(tmp_path_factory.mktemp("nli"), "ForSequenceClassification", id2label=labels)


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier of languages."""
    tiny = made()
    labels = {0: "eng_Latn", 1: "de", 2: "rus", 3: "deu"}
    return tiny.bert(tmp_path_factory.mktemp("languages"), "ForSequenceClassification", id2label=labels)


@pytest.fixture(scope="session")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A causal model."""
    tiny = made()
    return tiny.gpt(tmp_path_factory.mktemp("writer"))


@pytest.fixture(scope="session")
def translator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translation model of one direction."""
    tiny = made()
    return tiny.t5(tmp_path_factory.mktemp("translator"))


@pytest.fixture(scope="session")
def metricx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What MetricX is, but for its size."""
    tiny = made()
    return tiny.t5(tmp_path_factory.mktemp("metricx"), vocabulary=250112)
