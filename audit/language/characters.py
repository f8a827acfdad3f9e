"""What a word is made of, for every script."""

from audit.language.scripts import class_of, word_marks

# The body of a `re` character class: `\w` and what `\w` leaves out of words. Python's `\w` knows no combining
# marks, so `\w+` breaks Hindi, Thai, pointed Hebrew and decomposed accents apart. Added are all marks
# (Mn, Mc), ZERO WIDTH JOINER and ZERO WIDTH NON-JOINER. As in `\w`, digits and the low line belong;
# apostrophes and hyphens do not.
WORD_CHARACTERS = r"\w" + class_of(word_marks())
