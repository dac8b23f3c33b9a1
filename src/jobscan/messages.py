"""A message may hold several ads, one after another; each is then read by itself as well."""

import re
from collections.abc import Iterator

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.recognisers import Reading

MOST_ADS = 8
_WORD = re.compile(r"\S")
_CONTACTS = ("phone", "email", "link", "handle")
# what people put between two ads: a line of signs, a number that stands alone, two empty lines
_BORDER = re.compile(r"\n[ \t]*(?:[-–—=_*~#•.]{3,}|\(?\d{1,2}[.)])[ \t]*(?=\n)|\n[ \t]*\n[ \t]*\n")


class Messages:
    """Finds the ads of a message."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._offer = compile_phrases(knowledge.language.offer, "language.yaml: offer")

    def ads(self, reading: Reading) -> list[tuple[int, int]]:
        """Ranges of the original text, each with an offer and a contact of its own; none where there is one ad only.

        What lacks either belongs to the ad before it. No more than eight; the last then holds all that follows.
        """
        text = reading.views.original
        found: list[tuple[int, int]] = []
        start = 0
        for end, after in self._borders(text):
            if self._is_whole(reading, start, end) and len(found) < MOST_ADS:
                found.append((start, end))
            elif found:
                found[-1] = (found[-1][0], end)
            else:
                continue
            start = after
        return found if len(found) > 1 else []

    def _borders(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each border begins and where the words after it begin; the end of the text is the last."""
        for match in _BORDER.finditer(text):
            word = _WORD.search(text, match.end())
            yield match.start(), word.start() if word else len(text)
        yield len(text), len(text)

    def _is_whole(self, reading: Reading, start: int, end: int) -> bool:
        has_contact = any(start <= entity.start < end for entity in reading.of_type(*_CONTACTS))
        if not has_contact:
            return False
        first, last = reading.views.folded.locate(start, end)
        return self._offer.search(reading.views.lower[first:last]) is not None
