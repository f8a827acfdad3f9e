"""How text is written into the cells of a table of text."""

from collections.abc import Callable, Mapping

from audit.readers.notation import UnwritableError, encodable

QUOTED = "csv-quoted"
# Without quotation marks, by what stands between the cells.
BARE: Mapping[str, str] = {
    ",": "csv-bare-comma",
    ";": "csv-bare-semicolon",
    "\t": "csv-bare-tab",
    "|": "csv-bare-line",
}
SEPARATORS = tuple(BARE)


def write_csv_quoted(text: str, encoding: str) -> str:
    """Between quotation marks, which can hold everything."""
    return encodable(text.replace('"', '""'), encoding)


def _bare(separator: str) -> Callable[[str, str], str]:
    def write(text: str, encoding: str) -> str:
        if separator in text or "\n" in text or "\r" in text:
            raise UnwritableError("this would end the cell; put the cell into quotation marks")
        return encodable(text, encoding)

    return write


def _whole(text: str) -> None:
    if text.startswith('"'):
        raise UnwritableError("a cell that begins with a quotation mark must stand in quotation marks itself")


CSV_WRITERS: Mapping[str, Callable[[str, str], str]] = {
    QUOTED: write_csv_quoted,
    **{name: _bare(separator) for separator, name in BARE.items()},
}
CSV_WHOLES: Mapping[str, Callable[[str], None]] = dict.fromkeys(BARE.values(), _whole)
