"""Colour for terminals."""

CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "magenta": 35, "cyan": 36}


class Paint:
    """Wraps text in escape sequences, or leaves it alone when colour is off."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, style: str) -> str:
        """`style` is names of `CODES` with spaces between."""
        if not self.color or not text:
            return text
        codes = ";".join(str(CODES[name]) for name in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"
