"""The kinds of anchors: the first letter of each."""

CODE = "c"  # inline code, a line of code
LINK = "u"  # where a link leads
NUMBER = "n"
SIGN = "x"  # pictures, arrows, currencies
WORD = "w"  # a word as it is
STEM = "p"  # its first letters
SOUND = "s"  # its consonants, in any script
CONCEPT = "k"  # a month, a unit, a denial
LEARNT = "l"  # a pair of words that the two texts taught
FRAME = "f"  # brackets, quotation marks, emphasis
