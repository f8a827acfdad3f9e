"""What the five heads look at, whatever encoder they are fitted over."""

from audit.neural.head_fit import ENCODER, PREFIX, Recipe

ALL = (
    "alike other-alike weakest other-weakest fifth other-fifth stretch other-stretch chosen other-chosen "
    "kin other-kin margin lead taken"
)
# What tells something only of languages that write alike; and the rules know how long each is.
LETTERS = frozenset({"longer"})
OMISSION = "other-alike other-fifth other-stretch other-chosen"
SPANS = "best margin lead taken around"


def recipes(
    last: int = 12, encoder: str = ENCODER, prefix: str = PREFIX, origin: str = "", licence: str = ""
) -> tuple[Recipe, ...]:
    """The recipes over an encoder with so many layers: features of its middle, of three quarters and of its end."""
    half, most = last // 2, last * 3 // 4
    three = (half, most, last)
    all_features = each(*at(ALL, *three), "cosine", "longer", "more-tokens", "size")
    of_spans = each(
        *at(SPANS, *three), f"kin@{most}", "letters", "begins", *at("alike other-alike", most), f"alike@{half}",
        *at("fifth other-fifth", most), "cosine", "longer", "size", f"vector@{half}", f"vector@{most}",
    )  # fmt: skip
    of_detached = tuple(name for name in all_features if name not in LETTERS)
    of_critical = each(*all_features, f"other-mean-vector@{most}")
    said = (origin, licence)
    found = (
        Recipe("spans", "token", of_spans, 0.1, "error", *said, smoothing=0.5),
        Recipe(
            "detached",
            "segment",
            of_detached,
            0.1,
            "does not say what the source says",
            *said,
            alarms=0.01,
        ),
        Recipe("omission", "source-token", of_spans, 0.02, "omission", *said),
        Recipe("critical", "segment", of_critical, 0.3, "critical error", *said, alarms=0.05),
        Recipe("changed", "token", of_spans, 0.05, "says something else", *said),
    )
    return tuple(recipe._replace(encoder=encoder, prefix=prefix) for recipe in found)


def omission_by_segments(last: int, encoder: str, prefix: str, origin: str = "", licence: str = "") -> Recipe:
    """A head for omissions that looks at whole segments: for encoders over which none is known that looks at words."""
    features = each(*at(OMISSION, last // 2, last * 3 // 4, last), "more-tokens")
    found = Recipe("omission", "segment", features, 0.01, "omission", origin, licence, alarms=0.01)
    return found._replace(encoder=encoder, prefix=prefix)


def at(names: str, *layers: int) -> tuple[str, ...]:
    """Features at layers."""
    return tuple(f"{name}@{layer}" for layer in layers for name in names.split())


def each(*names: str) -> tuple[str, ...]:
    """Every feature once: in an encoder of two layers the middle is three quarters."""
    return tuple(dict.fromkeys(names))
