"""Office documents made on the spot, member by member."""

import io
import zipfile
from collections.abc import Mapping

OPC = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:shape"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
TYPES = (
    f'{HEAD}<Types xmlns="{OPC}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{word}:1.0"'
    for name, word in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("meta", "meta"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
ODT_MIME = "application/vnd.oasis.opendocument.text"

Content = str | bytes


def archive(members: Mapping[str, Content], stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP archive with these members in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for number, (name, content) in enumerate(members.items()):
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 2 * number))
            info.external_attr = 0o640 << 16
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def relations(*items: tuple[str, str, str]) -> str:
    """A member of relations: (id, kind, target)."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, kind, target in items
    )
    return f'{HEAD}<Relationships xmlns="{OPC}/relationships">{rows}</Relationships>'


def docx_members(
    body: str,
    parts: Mapping[str, tuple[str, Content]] | None = None,
    root: tuple[tuple[str, str, str], ...] = (),
) -> dict[str, Content]:
    """The members of a DOCX document; `parts` are further ones that the main text names: name → (kind, content)."""
    parts = parts or {}
    items = [(f"rId{number}", kind, name) for number, (name, (kind, _)) in enumerate(parts.items(), 1)]
    members: dict[str, Content] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml"), *root),
        "word/document.xml": f"{HEAD}<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*items),
        "word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    }
    return members | {f"word/{name}": content for name, (_, content) in parts.items() if "://" not in name}


def docx(body: str, parts: Mapping[str, tuple[str, Content]] | None = None) -> bytes:
    """A DOCX document."""
    return archive(docx_members(body, parts), ("word/media/image1.png",))


def w(name: str, content: str) -> str:
    """The text of a further part of a DOCX document, whose root is `name`."""
    return f"{HEAD}<w:{name} {WORD}>{content}</w:{name}>"


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{style}{more}</w:pPr>" if style or more else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "", keeps: bool = True) -> str:
    """A run; `text` is XML."""
    space = ' xml:space="preserve"' if keeps else ""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{properties}<w:t{space}>{text}</w:t></w:r>"


def odt_members(
    body: str, automatic: str = "", styles: str = "", masters: str = "", meta: str = ""
) -> dict[str, Content]:
    """The members of an ODT document."""
    return {
        "mimetype": ODT_MIME,
        "Pictures/one.png": b"\x89PNG" + bytes(range(256)),
        "content.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {ODF}>'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": (
            f"<office:document-styles {ODF}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
        ),
        "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:m"/>',
    }


def odt(body: str, automatic: str = "", styles: str = "", masters: str = "", meta: str = "") -> bytes:
    """An ODT document."""
    return archive(odt_members(body, automatic, styles, masters, meta), ("mimetype",))


def contents(data: bytes) -> dict[str, bytes]:
    """The members of an archive as another program sees them."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def facts(data: bytes) -> list[tuple[object, ...]]:
    """What an archive says of its members beside their content."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [
            (info.filename, info.date_time, info.compress_type, info.external_attr, info.extra, info.comment)
            for info in file.infolist()
        ]
