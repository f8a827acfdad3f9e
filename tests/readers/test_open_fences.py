"""Code fences that nobody closed: the text behind them is read, and a note says so."""

from audit.readers.read_document import read_string

TEXT = "Later the ferry leaves the harbour, and all the guests wave to it from the shore."


def texts(markdown: str) -> tuple[list[str], list[str]]:
    document = read_string(markdown, "markdown")
    assert not document.understood or not document.unchecked
    return [segment.text for segment in document.segments], [item.why for item in document.unchecked]


def test_text_behind_a_fence_that_is_open_to_the_end() -> None:
    found, (why,) = texts(f"First the code.\n\n```\nmake all\n\n## Later\n\n{TEXT}\n")
    assert found == ["First the code.", "Later", TEXT]
    assert "line 3 is never closed; from line 6 on" in why


def test_text_before_the_next_code() -> None:
    found, (why,) = texts(f"First.\n\n```bash\nmake all\n\n{TEXT}\n\n```python\nprint(1)\n```\n\nThe end.\n")
    assert found == ["First.", TEXT, "The end."]
    assert "line 3" in why


def test_code_is_no_text() -> None:
    code = "def f():\n    return 1\n\n# Later the ferry leaves the harbour and all wave.\nx = f()\n"
    assert texts(f"First.\n\n```\n{code}") == (["First."], [])
    assert texts(f"First.\n\n```bash\n{code}\n```python\n{code}```\n") == (["First."], [])
    assert texts(f"First.\n\n````bash\n{code}\n```python\n{code}```\n\n{TEXT}\n````\n") == (["First."], [])
    assert texts(f"First.\n\n```text\n{TEXT}\n\n{TEXT}\n```\n") == (["First."], [])


def test_much_that_nobody_read_is_said() -> None:
    found, (why,) = texts("First.\n\n```\n" + "x = f(1) + 2;\n" * 40)
    assert found == ["First."]
    assert "all below it was taken for code" in why


def test_many_openings_take_no_longer() -> None:
    found, _ = texts("```bash\n" + "```python\nx\n\n" * 20000)
    assert found == []
