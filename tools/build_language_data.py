"""Turn CLDR packages into audit/data/cldr/<tag>.toml and audit/data/tags/bcp47.toml.

    npm pack cldr-core cldr-misc-full cldr-numbers-full cldr-dates-full cldr-localenames-full
    python tools/build_language_data.py FOLDER     (the folder the five .tgz files lie in)

Nothing is fetched here. The packages may also lie unpacked, each in a folder of its name. A language
gets a full file, a regional or script variant only the facts in which it differs from its language.
"""

import argparse
import json
import re
import sys
import tarfile
import unicodedata
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "audit" / "data"

LANGUAGES = """
    af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk ko
    ky lt lv mk mn mr ms mt nb nl nn pa pl pt ro ru sk sl sq sr sv sw ta te tg th tr uk ur uz vi zh
""".split()  # noqa: SIM905
VARIANTS = """
    ar-AE ar-DZ ar-EG ar-MA ar-SA ar-TN bs-Cyrl de-AT de-CH de-LI de-LU en-001 en-AU en-CA en-GB en-IE en-IN en-NZ
    en-ZA es-419 es-AR es-BO es-CL es-CO es-CR es-EC es-MX es-PY es-US es-UY es-VE fr-BE fr-CA fr-CH fr-LU fr-MA
    it-CH nl-BE pt-PT sr-Cyrl sr-Latn uz-Cyrl zh-Hant
""".split()  # noqa: SIM905
# Languages written in two scripts side by side: their own profile takes both, the variants take one.
DIGRAPHIC = {"sr": ("sr", "sr-Latn"), "uz": ("uz", "uz-Cyrl")}
MONTH_WIDTHS = ("wide", "abbreviated")
FORMATS_OF_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
# Any of these is typed where a typographer sets the one that CLDR names.
SPACES = ("\u00a0", "\u202f", "\u2009", " ")
SPACE_COMMENT = (
    "# grouping: \\u00A0 NO-BREAK SPACE, \\u202F NARROW NO-BREAK SPACE, \\u2009 THIN SPACE;\n"
    "# where CLDR groups by a space the other spaces follow it.\n"
)


