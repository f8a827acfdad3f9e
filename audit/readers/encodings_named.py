"""The encoding that a file's first bytes name."""

import codecs
import re

_HEAD = 16384  # bytes in which an encoding is looked for
_XML_DECLARATION = rb"<\?xml\s[^<>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)"
_META_CHARSET = rb"(?i)<meta\s[^<>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)"


def html_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page declares in its first 16 KB (meta element or XML declaration)."""
    head = data[:_HEAD]
    match = re.match(_XML_DECLARATION, head.lstrip()[:512])
    if match is None:
        match = re.search(_META_CHARSET, _without_comments(head))
    return match.group(1).decode("ascii") if match else None


def xml_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration names."""
    match = re.match(_XML_DECLARATION, data.removeprefix(codecs.BOM_UTF8).lstrip()[:512])
    return match.group(1).decode("ascii") if match else None


def _without_comments(head: bytes) -> bytes:
    kept, position = [], 0
    while (opening := head.find(b"<!--", position)) >= 0:
        kept.append(head[position:opening])
        closing = head.find(b"-->", opening + 4)
        if closing < 0:
            return b"".join(kept)
        position = closing + 3
    kept.append(head[position:])
    return b"".join(kept)
