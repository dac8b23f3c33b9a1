"""Whether the words around a place in the text let it stand as a claim of the ad itself."""

import re

from jobscan.knowledge import compile_phrases
from jobscan.knowledge.schema import Language

_BREAK = re.compile(r"[.!?;]\s|\n", re.ASCII)
_SENTENCE_WINDOW = 90  # texts without full stops must not be one sentence
_NEGATION_WINDOW = 40


class Scope:
    """Reporting ("waspada modus …") in the same sentence; negation before a phrase, denial after it."""

    def __init__(self, language: Language) -> None:
        negation = "|".join(language.negation)
        self._negation = compile_phrases((f"(?:{negation})(?:\\W+\\w+){{0,3}}\\W*$",), "language.yaml: negation")
        self._reporting = compile_phrases(language.reporting, "language.yaml: reporting")
        self._negation_after = compile_phrases(
            (f"\\W{{0,4}}(?:{'|'.join(language.negation_after)})",), "language.yaml: negation_after"
        )

    def is_reported(self, lower: str, start: int, end: int) -> bool:
        """Whether the sentence tells of others' offers, as news and warnings do."""
        before = lower[_sentence_start(lower, start) : start]
        after = lower[end : _sentence_end(lower, end)]
        return bool(self._reporting.search(before) or self._reporting.search(after))

    def is_denied(self, lower: str, start: int, end: int) -> bool:
        """Whether a negation stands within three words before, or a denial right after."""
        before = lower[max(_sentence_start(lower, start), start - _NEGATION_WINDOW) : start]
        after = lower[end : _sentence_end(lower, end)]
        return bool(self._negation.search(before) or self._negation_after.match(after))


def _sentence_start(lower: str, position: int) -> int:
    window = max(0, position - _SENTENCE_WINDOW)
    last = window
    for match in _BREAK.finditer(lower[window:position]):
        last = window + match.end()
    return last


def _sentence_end(lower: str, position: int) -> int:
    found = _BREAK.search(lower[position : position + _SENTENCE_WINDOW])
    return position + (found.start() if found else _SENTENCE_WINDOW)
