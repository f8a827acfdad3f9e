"""The language server: what the editor tells us, and what we answer."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from audit.config.read_settings import BASELINE_FILE
from audit.editor.open_document import (
    FIX_ALL,
    SETTINGS,
    Audited,
    Desk,
    OpenDocument,
    diagnostics,
    fix_all,
    hover,
    quick_fixes,
)
from audit.version import __version__

T = TypeVar("T")
PAUSE = 0.3  # seconds without a keystroke before a changed text is audited
CONFIGURATIONS = ("**/audit.toml", "**/pyproject.toml", "**/*.audit.toml", f"**/{BASELINE_FILE}")
ACTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
)


class AuditServer(LanguageServer):
    """Keeps the last audit of every open document, and audits it again when it changes.

    The whole text is sent with every change: with parts of it, a text that holds other line separators
    (U+2028, form feed) would be put together wrongly.
    """

    def __init__(self, possible: bool = False) -> None:
        super().__init__("translation-audit", __version__, types.TextDocumentSyncKind.Full)
        self.desk = Desk(possible)
        # As the editor spells them, by what they spell: "%3A" and ":" are one to some editors.
        self.open: dict[str, str] = {}
        self.audited: dict[str, Audited] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        # One at a time: the answers come in the order of the questions, and one core is left to the editor.
        self.worker = ThreadPoolExecutor(1, "audit")

    async def aside(self, function: Callable[..., T], *arguments: object) -> T:
        """The result of a function that takes a while; the editor's messages are read meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self.worker, function, *arguments)

    def opened(self, uri: str) -> OpenDocument:
        """A document as the editor has it now."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) or document.filename or "untitled"
        return OpenDocument(uri, path, document.language_id or "", document.source, document.version)

    async def current(self, uri: str) -> Audited | None:
        """The audit of a document as it is now; None for one that is not open."""
        if unquote(uri) not in self.open:
            return None
        document = self.opened(uri)
        known = self.audited.get(uri)
        if known is not None and known.document == document:
            return known
        encoding = str(self.workspace.position_encoding or types.PositionEncodingKind.Utf16.value)
        return await self.aside(self.desk.audit, document, encoding)

    async def look(self, uri: str, pause: float = 0) -> None:
        """Audit a document and show what is found; a later look at the same one replaces this one."""
        earlier = self.waiting.pop(uri, None)
        if earlier is not None:
            earlier.cancel()
        self.waiting[uri] = asyncio.ensure_future(self._look(uri, pause))

    async def _look(self, uri: str, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        before = self.audited.pop(uri, None)  # not to be trusted: the configuration may have changed
        audited = await self.current(uri)
        if audited is None or self.opened(uri) != audited.document:
            return
        self.audited[uri] = audited
        if (
            audited.trouble
            and audited.trouble[0] == SETTINGS
            and (not before or before.trouble != audited.trouble)
        ):
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, audited.trouble[1]))
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics(audited), audited.document.version)
        )

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self.open.pop(unquote(uri), None)
        earlier = self.waiting.pop(uri, None)
        if earlier is not None:
            earlier.cancel()
        self.audited.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def spelled(self, edit: types.WorkspaceEdit) -> types.WorkspaceEdit:
        """The edit as this editor understands it."""
        workspace = self.client_capabilities.workspace
        known = workspace.workspace_edit if workspace else None
        if known and known.document_changes:
            return edit
        changes = {
            change.text_document.uri: [part for part in change.edits if isinstance(part, types.TextEdit)]
            for change in edit.document_changes or ()
            if isinstance(change, types.TextDocumentEdit)
        }
        return types.WorkspaceEdit(changes=changes)

    @property
    def resolves_edits(self) -> bool:
        """True when the editor asks for an action's edit only when the action is chosen."""
        texts = self.client_capabilities.text_document
        actions = texts.code_action if texts else None
        resolve = actions.resolve_support if actions else None
        return bool(resolve and "edit" in resolve.properties)


def language_server(possible: bool = False) -> AuditServer:
    """A server with all it answers to."""
    server = AuditServer(possible)

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(glob) for glob in CONFIGURATIONS]
            )
            wanted = types.Registration("configurations", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([wanted]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def configuration_changed(_: types.DidChangeWatchedFilesParams) -> None:
        for uri in list(server.open.values()):
            await server.look(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.open[unquote(params.text_document.uri)] = params.text_document.uri
        await server.look(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await server.look(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        await server.look(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        audited = await server.current(params.text_document.uri)
        return hover(audited, params.position) if audited else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, ACTIONS)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        audited = await server.current(params.text_document.uri)
        if audited is None:
            return []
        only = params.context.only
        offered = []
        if wanted(types.CodeActionKind.QuickFix.value, only):
            offered += quick_fixes(audited, params.range)
            for action in offered:
                action.edit = action.edit and server.spelled(action.edit)
        if wanted(FIX_ALL, only):
            everything = types.CodeAction(
                "Make all safe repairs of translation-audit", FIX_ALL, data=params.text_document.uri
            )
            if server.resolves_edits:
                offered.append(everything)
            elif only is not None:  # proving repairs takes a while: not at every move of the cursor
                everything = await resolved(everything)
                offered += [everything] if everything.edit else []
        return offered

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolved(action: types.CodeAction) -> types.CodeAction:
        if action.edit is None and isinstance(action.data, str):
            audited = await server.current(action.data)
            edit = await server.aside(fix_all, audited) if audited else None
            if edit:
                action.edit = server.spelled(edit)
        return action

    return server


def wanted(kind: str, only: object) -> bool:
    """True when an editor that asks for these kinds wants this one: itself or what it belongs to."""
    if not isinstance(only, list | tuple):
        return True
    names = [str(getattr(name, "value", name)) for name in only]
    return any(name == "" or kind == name or kind.startswith(name + ".") for name in names)
