"""What became of the findings of a run in a later one."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.report.trends import shown as module
from audit.report.trends.shown import Count, Kept, Shown, paired


def kept(found: Mapping[str, list[tuple[str, str]]], **odd: Any) -> bytes:
    shown = Shown()
    shown.add(
        [{"path": path, "unchecked": None, "unlisted": 0} | odd.get(path, {}) for path in found],
        [
            {
                "path": path,
                "check": check,
                "fingerprint": fingerprint,
                "confidence": "possible" if fingerprint == "?" else "likely",
            }
            for path, pairs in found.items()
            for check, fingerprint in pairs
        ],
    )
    return shown.to_bytes()


def test_gone_new_and_open() -> None:
    before = kept({"a": [("x", "1"), ("x", "2"), ("y", "1"), ("x", "?")], "old": [("x", "1")]})
    after = kept({"a": [("x", "2"), ("y", "2")], "b": [("x", "1")], "c": []})
    result = paired(before, after)
    assert result is not None
    assert (result.documents, result.before, result.after, result.same) == (1, 1, 2, False)
    assert result.all == Count(gone=2, new=1, open=1)
    assert dict(result.checks) == {"y": Count(1, 1, 0), "x": Count(1, 0, 1)}
    one = paired(before, after, "x")
    assert one is not None
    assert one.all == Count(1, 0, 1)


def test_half_known_documents_are_left_out() -> None:
    before = kept({"a": [("x", "1")], "b": [("x", "1")], "c": []})
    after = kept({"a": [], "b": [], "c": []}, a={"unchecked": "damaged"}, b={"unlisted": 3})
    result = paired(before, after)
    assert result is not None
    assert (result.documents, result.all) == (1, Count())


def test_nothing_to_compare() -> None:
    some = kept({"a": []})
    assert paired(some, b"") is None
    assert paired(some, kept({"b": []})) is None
    assert paired(some, msgspec.msgpack.encode(Kept(b"12345678", b"1" * 16, b"\x09\x00", ("x",)))) is None


def records(documents: bytes, findings: bytes, numbers: bytes) -> bytes:
    return msgspec.msgpack.encode(Kept(documents, findings, numbers, ("x",)))


@given(st.binary() | st.builds(records, st.binary(), st.binary(), st.binary()))
def test_damage_is_nothing(data: bytes) -> None:
    paired(kept({"a": [("x", "1")]}), data)


def test_too_many_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 40)
    assert kept({"a": [("x", "1")]})
    assert kept({"a": [("x", "1")], "b": [("x", "1")]}) == b""
