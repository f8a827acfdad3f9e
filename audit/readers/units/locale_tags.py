"""Language tags out of the names that programs give their locales."""

_SCRIPTS = {  # modifiers of POSIX locales that are scripts
    "latin": "Latn",
    "cyrillic": "Cyrl",
    "arabic": "Arab",
    "devanagari": "Deva",
    "tifinagh": "Tfng",
}


def tag_of_locale(name: str) -> str | None:
    """The BCP 47 tag of a locale: "pt_BR" → "pt-BR", "sr_RS@latin" → "sr-Latn-RS"; None for no name at all."""
    locale, _, modifier = name.strip().partition("@")
    language, *subtags = locale.partition(".")[0].replace("_", "-").split("-")
    if not language.isalpha() or language in ("C", "POSIX"):
        return None
    if modifier:
        script = _SCRIPTS.get(modifier.lower())
        subtags = [script, *subtags] if script else [*subtags, modifier]
    return "-".join([language, *subtags])
