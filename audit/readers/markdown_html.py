"""The lines that begin a block of HTML in Markdown (CommonMark 4.6), each with the text that ends it."""

import re

from audit.readers.markdown_dialects import CLOSING_TAG, OPEN_TAG

_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div"
    "|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li"
    "|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td"
    "|tfoot|th|thead|title|tr|track|ul"
)
# The starts of HTML blocks; each with the text that ends it (None: a blank line).
HTML_STARTS = (
    (re.compile(r"<(?:pre|script|style|textarea)(?=[ \t>]|$)", re.I), re.compile(r"</(?:pre|script|style|textarea)>", re.I)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_HTML_NAMES})(?=[ \t]|/?>|$)", re.I), None),
    (re.compile(rf"(?:{OPEN_TAG}|{CLOSING_TAG})[ \t]*$"), None),
)  # fmt: skip
ANY_TAG = len(HTML_STARTS) - 1  # the one that cannot interrupt a paragraph
