"""The words of a file's addresses, file names and attributes.

Every one of them is found by a sign that text seldom has, and read from there to both sides: a pattern that could
begin at any word would be tried at every word of the file.
"""

import re

MOST_TEXT = 400_000  # code points of a file that are searched
# Nothing here reaches further than a bounded stretch: documents are hostile.
_LINKS = (
    re.compile(r"https?://[^\s)>\"']+"),
    re.compile(r"www\.[^\s)>\"']+"),
    re.compile(r"\]\([^)\n]{0,300}\)"),
)
# A sign with what follows it, and what stands before it, read backwards.
_AMID = (
    (re.compile(r"@[\w.-]{1,200}"), re.compile(r"[\w.+-]{1,64}")),
    (
        re.compile(r"\.(?:md|html|py|js|ts|json|ya?ml|toml|txt|css|com|org|net|io)\b"),
        re.compile(r"[\w-]{1,80}"),
    ),
    (
        re.compile(r"=(?=(\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))"),
        re.compile(r"(?:[\w-]{1,40}-atad|ferh|crs|ssalc|di|eman|tnetnoc)\b"),
    ),
)
_FURTHEST = 80  # code points before a sign
_LETTERS = re.compile(r"[^\W\d_]+")


def address_words(file_text: str) -> frozenset[str]:
    """Lower-case words that stand in addresses, in file names and in the attributes that hold such."""
    text = file_text[:MOST_TEXT].lower()
    found = {match[0] for link in _LINKS for match in link.finditer(text)}
    for sign, opening in _AMID:
        for match in sign.finditer(text):
            start = match.start()
            before = opening.match(text[max(0, start - _FURTHEST) : start][::-1])
            if before:
                found |= {before[0][::-1], match[match.lastindex or 0]}
    return frozenset(_LETTERS.findall(" ".join(found)))
