"""The comparison for programs: paths or pandas frames in, a `Comparison` out."""

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from audit.model.errors import UsageError
from audit.model.settings import Configuration, Settings
from audit.report.comparison.comparison import Comparison
from audit.report.comparison.comparison import compare as put_together
from audit.report.comparison.figures import ALPHA
from audit.report.comparison.resampling import Scheme, sampling
from audit.report.comparison.version import Version
from audit.run.comparison.read_versions import Reader, refuse

if TYPE_CHECKING:
    from pandas import DataFrame


def compare(
    *versions: "str | PathLike[str] | DataFrame",
    names: Sequence[str] = (),
    settings: Settings | None = None,
    test: str = Scheme.BOOTSTRAP,
    samples: int | None = None,
    seed: int | None = None,
    alpha: float = ALPHA,
) -> Comparison:
    """Put versions of the same documents side by side; the first is the one that the others are compared with.

    Each is a folder, a file, a table or the folder of a finished report, or a frame as `Auditor.check_frame` takes it,
    whose rows are paired by `id`. `Comparison.frames()` gives its tables. What the other arguments mean is what
    `audit compare --help` says. Raises UsageError for versions that are none.
    """
    if len(versions) < 2:
        raise UsageError("two versions at least are needed, the baseline first")
    called = list(names) or [
        fspath(item) if isinstance(item, str | PathLike) else f"frame {number}"
        for number, item in enumerate(versions, 1)
    ]
    if len(called) != len(versions) or len(set(called)) < len(called):
        raise UsageError(f"{len(versions)} versions need as many names, no two alike")
    how = sampling(Scheme(test), samples, None if seed is None else str(seed))
    chosen = settings or Settings()
    configuration = Configuration(**{name: getattr(chosen, name) for name in Settings.__struct_fields__})
    reader = Reader(configuration, Path.cwd())
    read = [_version(reader, item, name) for item, name in zip(versions, called, strict=True)]
    return put_together(read, how, alpha)


def _version(reader: Reader, item: "str | PathLike[str] | DataFrame", name: str) -> Version:
    if isinstance(item, str | PathLike):
        path = fspath(item)
        refuse(path)
        return reader.version(path, name)
    return reader.frame(item, name)
