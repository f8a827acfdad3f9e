"""The names a classifier gives its classes."""

from audit.neural.loading import Loaded


def labels(kit: Loaded) -> list[str]:
    """The names of the classes, in their order."""
    named = kit.model.config.id2label
    return [str(named[number]) for number in sorted(named)]


def is_unnamed(label: str) -> bool:
    """True for the name that a class has whose maker gave it none."""
    return label.upper().startswith("LABEL_")
