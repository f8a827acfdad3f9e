"""The language server as an editor meets it: a process, messages on its standard streams."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server's library is not installed")

PATIENCE = 60  # seconds: the machine may be busy
TEXT = "\N{GRINNING FACE} The boat lay at at the pier , and nobody saw it leave.\n"


class Editor:
    """A client that writes messages and sorts what comes back."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "audit", "lsp", "--stdio", *arguments]
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.folder = folder
        self.number = 0
        self.answers: dict[int, queue.Queue[Any]] = {}
        self.diagnostics: queue.Queue[Any] = queue.Queue()
        self.other: queue.Queue[Any] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            message = json.loads(stream.read(length))
            if "id" in message and "method" not in message:
                self.answers[message["id"]].put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self.diagnostics.put(message["params"])
            else:
                self.other.put(message)
                if "id" in message:
                    self._write({"id": message["id"], "result": None})

    def _write(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0"} | message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self._write({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        self.answers[self.number] = queue.Queue()
        self._write({"id": self.number, "method": method, "params": params})
        answer = self.answers[self.number].get(timeout=PATIENCE)
        assert "error" not in answer, answer
        return answer["result"]

    def start(self, **capabilities: Any) -> Any:
        params = {"processId": None, "rootUri": self.folder.as_uri(), "capabilities": capabilities}
        answer = self.ask("initialize", params)
        self.tell("initialized", {})
        return answer["capabilities"]

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "plaintext") -> list[Any]:
        document = {"uri": self.uri(name), "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.shown(name)

    def change(self, name: str, text: str, version: int) -> None:
        document = {"uri": self.uri(name), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def shown(self, name: str) -> list[Any]:
        """The next diagnostics that come; they must be for this document."""
        params = self.diagnostics.get(timeout=PATIENCE)
        assert params["uri"] == self.uri(name)
        found: list[Any] = params["diagnostics"]
        return found

    def actions(self, name: str, line: int, only: list[str] | None = None) -> list[Any]:
        place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 999}}
        context = {"diagnostics": []} | ({"only": only} if only else {})
        params = {"textDocument": {"uri": self.uri(name)}, "range": place, "context": context}
        found: list[Any] = self.ask("textDocument/codeAction", params)
        return found


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    (tmp_path / "audit.toml").write_text('target = "en"\n', "utf-8")
    editor = Editor(tmp_path)
    yield editor
    if editor.process.poll() is None:
        editor.ask("shutdown", None)
        editor.tell("exit", None)
        assert editor.process.wait(PATIENCE) == 0
    for stream in (editor.process.stdin, editor.process.stdout):
        assert stream is not None
        editor.reader.join(PATIENCE)
        stream.close()


def edited(text: str, edits: list[Any]) -> str:
    """The text after edits in UTF-16 columns of its one line."""
    raw = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda edit: -edit["range"]["start"]["character"]):
        start, end = (2 * edit["range"][key]["character"] for key in ("start", "end"))
        raw = raw[:start] + edit["newText"].encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le")


def test_findings_while_one_writes(editor: Editor) -> None:
    editor.start()
    found = editor.open("a.txt", TEXT)
    assert [(item["code"], item["source"], item["severity"]) for item in found] == [
        ("doubled-word", "audit", 3),
        ("space-before-mark", "audit", 3),
    ]
    # The emoji takes two UTF-16 units.
    assert found[0]["range"] == {"start": {"line": 0, "character": 16}, "end": {"line": 0, "character": 21}}
    for version in range(2, 6):
        editor.change("a.txt", "The boat" + " lay" * version, version)
    editor.change("a.txt", "The boat lay at the pier, and nobody saw it leave.\n", 6)
    assert editor.shown("a.txt") == []
    assert editor.diagnostics.empty(), "hasty changes are audited once"
    editor.tell("textDocument/didSave", {"textDocument": {"uri": editor.uri("a.txt")}})
    assert editor.shown("a.txt") == []
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri("a.txt")}})
    assert editor.shown("a.txt") == []


