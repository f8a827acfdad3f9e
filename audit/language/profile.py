"""What is known of one language. Facts come from `data/`; code asks a profile and never compares tags."""

import msgspec

from audit.model.check import Trait


class QuotePair(msgspec.Struct, frozen=True):
    """An opening and a closing quotation mark, and whether a (narrow) no-break space stands inside them."""

    open: str
    close: str
    spaced: bool = False


# Typed where a keyboard has no other quotation marks, and accepted in every language. They stand apart
# from a profile's `quotes` because the straight single mark is also the plain apostrophe.
PLAIN_QUOTES = (QuotePair('"', '"'), QuotePair("'", "'"))


class LanguageProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, eq=False):
    """One language, as text in it is written.

    Facts marked (CLDR) come from `data/cldr/<tag>.toml`, generated; the others from the hand-kept
    `data/languages/<tag>.toml` and `data/function_words/<tag>.toml`. Every text in here is NFC.
    There is one profile object per tag, so profiles are the same only when they are identical: as keys of
    a cache they cost nothing.
    """

    tag: str  # BCP 47 language tag: "en", "pt-PT", "zh-Hant"
    name: str  # English name (CLDR)
    native_name: str  # its own name (CLDR)
    # ISO 15924 codes of the scripts it is written in, never mixtures: ja is ("Hani", "Kana", "Hira") (CLDR)
    scripts: tuple[str, ...]
    letters: str  # exemplar letters, lower case, sorted, one string (CLDR main)
    extra_letters: str = ""  # letters of loan words and names that good texts use too (CLDR auxiliary)
    # Every typographic pair in good use, the main one first (CLDR, then hand); PLAIN_QUOTES are good too.
    quotes: tuple[QuotePair, ...] = ()
    decimal: str = ""  # decimal mark between European digits (CLDR)
    grouping: tuple[str, ...] = ()  # grouping marks in good use, the main one first (CLDR, then hand)
    minimum_grouping: int = 1  # 2: four-digit numbers are not grouped, 1234 but 12 345 (CLDR)
    native_digits: str = (
        ""  # "٠١٢٣٤٥٦٧٨٩" where the language has digits of its own beside the European (CLDR)
    )
    native_decimal: str = ""  # decimal mark between the native digits (CLDR)
    spaced_marks: str = ""  # marks that want a space before them, e.g. "?!:;»" for French
    dialogue_dash: bool = False  # direct speech in running text may open with a dash
    spaced_dash: bool = True  # a dash between words may stand with spaces around it
    dash: str = "—"  # the dash between words of running text
    sentence_ends: str = ".!?…"  # marks that end a sentence
    has_case: bool = True
    has_spaces: bool = True  # words are separated by spaces
    right_to_left: bool = False
    characters_per_word: float = 0.0  # > 0: volume is counted in characters, this many to a "word"
    # 12 entries, each every written form: formatting and stand-alone, wide and abbreviated, lower case,
    # without the full stop of an abbreviation (CLDR)
    months: tuple[tuple[str, ...], ...] = ()
    numeric_date_orders: tuple[
        str, ...
    ] = ()  # "dmy", "mdy", "ymd" as used in figures (CLDR short form first)
    numeric_date_separators: str = ""  # "./-" as used in figures
    function_words: tuple[
        str, ...
    ] = ()  # the commonest small words, lower case, most telling first, at most 150
    doubling_words: tuple[str, ...] = ()  # words that may rightly follow themselves: "had", "that"; fr "nous"
    abbreviations: tuple[str, ...] = ()  # lower case, without the final full stop: "mr", "e.g", "prof"
    reduplicates: bool = (
        False  # any word may be said twice: plural, emphasis (id "anak anak", tr "yavaş yavaş")
    )
    doubles_for_stress: bool = False  # words of weight may be said twice to stress them (el πολλές πολλές)
    range_openers: tuple[str, ...] = ()  # words after which a range is written in words: en "from", "between"
    range_joiners: tuple[
        str, ...
    ] = ()  # the word that joins the range of the opener at the same place: "to", "and"
    unit_words: tuple[
        str, ...
    ] = ()  # number words and units that follow figures, for ranges: "thousand", "km"

    hour_words: tuple[
        str, ...
    ] = ()  # words behind a time of day in figures: de "Uhr" (14.30 Uhr), lower case

    @property
    def traits(self) -> frozenset[Trait]:
        """What checks may count on."""
        found = set()
        if self.has_case:
            found.add(Trait.CASE)
        if self.has_spaces:
            found.add(Trait.SPACES)
        if self.quotes:
            found.add(Trait.QUOTES)
        if self.decimal:
            found.add(Trait.NUMBERS)
        return frozenset(found)