class Packages:
    """The CLDR packages in one folder, unpacked or as tarballs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tarballs: dict[str, dict[str, bytes]] = {}

    def read(self, package: str, path: str) -> Any:
        """One JSON file of a package, for example read("cldr-core", "supplemental/aliases.json")."""
        unpacked = self.folder / package / path
        if unpacked.exists():
            return json.loads(unpacked.read_text(encoding="utf-8"))
        if package not in self.tarballs:
            found = sorted(self.folder.glob(f"{package}-[0-9]*.tgz"))
            if len(found) != 1:
                sys.exit(f"{self.folder}: wants one {package}-*.tgz or a folder {package}, has {len(found)}")
            self.tarballs[package] = self.unpack(found[0])
        return json.loads(self.tarballs[package][path])

    def main(self, package: str, tag: str, name: str) -> Any:
        """The content under main/<tag>/<name>.json."""
        return self.read(package, f"main/{tag}/{name}.json")["main"][tag]

    @staticmethod
    def unpack(path: Path) -> dict[str, bytes]:
        wanted = {*LANGUAGES, *VARIANTS}
        out = {}
        with tarfile.open(path) as archive:
            for member in archive:
                parts = member.name.split("/")
                keep = (
                    parts[1:2] in (["supplemental"], ["rbnf"])
                    or len(parts) == 2
                    or (parts[1] == "main" and parts[2] in wanted)
                )
                file = archive.extractfile(member) if keep and member.isfile() else None
                if file is not None:
                    out["/".join(parts[1:])] = file.read()
        return out


ITEM = re.compile(r"\\u([0-9A-Fa-f]{4})|\\(.)|\{([^}]*)\}|(-)|(\s)|([^\s])", re.S)


def letters_of(unicode_set: str) -> set[str]:
    """Code points (letters and marks, lower case, NFC) of a CLDR UnicodeSet such as "[a b {ch} x-z]"."""
    found: list[str] = []
    pending_range = False
    for match in ITEM.finditer(unicode_set[1:-1]):
        code, escaped, cluster, dash, space, plain = match.groups()
        if space:
            continue
        if dash and found:
            pending_range = True
            continue
        item = chr(int(code, 16)) if code else escaped or cluster or plain or "-"
        if pending_range:
            found.extend(map(chr, range(ord(found[-1]) + 1, ord(item) + 1)))
            pending_range = False
        else:
            found.append(item)
    # Turkish lists İ beside i; lower() would leave a stray combining dot.
    lowered = (item.replace("İ", "i").lower() for item in found)
    return {
        c
        for item in lowered
        for c in unicodedata.normalize("NFC", item)
        if unicodedata.category(c)[0] in "LM"
    }


def months_of(gregorian: Any) -> list[list[str]]:
    """12 lists: every written form of a month, lower case, without a final full stop."""
    out: list[list[str]] = []
    for number in range(1, 13):
        forms: dict[str, None] = {}
        for context in ("format", "stand-alone"):
            for width in MONTH_WIDTHS:
                form = unicodedata.normalize("NFC", gregorian["months"][context][width][str(number)])
                forms[form.replace("İ", "i").lower().translate(FORMATS_OF_MARKS).removesuffix(".")] = None
        out.append(list(forms))
    return out


def numeric_dates_of(gregorian: Any) -> tuple[list[str], str]:
    """Orders such as "dmy" and the separators between their figures, the short form first."""
    available = gregorian["dateTimeFormats"]["availableFormats"]
    patterns = [
        gregorian["dateFormats"]["short"],
        available.get("yMd", ""),
        gregorian["dateFormats"]["medium"],
    ]
    orders: dict[str, None] = {}
    separators: dict[str, None] = {}
    for pattern in patterns:
        text = pattern if isinstance(pattern, str) else pattern["_value"]
        text = text.translate(FORMATS_OF_MARKS)
        match = re.fullmatch(
            r"(?:G+ ?)?([dMy])\1*([^\w]{1,2})([dMy])\3*\2([dMy])\4*[.\s]*(?:'?г'?\.?|G+)?", text
        )
        if match is None or "MMM" in text:
            continue
        orders[(match[1] + match[3] + match[4]).lower()] = None
        separators[match[2].strip() or " "] = None
    return list(orders), "".join(separators)


def grouping_of(symbols: list[Any]) -> list[str]:
    marks: dict[str, None] = {}
    for symbol in symbols:
        mark = symbol["group"]
        marks[mark] = None
        if mark in SPACES:
            marks.update(dict.fromkeys(SPACES))
    return list(marks)


def facts_of(packages: Packages, tag: str, english: dict[str, str], scripts: "Scripts") -> dict[str, Any]:
    """Everything CLDR tells of one tag, named as in LanguageProfile."""
    characters = packages.main("cldr-misc-full", tag, "characters")["characters"]
    delimiters = packages.main("cldr-misc-full", tag, "delimiters")["delimiters"]
    layout = packages.main("cldr-misc-full", tag, "layout")["layout"]
    numbers = packages.main("cldr-numbers-full", tag, "numbers")["numbers"]
    gregorian = packages.main("cldr-dates-full", tag, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    own = packages.main("cldr-localenames-full", tag, "languages")["localeDisplayNames"]["languages"]
    letters = letters_of(characters["exemplarCharacters"])
    extra = letters_of(characters.get("auxiliary", "[]")) - letters
    symbols = [numbers["symbols-numberSystem-latn"]]
    native = numbers["otherNumberingSystems"].get("native", "latn")
    if native != "latn" and f"symbols-numberSystem-{native}" in numbers and native != "hanidec":
        symbols.append(numbers[f"symbols-numberSystem-{native}"])
    quotes = []
    for kind in ("quotation", "alternateQuotation"):
        pair = {"open": delimiters[f"{kind}Start"], "close": delimiters[f"{kind}End"]}
        # A straight mark, or nothing set for the language, is no typographic pair.
        if pair not in quotes and pair["open"] not in "\"'":
            quotes.append(pair)
    orders, separators = numeric_dates_of(gregorian)
    return {
        "name": english.get(tag) or english[tag.split("-")[0]],
        "native_name": own.get(tag) or own[tag.split("-")[0]],
        "scripts": scripts.of(letters),
        "letters": "".join(sorted(letters)),
        "extra_letters": "".join(sorted(extra)),
        "right_to_left": layout["orientation"]["characterOrder"] == "right-to-left",
        "quotes": quotes,
        "decimal": symbols[0]["decimal"],
        "grouping": grouping_of(symbols),
        "minimum_grouping": int(numbers["minimumGroupingDigits"]),
        "native_decimal": symbols[-1]["decimal"] if len(symbols) > 1 else "",
        "native_digits": packages.read("cldr-core", "supplemental/numberingSystems.json")["supplemental"][
            "numberingSystems"
        ][native]["_digits"]
        if len(symbols) > 1
        else "",
        "numeric_date_orders": orders,
        "numeric_date_separators": separators,
        "months": months_of(gregorian),
    }


class Scripts:
    """ISO 15924 codes of letters, by the table that tools/build_script_data.py wrote."""

    def __init__(self) -> None:
        import tomllib

        text = (DATA / "scripts" / "unicode.toml").read_text(encoding="utf-8")
        self.ranges = tomllib.loads(text)["letters"]

    def of(self, letters: set[str]) -> list[str]:
        """The scripts of the letters, those with most letters first."""
        counts: dict[str, int] = {}
        for letter in letters:
            for script, ranges in self.ranges.items():
                if any(first <= ord(letter) <= last for first, last in ranges):
                    counts[script] = counts.get(script, 0) + 1
        return sorted(counts, key=lambda script: (-counts[script], script))


def union(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The facts of a language written in two scripts: letters, months and quotes of both."""
    out = dict(first)
    out["scripts"] = list(dict.fromkeys(first["scripts"] + second["scripts"]))
    out["letters"] = "".join(sorted({*first["letters"], *second["letters"]}))
    out["extra_letters"] = "".join(
        sorted({*first["extra_letters"], *second["extra_letters"]} - {*out["letters"]})
    )
    out["quotes"] = first["quotes"] + [pair for pair in second["quotes"] if pair not in first["quotes"]]
    out["months"] = [
        list(dict.fromkeys(a + b)) for a, b in zip(first["months"], second["months"], strict=True)
    ]
    return out