@pytest.mark.parametrize("name", ["a b.txt", "паром.txt", "100%.txt", "100%25.txt", "a#b?c.txt"])
def test_names_that_an_address_has_to_escape(editor: Editor, name: str) -> None:
    editor.start()
    assert "%" in editor.uri(name)
    assert len(editor.open(name, TEXT)) == 2
    edits = [
        edit for action in editor.actions(name, 0, ["quickfix"]) for edit in action["edit"]["changes"].items()
    ]
    assert {uri for uri, _ in edits} == {editor.uri(name)}
    editor.tell("workspace/didChangeWatchedFiles", {"changes": []})
    assert len(editor.shown(name)) == 2
    editor.change(name, "The boat lay at the pier, and nobody saw it leave.\n", 2)
    assert editor.shown(name) == []
    editor.tell("textDocument/didClose", {"textDocument": {"uri": editor.uri(name)}})
    assert editor.shown(name) == []
    assert editor.actions(name, 0) == []


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 18), ("utf-32", 15), ("utf-16", 16)])
def test_columns_as_agreed(editor: Editor, encoding: str, column: int) -> None:
    capabilities = editor.start(general={"positionEncodings": [encoding]})
    assert capabilities["positionEncoding"] == encoding
    found = editor.open("a.txt", TEXT)
    assert found[0]["range"]["start"]["character"] == column


def test_repairs(editor: Editor) -> None:
    editor.start(workspace={"workspaceEdit": {"documentChanges": True}})
    editor.open("a.txt", TEXT)
    actions = editor.actions("a.txt", 0)
    assert [(action["title"], action["kind"], action["isPreferred"]) for action in actions] == [
        ("Remove “ at” (doubled-word)", "quickfix", True),
        ("Remove “ ” (space-before-mark)", "quickfix", True),
    ]
    change = actions[0]["edit"]["documentChanges"][0]
    assert change["textDocument"] == {"uri": editor.uri("a.txt"), "version": 1}
    assert edited(TEXT, change["edits"]) == TEXT.replace("at at", "at")
    assert editor.actions("a.txt", 5) == []
    assert editor.actions("a.txt", 0, ["refactor"]) == []


@pytest.mark.parametrize("only", ["source", "source.fixAll", "source.fixAll.audit"])
def test_all_safe_repairs(editor: Editor, only: str) -> None:
    editor.start()
    editor.open("a.txt", TEXT)
    (action,) = editor.actions("a.txt", 0, [only])
    (edits,) = action["edit"]["changes"].values()
    assert edited(TEXT, edits) == TEXT.replace("at at", "at").replace(" ,", ",")
    editor.open("b.txt", "The boat lay at the pier, and nobody saw it leave.\n")
    assert editor.actions("b.txt", 0, [only]) == []


def test_edits_on_demand(editor: Editor) -> None:
    editor.start(textDocument={"codeAction": {"resolveSupport": {"properties": ["edit"]}}})
    editor.open("a.txt", TEXT)
    action = editor.actions("a.txt", 0)[-1]
    assert action["kind"] == "source.fixAll.audit"
    assert "edit" not in action
    resolved = editor.ask("codeAction/resolve", action)
    (edits,) = resolved["edit"]["changes"].values()
    assert edited(TEXT, edits) == TEXT.replace("at at", "at").replace(" ,", ",")


def test_hover_explains(editor: Editor) -> None:
    editor.start()
    editor.open("a.txt", TEXT)
    where = {"textDocument": {"uri": editor.uri("a.txt")}, "position": {"line": 0, "character": 17}}
    answer = editor.ask("textDocument/hover", where)
    assert answer["contents"]["kind"] == "markdown"
    assert answer["contents"]["value"].startswith("**doubled-word**")
    assert "`audit explain doubled-word`" in answer["contents"]["value"]
    where["position"] = {"line": 0, "character": 4}
    assert editor.ask("textDocument/hover", where) is None


def test_formats(editor: Editor) -> None:
    editor.start()
    page = "<p>The boat lay at <code>at at</code> the pier&nbsp;, and nobody saw it.</p>"
    assert [item["code"] for item in editor.open("a.html", page, "html")] == ["space-before-mark"]
    assert [
        item["code"] for item in editor.open("b.md", "The boat lay `at at` **at at** it.", "markdown")
    ] == ["doubled-word"]
    assert editor.open("c.py", "x = 'The boat lay at at the pier'", "python") == []


