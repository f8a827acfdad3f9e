"""What a batch is about, in values that travel between processes."""

import os
import posixpath
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from audit.config.path_settings import GATES
from audit.excuses.read_baseline import read_baseline
from audit.language.catalogue import data_digest
from audit.language.language_model import model_digest
from audit.model.in_force import InForce
from audit.model.run_facts import ALONE, RunFacts
from audit.model.settings import Configuration, OutputChoice
from audit.one.other_unit import OtherUnit
from audit.registry.plugins import plugins_digest
from audit.run.changes.source_history import Since
from audit.score.estimate.weights import read_weights
from audit.version import __version__

LAYOUT = 7  # of the partition files: a change makes every one of them stale
WORK = ".work"
PAGES = "documents"
INDEX = "index.html"


class Job(msgspec.Struct, frozen=True):
    """What is the same for every document of a batch.

    `possible`: doubtful findings are shown too. `pages`: every document gets a page. `segments`: the table
    of segments is written. `spread`: documents in a partition at most. `root`: where outlets begin, see
    `outlet_of`. `beside`: what the documents say together. `accepted`: see the function.
    `installed`: what figures beside references depend on (`measures.catalogue.installed`); `models`: what the answers of
    each model depend on (`model_keys`).
    `here` is the folder where relative paths start, seen from the folder of the report: workers may run in another
    one. It is no part of the digest.
    """

    configuration: InForce
    possible: bool = False
    pages: bool = True
    segments: bool = True
    spread: int = 128
    root: str = ""
    beside: RunFacts = ALONE
    accepted: str = ""
    here: str = ""
    installed: str = ""
    models: tuple[bytes, ...] = ()

    @property
    def digest(self) -> bytes:
        """16 bytes over everything but the documents that could change a result."""
        configurations = [(folder, plain(one)) for folder, one in self.configuration.every()]
        said = msgspec.msgpack.encode(
            (LAYOUT, __version__, data_digest(), model_digest(), code_digest(), configurations, self.possible,
             self.pages, self.segments, self.spread, self.root, self.beside, self.accepted, self.installed, self.models)
        )  # fmt: skip
        return blake2b(said, digest_size=16).digest()


def plain(configuration: Configuration) -> tuple[Any, ...]:
    """What a configuration says of the documents themselves: which of them are meant, and what the gates make of them,
    changes no result."""
    ungated: dict[str, Any] = dict.fromkeys(GATES)
    configuration = msgspec.structs.replace(
        configuration,
        include=(),
        exclude=(),
        terms_file=None,
        glossary_file=None,
        strict=False,
        fail_under_metric=(),
        root=False,
        output=OutputChoice(),
        path=tuple(msgspec.structs.replace(rule, **ungated) for rule in configuration.path),
        **ungated,
    )
    return tuple(getattr(configuration, name) for name in Configuration.__struct_fields__)


def model_keys(configuration: Configuration) -> tuple[bytes, ...]:
    """What names each model with everything that its answers depend on. Raises UsageError for one that is not there."""
    models = {model: None for _, one in configuration.every() for model in one.models}
    if not models:
        return ()
    from audit.neural.remembered import model_key

    return tuple(map(model_key, models))


def answers_path(folder: Path) -> Path:
    """Where answers of models are kept from run to run."""
    return folder / WORK / "answers.sqlite"


def accepted(configuration: Configuration) -> str:
    """Everything that the files depend on that settings name: of a baseline its content, the day, where it lies, which
    of its documents are gone; the weights of the estimate.

    "" without any. Raises SettingsError when one cannot be read.
    """
    return "\n".join(accepted_by(one) for _, one in configuration.every())


