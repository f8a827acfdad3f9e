"""`from audit import …`: what is promised is there, and nothing heavy comes with it."""

import subprocess
import sys

import pytest

import audit


@pytest.mark.parametrize("name", audit.__all__)
def test_promised_name_is_there(name: str) -> None:
    assert getattr(audit, name) is not None


def test_promises_are_sorted_and_unique() -> None:
    assert audit.__all__ == sorted(set(audit.__all__))


def test_every_home_is_promised() -> None:
    assert set(audit._HOMES) | {"__version__"} == set(audit.__all__)


def test_star_import_gives_exactly_the_promise() -> None:
    names: dict[str, object] = {}
    exec("from audit import *", names)
    assert names.keys() - {"__builtins__"} == set(audit.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Translator'"):
        audit.__getattr__("Translator")


def test_import_is_light() -> None:
    heavy = "pandas", "numpy", "langdetect", "chardet", "click", "msgspec"
    code = f"import audit, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