def test_the_configuration_is_read_again(editor: Editor) -> None:
    editor.start(workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    registered = editor.other.get(timeout=PATIENCE)
    assert registered["method"] == "client/registerCapability"
    assert len(editor.open("a.txt", TEXT)) == 2
    file = editor.folder / "audit.toml"
    changed = {"changes": [{"uri": file.as_uri(), "type": 2}]}
    file.write_text('target = "en"\nignore = ["doubled-word"]\n', "utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changed)
    assert [item["code"] for item in editor.shown("a.txt")] == ["space-before-mark"]
    file.write_text('target = "en"\nexclude = ["a.txt"]\n', "utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changed)
    assert editor.shown("a.txt") == []
    file.write_text('tarket = "en"\n', "utf-8")
    editor.tell("workspace/didChangeWatchedFiles", changed)
    (note,) = editor.shown("a.txt")
    assert (note["code"], note["severity"]) == ("settings", 1)
    assert 'audit.toml:1: unknown key "tarket"' in note["message"]


def test_what_is_accepted_is_not_shown_until_its_sentence_is_edited(editor: Editor) -> None:
    (editor.folder / "audit.toml").write_text('target = "en"\nbaseline = "audit-baseline.json"\n', "utf-8")
    (editor.folder / "a.txt").write_text(TEXT, "utf-8")
    accept = [sys.executable, "-m", "audit", "baseline", "-q", "-o", "audit-baseline.json", "--update"]
    subprocess.run([*accept, "a.txt"], cwd=editor.folder, check=True)
    editor.start()
    assert editor.open("a.txt", TEXT) == []
    assert editor.actions("a.txt", 0) == []
    before = f"Dawn broke. {TEXT.strip()} It came "
    editor.change("a.txt", f"{before}in in the night.\n", 2)
    units = len(before.encode("utf-16-le")) // 2
    assert [item["range"]["start"]["character"] for item in editor.shown("a.txt")] == [units]
    (action,) = editor.actions("a.txt", 0, ["source.fixAll"])
    (edits,) = action["edit"]["changes"].values()
    assert [edit["newText"] for edit in edits] == [""]
    editor.change("a.txt", TEXT.replace("nobody", "no one"), 3)
    assert [item["code"] for item in editor.shown("a.txt")] == ["doubled-word", "space-before-mark"]
    # What is accepted while the editor runs.
    (editor.folder / "a.txt").write_text(TEXT.replace("nobody", "no one"), "utf-8")
    subprocess.run([*accept, "a.txt"], cwd=editor.folder, check=True)
    editor.tell("textDocument/didSave", {"textDocument": {"uri": editor.uri("a.txt")}})
    assert editor.shown("a.txt") == []


def test_a_side_file_excuses(editor: Editor) -> None:
    side = editor.folder / "a.txt.audit.toml"
    side.write_text('[[ignore-where]]\ninside = "at at"\n', "utf-8")
    editor.start()
    assert [item["code"] for item in editor.open("a.txt", TEXT)] == ["space-before-mark"]
    (action,) = editor.actions("a.txt", 0, ["source.fixAll"])
    (edits,) = action["edit"]["changes"].values()
    assert edited(TEXT, edits) == TEXT.replace(" ,", ",")
    editor.change("a.txt", TEXT.replace("at at", "stayed stayed"), 2)
    assert "doubled-word" in [item["code"] for item in editor.shown("a.txt")]
    side.write_text("[[ignore-where]]\ninsid = 1\n", "utf-8")
    editor.tell("textDocument/didSave", {"textDocument": {"uri": editor.uri("a.txt")}})
    (note,) = editor.shown("a.txt")
    assert note["code"] == "unchecked"
    assert 'unknown key "insid"' in note["message"]


def test_what_is_not_checked_is_said(editor: Editor) -> None:
    (editor.folder / "audit.toml").write_text("", "utf-8")
    editor.start()
    (note,) = editor.open("a.txt", "Qxv zzk.\n")
    assert note["code"] == "unchecked"
    assert "language" in note["message"]
    assert editor.open("b.txt", "\n") == []


def test_an_editor_that_is_gone(editor: Editor) -> None:
    editor.start()
    editor.open("a.txt", TEXT)
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    editor.process.wait(PATIENCE)


def test_without_the_library(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['pygls'] = None; from audit.cli.main import main; sys.exit(main(['lsp']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'translation-audit[lsp]'" in done.stderr
