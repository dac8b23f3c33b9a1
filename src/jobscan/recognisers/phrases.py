"""The phrase recogniser: serves every catalogue entry that has phrases, and minds the words around a match."""

from collections.abc import Iterator

import re2

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.knowledge.schema import Indicator, Language
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.types import Finding

_BREAK = re2.compile(r"[.!?;]\s|\n")
_MAX_SPANS = 5
_CLAUSE_WINDOW = 60
_WORD_BEFORE = re2.compile(r"[\pL\pN/]+ $|[\pL\pN]+$")
_WORDS_AFTER = re2.compile(r"^[\pL\pN]*(?: [\pL\pN/&+-]+){0,4}")
_SENTENCE_WINDOW = 90  # texts without full stops must not be one sentence
_NEGATION_WINDOW = 40


class PhraseRecogniser:
    """Matches the phrases of the indicators on the folded lower-case view.

    A match is passed over when a negation stands within three words before it or a denial right after it, or when a
    word of reporting or warning ("waspada modus …") stands in the same sentence. Entries with `context: overseas` speak
    only in ads about work abroad.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = [
            (entry, compile_phrases(entry.phrases, f"indicators: {entry.code}"))
            for entry in knowledge.indicators.values()
            if entry.recogniser == "phrase"
        ]
        self._scope = _Scope(knowledge.language)
        self._overseas = compile_phrases(knowledge.language.overseas, "language.yaml: overseas")

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per indicator, with up to five spans."""
        lower = reading.views.lower
        overseas = self._is_overseas(reading)
        for entry, pattern in self._entries:
            if entry.context and (entry.context == "overseas") != overseas:
                continue
            places = [
                _clause(lower, match.start(), match.end())
                for match in pattern.finditer(lower)
                if match.end() > match.start() and self._scope.asserts(lower, match.start(), match.end(), entry)
            ]
            if places:
                spans = [reading.views.span(start, end) for start, end in _merged(places)]
                yield make_finding(entry, "phrase", spans[:_MAX_SPANS])

    def _is_overseas(self, reading: Reading) -> bool:
        destination = any(entity.kind in ("destination", "city") for entity in reading.of_type("country"))
        return destination or self._overseas.search(reading.views.lower) is not None


def _clause(lower: str, start: int, end: int) -> tuple[int, int]:
    """The match with a word before it and up to four after it, as far as its clause goes: evidence that reads alone."""
    before = lower[max(0, start - _CLAUSE_WINDOW) : start]
    after = lower[end : end + _CLAUSE_WINDOW]
    head, tail = _WORD_BEFORE.search(before), _WORDS_AFTER.match(after)
    return start - (len(head[0]) if head else 0), end + (len(tail[0]) if tail else 0)


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Scope:
    """Whether the words around a match let it stand as a claim of the ad itself."""

    def __init__(self, language: Language) -> None:
        negation = "|".join(language.negation)
        self._negation = compile_phrases((f"(?:{negation})(?:\\W+\\w+){{0,3}}\\W*$",), "language.yaml: negation")
        self._reporting = compile_phrases(language.reporting, "language.yaml: reporting")
        self._negation_after = compile_phrases(
            (f"\\W{{0,4}}(?:{'|'.join(language.negation_after)})",), "language.yaml: negation_after"
        )

    def asserts(self, lower: str, start: int, end: int, entry: Indicator) -> bool:
        before = lower[_sentence_start(lower, start) : start]
        after = lower[end : _sentence_end(lower, end)]
        if self._reporting.search(before) or self._reporting.search(after):
            return False
        if not entry.negatable:
            return True
        return not self._negation.search(before[-_NEGATION_WINDOW:]) and not self._negation_after.match(after)


def _sentence_start(lower: str, position: int) -> int:
    window = max(0, position - _SENTENCE_WINDOW)
    last = window
    for match in _BREAK.finditer(lower[window:position]):
        last = window + match.end()
    return last


def _sentence_end(lower: str, position: int) -> int:
    found = _BREAK.search(lower[position : position + _SENTENCE_WINDOW])
    return position + (found.start() if found else _SENTENCE_WINDOW)
