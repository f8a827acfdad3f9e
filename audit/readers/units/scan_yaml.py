"""YAML as a tree with places. Needs PyYAML, whose events say where every scalar stands.

Aliases are never followed: what they name is read where it stands, so no file can grow without end.
"""

import re
from bisect import bisect_right
from typing import Any

from audit.model.errors import UnreadableError
from audit.model.extras import YAML
from audit.readers.units.key_tree import DEEPEST, Items, Leaf, Node, Reading, Table
from audit.readers.units.yaml_scalar import scalar

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_SYMBOL = re.compile(r":[\w.]+")  # of Ruby: `:year`
_DIRECTIVE = re.compile(r"(?:^|(?<=[ \t\n\r]))#([ \t]*audit(?:-|:[ \t]*ignore)[^\n\r]*)", re.MULTILINE)

_NO_TEXT = (
    "a control character or a byte that is no text stands there; YAML allows none: delete it or save as UTF-8"
)
_TOO_DEEP = f"more than {DEEPEST} tables and lists stand within one another; flatten the file"


def scan_yaml(text: str) -> Reading:
    """Read up to the first fault, which is said. Raises UnreadableError where PyYAML is missing."""
    YAML.require("YAML files need", UnreadableError)
    import yaml

    return _Scan(text, yaml).run()


class _Open:
    """A table or a list that is being read. `key` is the one that waits for its value; None where a key comes next,
    or where the key is nothing that can be named."""

    __slots__ = ("key", "node", "wants_key")

    def __init__(self, node: Table | Items | None) -> None:
        self.node = node
        self.key: Leaf | None = None
        self.wants_key = isinstance(node, Table)


class _Scan:
    def __init__(self, text: str, yaml: Any) -> None:
        self._text = text
        self._yaml = yaml
        self._loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._resolver = yaml.resolver.Resolver()
        self._reading = Reading()
        self._roots: list[Node] = []
        self._open: list[_Open] = []
        self._spans: list[tuple[int, int]] = []

    def run(self) -> Reading:
        text, reading = self._text, self._reading
        mark = text.startswith("\ufeff")  # the two readers of PyYAML count it differently
        for match in _UNPRINTABLE.finditer(text, mark):
            reading.faults.append((match.start(), match.end(), _NO_TEXT))
        self._shift = int(mark)
        plain = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[mark:])
        try:
            for event in self._yaml.parse(plain, Loader=self._loader):
                if not self._take(event):
                    break
        except self._yaml.YAMLError as error:
            self._fault(error)
        if len(self._roots) == 1:
            reading.root = self._roots[0]
        elif self._roots:
            several = Items(0)
            several.values = self._roots
            reading.root = several
        self._comments()
        return reading

    def _take(self, event: Any) -> bool:
        """False where reading ends."""
        yaml = self._yaml
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._leaf(event))
        elif isinstance(event, yaml.AliasEvent):
            self._put(None)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            start = event.start_mark.index + self._shift
            if len(self._open) >= DEEPEST:
                self._reading.faults.append((start, len(self._text), _TOO_DEEP))
                return False
            node = Table(start) if isinstance(event, yaml.MappingStartEvent) else Items(start)
            self._put(node)
            self._open.append(_Open(node))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = self._open.pop().node
            if done is not None:
                done.end = event.end_mark.index + self._shift
        return True

    def _put(self, node: Node | None) -> None:
        """Put a value, or a key, where it belongs; None is one that is read elsewhere."""
        if not self._open:
            if node is not None:
                self._roots.append(node)
            return
        holder = self._open[-1]
        if isinstance(holder.node, Items):
            if node is not None:
                holder.node.values.append(node)
        elif holder.wants_key:
            holder.key = node if isinstance(node, Leaf) else None
            holder.wants_key = False
        else:
            if isinstance(holder.node, Table) and holder.key is not None and node is not None:
                holder.node.entries.append((holder.key, node))
            holder.key, holder.wants_key = None, True

    def _leaf(self, event: Any) -> Leaf:
        start, end = event.start_mark.index + self._shift, event.end_mark.index + self._shift
        if start < end:
            self._spans.append((start, end))
        is_text = event.tag in _TEXT_TAGS
        if is_text and not event.style and event.tag is None:
            kind = self._resolver.resolve(self._yaml.ScalarNode, event.value, (True, False))
            is_text = kind in _TEXT_TAGS and not _SYMBOL.fullmatch(event.value)
        if not is_text:
            return Leaf(event.value, start, end, is_text=False)
        flow = any(
            holder.node is not None and self._text.startswith(("{", "["), holder.node.start)
            for holder in self._open
        )
        value = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", event.value)
        return scalar(self._text, start, end, value, event.style or "", flow)

    def _fault(self, error: Any) -> None:
        at = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        start = min(at.index + self._shift if at else 0, len(self._text))
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is no YAML"
        why = f"could not be read ({problem}); correct the file at its start, nothing behind it is read"
        self._reading.faults.append((start, len(self._text), why))

    def _comments(self) -> None:
        starts = [start for start, _ in self._spans]
        for match in _DIRECTIVE.finditer(self._text):
            before = bisect_right(starts, match.start()) - 1
            if before < 0 or self._spans[before][1] <= match.start():
                self._reading.comments.append((match.start(), match.start(1), match.end(), match.end()))