def toml_value(value: Any) -> str:
    """A TOML literal; characters nobody can see are written as \\uXXXX."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if visible(c) else f"\\u{ord(c):04X}" for c in text) + '"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def visible(char: str) -> bool:
    return char == " " or unicodedata.category(char) not in ("Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me")


def toml_table(facts: dict[str, Any]) -> str:
    lines = []
    for key, value in facts.items():
        if key == "months" or (key == "quotes" and value):
            lines.append(f"{key} = [\n" + "".join(f"  {toml_value(item)},\n" for item in value) + "]")
        else:
            lines.append(f"{key} = {toml_value(value)}")
    return "\n".join(lines) + "\n"


def tags_table(packages: Packages) -> str:
    """Deprecated and three-letter language codes, and which variant stands for a region."""
    known = {*LANGUAGES, *VARIANTS}
    aliases = packages.read("cldr-core", "supplemental/aliases.json")["supplemental"]["metadata"]["alias"]
    languages: dict[str, str] = {"no": "nb"}
    for code, entry in aliases["languageAlias"].items():
        target = entry["_replacement"].replace("_", "-")
        if re.fullmatch(r"[a-z]{2,3}", code) and target in known and entry["_reason"] in (
            "deprecated", "legacy", "overlong", "bibliographic", "macrolanguage"
        ):  # fmt: skip
            languages[code] = target
    languages.update({"sh": "sr-Latn", "no": "nb"})
    for own in LANGUAGES:  # two-letter languages whose code is good as it stands never redirect
        languages.pop(own, None)
    parents = packages.read("cldr-core", "supplemental/parentLocales.json")["supplemental"]["parentLocales"]
    regions = {
        child: parent
        for child, parent in parents["parentLocale"].items()
        if child not in known and child.split("-")[0] in LANGUAGES and parent in known
    }
    likely = packages.read("cldr-core", "supplemental/likelySubtags.json")["supplemental"]["likelySubtags"]
    for tag, full in likely.items():
        parts = tag.split("-")
        language, script = full.split("-")[:2]
        variant = f"{language}-{script}"
        if len(parts) == 2 and len(parts[1]) == 2 and parts[0] == language and variant in known:
            regions[tag] = variant
    regions.update({"zh-HK": "zh-Hant", "zh-MO": "zh-Hant", "zh-TW": "zh-Hant", "sr-ME": "sr-Latn"})
    lines = ["[languages]", *(f'{code} = "{tag}"' for code, tag in sorted(languages.items()))]
    lines += ["", "[regions]", *(f'{code} = "{tag}"' for code, tag in sorted(regions.items()))]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder with the CLDR packages")
    packages = Packages(parser.parse_args().folder)
    version = packages.read("cldr-core", "package.json")["version"]
    head = (
        f"# Generated by tools/build_language_data.py from Unicode CLDR {version}, JSON packages; do not edit.\n"
        "# Copyright Unicode, Inc.; licence Unicode-3.0, see audit/data/LICENSES/Unicode-3.0.txt.\n"
    )
    english = packages.main("cldr-localenames-full", "en", "languages")["localeDisplayNames"]["languages"]
    scripts = Scripts()
    folder = DATA / "cldr"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.toml"):
        old.unlink()
    full: dict[str, dict[str, Any]] = {}
    for tag in LANGUAGES:
        facts = facts_of(packages, tag, english, scripts)
        if tag in DIGRAPHIC:
            facts = union(facts, facts_of(packages, DIGRAPHIC[tag][1], english, scripts))
        full[tag] = facts
        (folder / f"{tag}.toml").write_text(head + SPACE_COMMENT + toml_table(facts), encoding="utf-8")
    for tag in VARIANTS:
        base = full[tag.split("-")[0]]
        facts = facts_of(packages, tag if tag != "sr-Cyrl" else "sr", english, scripts)
        facts["name"] = english.get(tag) or display_name(packages, tag, english)
        differing = {key: value for key, value in facts.items() if value != base[key]}
        text = f"# Only what differs from {tag.split('-')[0]}.\n" + toml_table(differing)
        (folder / f"{tag}.toml").write_text(head + text, encoding="utf-8")
    (DATA / "tags").mkdir(exist_ok=True)
    (DATA / "tags" / "bcp47.toml").write_text(head + tags_table(packages), encoding="utf-8")
    return 0


def display_name(packages: Packages, tag: str, english: dict[str, str]) -> str:
    """ "German (Belgium)" for a tag CLDR has no single name for."""
    language, subtag = tag.split("-")
    names = packages.main("cldr-localenames-full", "en", "scripts" if len(subtag) == 4 else "territories")
    kind = "scripts" if len(subtag) == 4 else "territories"
    return f"{english[language]} ({names['localeDisplayNames'][kind][subtag]})"


if __name__ == "__main__":
    sys.exit(main())
