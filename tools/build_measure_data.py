"""Turn CLDR packages into audit/data/measures/<tag>.toml: words for numbers, units, weekdays and halves of a day.

    npm pack cldr-core cldr-rbnf cldr-units-full cldr-numbers-full cldr-dates-full
    python tools/build_measure_data.py FOLDER     (the folder the .tgz files lie in)

Nothing is fetched here.
"""

import argparse
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from build_language_data import DATA, LANGUAGES, Packages, toml_value

UNITS = """
    length-kilometer length-meter length-centimeter length-millimeter length-mile length-yard length-foot length-inch
    length-nautical-mile mass-tonne mass-ton mass-kilogram mass-gram mass-milligram mass-pound mass-ounce mass-stone
    volume-liter volume-milliliter volume-centiliter volume-deciliter volume-gallon volume-pint volume-cup
    volume-fluid-ounce volume-tablespoon volume-teaspoon volume-cubic-meter volume-hectoliter area-square-kilometer
    area-square-meter area-hectare area-acre area-square-mile area-square-foot temperature-celsius
    temperature-fahrenheit speed-kilometer-per-hour speed-mile-per-hour speed-meter-per-second speed-knot
    digital-bit digital-byte
    digital-kilobit digital-kilobyte digital-megabit digital-megabyte digital-gigabit digital-gigabyte
    digital-terabit digital-terabyte power-watt power-kilowatt power-megawatt power-horsepower energy-kilowatt-hour
    energy-joule energy-kilojoule energy-calorie energy-kilocalorie electric-volt electric-ampere frequency-hertz
    frequency-kilohertz frequency-megahertz frequency-gigahertz pressure-bar pressure-hectopascal
    pressure-pound-force-per-square-inch duration-year duration-month duration-week duration-day duration-hour
    duration-minute duration-second duration-millisecond
""".split()  # noqa: SIM905
# Variants whose words differ.
VARIANTS_OF = {"en": ("en-GB",), "pt": ("pt-PT",)}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPACE = re.compile(r"[\s\u00a0\u202f]+")
HIDDEN = re.compile("[\u00ad\u200b-\u200f\u061c]")


def clean(text: str) -> str:
    """A form as it is compared: lower case, single spaces, nothing hidden."""
    return written(text).lower()


def written(text: str) -> str:
    """A form in its own case: MB and Mb are two units."""
    return unicodedata.normalize("NFC", SPACE.sub(" ", HIDDEN.sub("", text)).strip())


