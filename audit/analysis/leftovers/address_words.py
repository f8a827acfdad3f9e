"""The words of a file's addresses, file names and attributes.

Every one of them is found by a sign that text seldom has, and read from there to both sides: a pattern that could
begin at any word would be tried at every word of the file.
"""

import re

MOST_TEXT = 400_000  # code points of a file that are searched
# Nothing here reaches further than a bounded stretch: documents are hostile.
_LINKS = re.compile(r"https?://[^\s)>\"']+|www\.[^\s)>\"']+|\]\([^)\n]{0,300}\)")
_SIGNS = re.compile(
    r"@(?P<host>[\w.-]{1,200})|\.(?P<ending>(?:md|html|py|js|ts|json|ya?ml|toml|txt|css|com|org|net|io)\b)"
    r"|=(?=[\"'])"
)
_QUOTED = re.compile(r"\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'")
# What stands before a sign, read backwards.
_MAILBOX, _FILE = re.compile(r"[\w.+-]{1,64}"), re.compile(r"[\w-]{1,80}")
_ATTRIBUTE = re.compile(r"(?:[\w-]{1,40}-atad|ferh|crs|ssalc|di|eman|tnetnoc)\b")
_FURTHEST = 80  # code points before a sign
_LETTERS = re.compile(r"[^\W\d_]+")


def address_words(file_text: str) -> frozenset[str]:
    """Lower-case words that stand in addresses, in file names and in the attributes that hold such."""
    text = file_text[:MOST_TEXT].lower()
    found = [match[0] for match in _LINKS.finditer(text)]
    for sign in _SIGNS.finditer(text):
        backwards = text[max(0, sign.start() - _FURTHEST) : sign.start()][::-1]
        if sign["host"]:
            before, behind = _MAILBOX.match(backwards), sign["host"]
        elif sign["ending"]:
            before, behind = _FILE.match(backwards), sign["ending"]
        else:
            value = _QUOTED.match(text, sign.end())
            before, behind = (_ATTRIBUTE.match(backwards) if value else None), value[0] if value else ""
        if before:
            found += (before[0][::-1], behind)
    return frozenset(_LETTERS.findall(" ".join(found)))