def accepted_by(configuration: Configuration) -> str:
    """The same for one configuration."""
    weights = read_weights(Path(configuration.estimate)).digest if configuration.estimate else ""
    if not configuration.baseline:
        return weights
    baseline = read_baseline(Path(configuration.baseline))
    gone = sorted({entry.path for entry in baseline.entries if not baseline.exists(entry.path)})
    return f"{baseline.digest} {baseline.day} {baseline.relative('.')} {'|'.join(gone)}{weights}"


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A document that is a file: its name in the report, what `[[path]]` rules see, where it lies.

    Paths need not be Unicode; the system's bytes travel. `versions`: see `Document`; `source_place`: the file
    with the sources of a translation file; `reference_place`: the file it is compared with; `since`: the file with the
    sources was committed after it; `lacks_source`: it was looked for in vain; `elsewhere`: units of other files that its
    own do not agree with.
    """

    name: str
    relative: str
    place: bytes
    versions: tuple[str, ...] = ()
    source_place: bytes = b""
    reference_place: bytes = b""
    since: Since | None = None
    lacks_source: bool = False
    elsewhere: tuple[OtherUnit, ...] = ()

    @property
    def source(self) -> str:
        """Where its sources lie, "" when it has no file beside it that holds them."""
        return os.fsdecode(self.source_place)

    @property
    def source_name(self) -> str:
        """What reports call the file with its sources: the name that leads there from its own name."""
        return self._called(self.source)

    @property
    def reference(self) -> str:
        """Where its reference should lie, "" when none was asked for."""
        return os.fsdecode(self.reference_place)

    @property
    def reference_name(self) -> str:
        """What reports call the file of its reference, in the same way."""
        return self._called(self.reference)

    def _called(self, path: str) -> str:
        if not path:
            return ""
        try:
            way = os.path.relpath(path, os.path.dirname(self.path)).replace(os.sep, "/")
        except ValueError:  # another drive
            return path.replace(os.sep, "/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), way))

    @property
    def path(self) -> str:
        """Where it lies, to open it."""
        return os.fsdecode(self.place)


class Partition(msgspec.Struct, frozen=True, array_like=True):
    """Documents that are audited in one go. `number` is its place in the order of the report.

    `size` is how many bytes of the input it stands for. Either `entries` name files, or `spool` names a
    file of `count` records in the work folder, and `key` is then the name of the partition's file. `stamp` is what the
    files' sizes and times came to. `place` names where it begins, `before` holds the keys of partitions of an
    earlier run that may hold some of its documents.
    """

    number: int
    count: int
    size: int
    entries: tuple[Entry, ...] = ()
    spool: str | None = None
    key: bytes | None = None
    stamp: bytes | None = None
    place: bytes = b""
    before: tuple[bytes, ...] = ()


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A partition to audit. `careful`: leave a note before each document, for whoever finds us dead.

    `poisoned`: places of documents that killed the process before and are only named in the report.
    """

    partition: Partition
    careful: bool = False
    poisoned: tuple[int, ...] = ()


class Done(msgspec.Struct, frozen=True, array_like=True):
    """A partition that is audited: the key its file is named by, and the stamp of what was really read."""

    key: bytes
    stamp: bytes | None = None
    fresh: bool = True


@cache
def code_digest() -> str:
    """Eight hex digits over the program itself: an edited check must not meet an old result."""
    digest = blake2b(digest_size=4)
    top = Path(__file__).parent.parent.parent
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "data", "cli"))
        for name in sorted(files):
            if name.endswith((".py", ".js", ".css")):
                digest.update(Path(folder, name).read_bytes())
    digest.update(plugins_digest())
    return digest.hexdigest()


def partition_path(folder: Path, key: bytes) -> Path:
    """Where the file of a partition lies. Split by its first two digits: folders of a million are slow."""
    name = key.hex()
    return folder / WORK / "partitions" / name[:2] / name[2:]


def spool_path(folder: Path, name: str) -> Path:
    """Where records wait for their worker."""
    return folder / WORK / "waiting" / name


def note_path(folder: Path, number: int) -> Path:
    """Where a careful worker says which document it is at."""
    return folder / WORK / "notes" / str(number)