class Spelling:
    """The rules by which CLDR spells numbers in one language."""

    def __init__(self, groups: dict[str, Any]) -> None:
        self.sets: dict[str, list[tuple[int, int, str]]] = {}
        for name, rules in groups.items():
            if not isinstance(rules, list):
                continue
            kept = []
            for base, text in rules:
                value, _, radix = base.partition("/")
                if value.rstrip(">").isdigit():
                    kept.append(
                        (int(value.rstrip(">")), int((radix or "10").replace(",", "")), text.rstrip(";"))
                    )
            self.sets[name] = sorted(kept)

    def spell(self, number: int, name: str, depth: int = 0) -> str:
        rules = [rule for rule in self.sets.get(name, []) if rule[0] <= number]
        if not rules or depth > 12:
            raise KeyError(name)
        base, radix, text = rules[-1]
        divisor = 1
        while divisor * radix <= base:
            divisor *= radix
        rest = number % divisor if base else 0
        text = re.sub(r"\[([^\]]*)\]", lambda m: m[1] if rest else "", text)
        text = re.sub(
            r"←(%[\w%-]*)?←", lambda m: self.spell(number // divisor, m[1] or name, depth + 1), text
        )
        text = re.sub(r"→→→|→(%[\w%-]*)?→", lambda m: self.spell(rest, m[1] or name, depth + 1), text)
        text = re.sub(r"=(%[\w%-]+)=", lambda m: self.spell(number, m[1], depth + 1), text)
        if re.search(r"[#=←→$]|\d", text):
            raise KeyError(name)
        return text.replace("'", "") if text.startswith("'") else text

    def forms(self, number: int) -> list[str]:
        """Every spelling of a number, cardinal and ordinal."""
        found: dict[str, None] = {}
        for name in self.sets:
            if not name.startswith("%spellout") or "year" in name or "verbose" in name:
                continue
            if number > 31 and number % 10 and "ordinal" in name:
                continue
            try:
                form = clean(self.spell(number, name))
            except (KeyError, RecursionError):
                continue
            if form and not re.search(r"[\d−]", form):
                found[form] = None
        return list(found)


def numbers_of(packages: Packages, tag: str) -> dict[str, list[str]]:
    try:
        groups = packages.read("cldr-rbnf", f"rbnf/{'no' if tag == 'nb' else tag}.json")["rbnf"]["rbnf"]
    except (KeyError, FileNotFoundError):
        return {}
    spelling = Spelling({name: rules for group in groups.values() for name, rules in group.items()})
    spelt = [
        rules for group in groups.values() for name, rules in group.items() if name.startswith("%spellout")
    ]
    below = [text for rules in spelt if isinstance(rules, list) for base, text in rules if base == "-x"]
    minus = [clean(text.split("→")[0]) for text in below]
    found = {"minus": [form for form in dict.fromkeys(minus) if form.isalpha()]}
    return found | {
        str(n): forms
        for n in (*range(101), 200, 300, 400, 500, 600, 700, 800, 900, 1000)
        if (forms := spelling.forms(n))
    }


def scales_of(numbers: Any) -> dict[str, list[str]]:
    """What a million and its like are called, short and long."""
    found: dict[str, dict[str, None]] = {}
    for width in ("long", "short"):
        for key, pattern in numbers["decimalFormats-numberSystem-latn"][width]["decimalFormat"].items():
            power = int(key.split("-")[0])
            for part in pattern.split(";"):
                zeros = part.count("0")
                word = clean(part.replace("0", "").replace("'", ""))
                if zeros and word:
                    found.setdefault(str(power // 10 ** (zeros - 1)), {})[word.rstrip(".")] = None
    return {value: list(words) for value, words in found.items()}


def units_of(*variants: Any) -> dict[str, list[str]]:
    """Every form of every unit, in the language and its variants: metric tons, tonnes."""
    found: dict[str, list[str]] = {}
    for unit in UNITS:
        forms: dict[str, None] = {}
        entries = [
            (width, key, text)
            for units in variants
            for width in ("long", "short", "narrow")
            for key, text in units[width].get(unit, {}).items()
        ]
        for width, key, text in entries:
            if isinstance(text, str) and ("count" in key or key == "displayName"):
                form = written(re.sub(r"\{0\}|[()]", " ", text))
                if form and not (width == "narrow" and len(form) == 1 and not form.isalpha()):
                    forms[form.rstrip(".")] = None
        found[unit.split("-", 1)[1]] = [form for form in forms if form]
    return found


def calendar_of(gregorian: Any) -> dict[str, list[Any]]:
    days = []
    for day in DAYS:
        forms: dict[str, None] = {}
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                forms[clean(gregorian["days"][context][width][day]).rstrip(".")] = None
        days.append([form for form in forms if len(form) > 1])
    halves: dict[str, dict[str, None]] = {"am": {}, "pm": {}}
    periods = gregorian["dayPeriods"]["format"]
    for width in ("wide", "abbreviated"):
        for key, text in periods[width].items():
            half = (
                "am"
                if key in ("am", "morning1", "morning2")
                else "pm"
                if key in ("pm", "afternoon1", "afternoon2", "evening1", "evening2")
                else ""
            )
            if half:
                halves[half][clean(text)] = None
    both = halves["am"].keys() & halves["pm"].keys()
    return {
        "weekdays": days,
        "am": [form for form in halves["am"] if form not in both],
        "pm": [form for form in halves["pm"] if form not in both],
    }


def table(name: str, facts: dict[str, Any]) -> str:
    return f"\n[{name}]\n" + "".join(f"{key} = {toml_value(value)}\n" for key, value in facts.items())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder with the CLDR packages")
    packages = Packages(parser.parse_args().folder)
    version = packages.read("cldr-core", "package.json")["version"]
    head = (
        f"# Generated by tools/build_measure_data.py from Unicode CLDR {version}, JSON packages; do not edit.\n"
        "# Copyright Unicode, Inc.; licence Unicode-3.0, see audit/data/LICENSES/Unicode-3.0.txt.\n"
    )
    folder = DATA / "measures"
    folder.mkdir(exist_ok=True)
    for tag in (*LANGUAGES, "zh-Hant", "pt-PT"):
        if tag == "pt-PT":
            continue
        numbers = packages.main("cldr-numbers-full", tag, "numbers")["numbers"]
        calendar = calendar_of(
            packages.main("cldr-dates-full", tag, "ca-gregorian")["dates"]["calendars"]["gregorian"]
        )
        text = head + "".join(f"{key} = {toml_value(value)}\n" for key, value in calendar.items())
        text += table("numbers", numbers_of(packages, tag))
        text += table("scales", scales_of(numbers))
        text += table(
            "units",
            units_of(
                *(
                    packages.main("cldr-units-full", each, "units")["units"]
                    for each in (tag, *VARIANTS_OF.get(tag, ()))
                )
            ),
        )
        (folder / f"{tag}.toml").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
