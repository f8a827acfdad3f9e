"""Two forms of one word, told by how they begin."""

FEWEST_SHARED, TAIL, LONGEST_TAIL = (
    3,
    2,
    4,
)  # letters they share, and those that the shorter and the longer one may add


def akin(one: str, other: str) -> bool:
    """True for two words that may be forms of one: “store” and “storing”. Figures have no forms."""
    shorter, longer = sorted((one, other), key=len)
    if any(map(str.isdecimal, one + other)):
        return False
    shared = next((place for place, char in enumerate(shorter) if char != longer[place]), len(shorter))
    return shared >= max(FEWEST_SHARED, len(shorter) - TAIL) and len(longer) - shared <= LONGEST_TAIL
