"""What is known of HTML elements by their name, apart from roles."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _names("""
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
""")
# A text ends where one of these begins or ends.
BLOCKS = _names("""
    address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li
    listing main menu nav noscript ol optgroup option p plaintext pre search section summary table tbody td
    tfoot th thead title tr ul xmp
""")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
# Never text of the page: nothing is left in their place.
DROPPED = _names("script style template rt rp noembed noframes datalist pre listing xmp")
# Stand in a sentence like a word, but are not in its language.
WORDS = _names("code kbd samp tt var math")
# Set in italics: titles, foreign words, examples.
CITED = _names("i em cite dfn")
# Stand in a sentence like a picture.
PICTURES = _names("""
    svg img input iframe canvas video audio embed picture meter progress applet textarea
""")
# Stand in a line like a picture, yet hold texts of their own.
NESTED = _names("button select object")
# Neighbours among these, with no white space between them, are set apart by the style of the page.
APART = _names("a span time small label abbr data")

# An end tag closes nothing outside the nearest of these, save for the table's own parts.
BARRIERS = _names("html table td th caption template object applet marquee button")
TABLE_PARTS = _names("html body table tbody thead tfoot tr td th caption")
TABLE_CELLS = _names("td th")
TABLE_SECTIONS = _names("tbody thead tfoot")
# The start of any other block closes an open paragraph.
LEAVES_PARAGRAPH_OPEN = _names("""
    html head body title noscript frameset label legend option optgroup caption colgroup tbody thead tfoot tr
    td th
""")

FOREIGN = _names("svg math")
# Inside SVG and MathML, elements whose content is HTML again.
INTEGRATION_POINTS = _names("foreignobject desc title mi mo mn ms mtext annotation-xml")
# HTML elements that end SVG and MathML when they come up in it.
BREAKS_OUT = _names("""
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu
    meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
""")

# No elements at all: tags that only language models write, shown so that a check can point at them. What a
# model encloses in the first ones is a text of its own; the others stand in a sentence.
MODEL_ENCLOSURES = _names("""
    think thinking reasoning translation translated_text source_text target_text final_translation finaltext
""")
MODEL_TOKENS = MODEL_ENCLOSURES | _names("unk pad bos eos start_of_turn end_of_turn")
NUMBERED_MODEL_TOKEN = "extra_id_"
LONGEST_MODEL_TAG = 24  # code points, with its brackets


def is_model_tag(tag: str) -> bool:
    """True for a whole tag, as written, that only a language model writes: without attributes, in small letters.

    `</s>` is one only where no `<s>` is open, which the caller knows.
    """
    name = tag[1:-1].removeprefix("/")
    return name in MODEL_TOKENS or (name.startswith(NUMBERED_MODEL_TOKEN) and name[9:].isdecimal())
