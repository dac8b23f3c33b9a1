"""The encoder's part of a logit, split over the lines of the ad by leaving out one at a time (occlusion)."""

import math
import re

from jobscan.classifier.classifier import EncoderStage, Logits
from jobscan.text import View
from jobscan.types import ExplanationItem

MOST_LINES, FEWEST_LINES = 12, 3
MOST_PIECES = 4_000  # read again in all, however long the ad: each line costs one more reading of the rest
_LINE = re.compile(r"\S(?:[^\n]*\S)?")  # begins at a word: on blanks, any other beginning takes quadratic time
_SENTENCE = re.compile(r"\S(?:.*?[.!?;](?=\s)|.*)")  # ends with its line at the latest


def explain_encoder(text: str, view: View, stage: EncoderStage, read: Logits) -> list[ExplanationItem]:
    """Items that add up to the encoder's share of the fraud logit: one a line, and what no single line carries.

    A text of one or two lines is split at sentences instead. `read` are the logits of the whole text.
    """
    row = list(stage.fusion).index("fraud")
    weight = stage.fusion["fraud"].encoder
    size = sum(map(len, stage.encoder.lines(view.text)))
    ranges = segments(view.text, min(MOST_LINES, max(FEWEST_LINES, MOST_PIECES // max(size, 1))))
    lines = stage.encoder.lines("\n".join(" ".join(view.text[start:end].split()) for start, end in ranges))
    items = []
    for index, (start, end) in enumerate(ranges if len(ranges) > 1 else []):
        without = stage.encoder.of_lines(lines[:index] + lines[index + 1 :])
        first, last = view.original(start, end)
        part = weight * float(read[row] - without[row])
        items.append(ExplanationItem(source="line", text=text[first:last], logit=part, start=first, end=last))
    rest = weight * float(read[row]) - math.fsum(item.logit for item in items)
    return [*items, ExplanationItem(source="context", text="", logit=rest)]


def segments(text: str, most: int = MOST_LINES) -> list[tuple[int, int]]:
    """At most `most` ranges that cover all words of `text`: its lines, or its sentences where lines are few."""
    found = [match.span() for match in _LINE.finditer(text)]
    if len(found) < 3:
        found = [match.span() for match in _SENTENCE.finditer(text)]
    size = math.ceil(len(found) / most)
    groups = [found[i : i + size] for i in range(0, len(found), size)] if found else []
    return [(group[0][0], group[-1][1]) for group in groups]
