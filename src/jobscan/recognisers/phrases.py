"""The phrase recogniser: serves every catalogue entry that has phrases, and minds the words around a match."""

from collections.abc import Iterator

import re2

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.knowledge.phrase_lists import PhraseLists
from jobscan.knowledge.schema import Indicator
from jobscan.recognisers.overseas import Overseas
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.recognisers.scope import Scope
from jobscan.types import Finding

_MAX_SPANS = 5
_CLAUSE_WINDOW = 60
_WORD_BEFORE = re2.compile(r"[\pL\pN/]+ $|[\pL\pN]+$")
_WORDS_AFTER = re2.compile(r"^[\pL\pN]*(?: [\pL\pN/&+-]+){0,4}")
_BREAK = re2.compile(r"[.!?;]\s|\n")
_JOINT = re2.compile(r"[,&+/ ]{1,3}")


class PhraseRecogniser:
    """Matches the phrases of the indicators on the folded lower-case view.

    A match is passed over when a negation stands within three words before it or a denial right after it, when a word
    of reporting or warning ("waspada modus …") stands in the same sentence, or when the entry's own `unless` phrases
    stand in the clause. Entries with `context: overseas` speak only in ads about work abroad.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = {code: entry for code, entry in knowledge.indicators.items() if entry.recogniser == "phrase"}
        self._phrases = PhraseLists({code: entry.phrases for code, entry in self._entries.items()}, "indicators")
        self._unless = {
            code: compile_phrases(entry.unless, f"indicators: {code}")
            for code, entry in self._entries.items()
            if entry.unless
        }
        self._scope = Scope(knowledge.language)
        self._overseas = Overseas(knowledge.language)

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding per indicator, with up to five spans."""
        lower = reading.views.lower
        found = [(self._entries[code], places) for code, places in self._phrases.find(lower)]
        overseas = any(entry.context for entry, _ in found) and self._overseas.holds(reading)
        for entry, places in found:
            if entry.context and (entry.context == "overseas") != overseas:
                continue
            claims = [claim for start, end in places if (claim := self._claim(lower, start, end, entry))]
            if claims:
                spans = [reading.views.span(start, end) for start, end in _merged(lower, claims)]
                yield make_finding(entry, "phrase", spans[:_MAX_SPANS])

    def _claim(self, lower: str, start: int, end: int, entry: Indicator) -> tuple[int, int] | None:
        """The clause of a match that is a claim of the ad itself and no harmless sense of the phrase."""
        if start == end or self._scope.is_reported(lower, start, end):
            return None
        if entry.negatable and self._scope.is_denied(lower, start, end):
            return None
        first, last = _clause(lower, start, end)
        unless = self._unless.get(entry.code)
        return None if unless and unless.search(lower[first:last]) else (first, last)


def _clause(lower: str, start: int, end: int) -> tuple[int, int]:
    """The match with a word before it and up to four after it, as far as its clause goes: evidence that reads alone."""
    start, end = _longer_side(lower, start, end)
    before = lower[max(0, start - _CLAUSE_WINDOW) : start]
    after = lower[end : end + _CLAUSE_WINDOW]
    head, tail = _WORD_BEFORE.search(before), _WORDS_AFTER.match(after)
    return start - (len(head[0]) if head else 0), end + (len(tail[0]) if tail else 0)


def _longer_side(lower: str, start: int, end: int) -> tuple[int, int]:
    """The longer part of a match that runs over the end of a sentence or line."""
    stop = _BREAK.search(lower[start:end])
    if not stop:
        return start, end
    first, last = start + stop.start(), start + stop.end()
    return (start, first) if first - start >= end - last else (last, end)


def _merged(lower: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order; those that overlap or that only a comma or a blank parts as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and (start < merged[-1][1] or _JOINT.fullmatch(lower[merged[-1][1] : start])):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
