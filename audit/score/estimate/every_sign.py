"""All signs of the estimate, in the order of the weights file."""

from audit.score.estimate.sign import Sign
from audit.score.estimate.signs_of_findings import FINDINGS
from audit.score.estimate.signs_of_lengths import LENGTHS
from audit.score.estimate.signs_of_likeness import LIKENESS
from audit.score.estimate.signs_of_marks import MARKS
from audit.score.estimate.signs_of_words import WORDS

EVERY_SIGN: tuple[Sign, ...] = (*FINDINGS, *LENGTHS, *MARKS, *WORDS, *LIKENESS)
