"""Layered views of one text, each with an exact map back to the text as received.

Folding follows Unicode NFKC (UAX #15), applied to one base character with its combining marks at a time so that each
folded character knows its place; format characters (zero-width, bidi controls, tags) and variation selectors vanish.
"""

import dataclasses
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from jobscan.knowledge.lexicon import EMPTY, Lexicon
from jobscan.text.disguise import find_disguises
from jobscan.types import MAX_TEXT, Span

_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x20E3]))  # and the keycap
_ZWJ = "\u200d"
_PLAIN = re.compile(r"[ -~\n\t]+(?=[ -~\n\t]|\Z)")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+")
_NUMBERS = array("l", range(MAX_TEXT + 1))
_LINE_SIGNS = str.maketrans("\n\t", "  ")


@dataclass(frozen=True, slots=True)
class View:
    """A rewritten text; character i stands for `original[starts[i]:ends[i]]`. Both arrays never decrease."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original range behind `text[start:end]`, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The range of this view that stands for the original range; empty where nothing of it is left."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


class Words(NamedTuple):
    """The words of a text in order, each with its place."""

    texts: list[str]
    places: list[tuple[int, int]]


@dataclass(frozen=True)
class TextViews:
    """The text as received, its folded view, and `lower`: the folded text in lower case, character for character.

    In the folded view disguised words (k4mb0j4, g.a.j.i) read as what they stand for; `disguises` are their places in
    the original text.
    """

    original: str
    folded: View
    lower: str
    notices: tuple[str, ...]
    disguises: tuple[tuple[int, int], ...] = ()

    @cached_property
    def words(self) -> Words:
        """The words of `lower`, told apart once for everything that looks for names."""
        found = [(match[0], match.span()) for match in _WORD.finditer(self.lower)]
        return Words([text for text, _ in found], [place for _, place in found])

    def span(self, start: int, end: int) -> Span:
        """The evidence in the original text for a range of the folded view."""
        first, last = self.folded.original(start, end)
        return Span(start=first, end=last, text=self.original[first:last])

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> "TextViews":
        """The same views with edits of the folded text, as in `edit_view`."""
        folded = edit_view(self.folded, edits)
        return dataclasses.replace(self, folded=folded, lower=_lowered(folded.text))


def make_views(text: str, lexicon: Lexicon = EMPTY) -> TextViews:
    """All views of `text`; work and memory grow linearly with its length."""
    folded = fold(text)
    edits = find_disguises(folded.text, lexicon)
    disguises = tuple(folded.original(e.start, e.end) for e in edits if e.trick != "misread_letters")
    if edits:
        folded = edit_view(folded, [(edit.start, edit.end, edit.word) for edit in edits])
    notices = []
    if _hides_characters(text):
        notices.append("hidden_characters_removed")
    if _has_styled_letters(text):
        notices.append("styled_letters_folded")
    if disguises:
        notices.append("disguised_words_read")
    return TextViews(text, folded, _lowered(folded.text), tuple(notices), disguises)


def fold(text: str) -> View:
    """NFKC without format characters; control characters except line breaks and tabs become blanks. Idempotent."""
    if text.isascii() and text.translate(_LINE_SIGNS).isprintable():  # nothing to fold
        return View(text, _counting(0, len(text)), _counting(1, len(text) + 1))
    parts: list[str] = []
    starts, ends = array("l"), array("l")
    position = 0
    while position < len(text):
        if plain := _plain_run(text, position):
            parts.append(text[position:plain])
            starts += _counting(position, plain)
            ends += _counting(position + 1, plain + 1)
            position = plain
            continue
        end = _segment_end(text, position)
        folded = _fold_segment(text[position:end])
        parts.append(folded)
        starts.extend([position] * len(folded))
        ends.extend([end] * len(folded))
        position = end
    return View("".join(parts), starts, ends)


def replace(view: View, replacements: Iterable[tuple[int, int, str]]) -> View:
    """A view of the same original in which each `(start, end, word)` range of `view.text` reads as ` word `.

    Ranges must be sorted and must not overlap.
    """
    return edit_view(view, ((start, end, f" {word} ") for start, end, word in replacements))


def edit_view(view: View, edits: Iterable[tuple[int, int, str]]) -> View:
    """A view of the same original in which each `(start, end, words)` range of `view.text` reads as `words`.

    Every character of `words` stands for the whole range. Ranges must be sorted and must not overlap.
    """
    parts: list[str] = []
    starts, ends = array("l"), array("l")
    position = 0
    for start, end, words in edits:
        parts += [view.text[position:start], words]
        first, last = view.original(start, end)
        starts += view.starts[position:start] + array("l", [first] * len(words))
        ends += view.ends[position:start] + array("l", [last] * len(words))
        position = end
    parts.append(view.text[position:])
    starts += view.starts[position:]
    ends += view.ends[position:]
    return View("".join(parts), starts, ends)


def _counting(start: int, end: int) -> "array[int]":
    """`start`, …, `end` - 1; copied from ready numbers where they suffice: making them anew was most of folding."""
    return _NUMBERS[start:end] if end <= len(_NUMBERS) else array("l", range(start, end))


def _plain_run(text: str, start: int) -> int:
    """End of a run of printable ASCII that no mark follows, so that it folds to itself; 0 where there is none."""
    match = _PLAIN.match(text, start)
    return match.end() if match else 0


def _segment_end(text: str, start: int) -> int:
    """End of the base character at `start` with the combining marks and vanishing characters that follow it."""
    end = start + 1
    while end < len(text) and not text[end].isascii() and (unicodedata.combining(text[end]) or _vanishes(text[end])):
        end += 1
    return end


@lru_cache(maxsize=4096)
def _fold_segment(segment: str) -> str:
    kept = "".join(c for c in segment if not _vanishes(c))
    return "".join(map(_control, unicodedata.normalize("NFKC", kept)))


def _vanishes(char: str) -> bool:
    return char in _SELECTORS or unicodedata.category(char) == "Cf"


def _control(char: str) -> str:
    if char == "\r":
        return "\n"
    if char.isdecimal() and not char.isascii():  # Arabic-Indic and other digits
        return str(unicodedata.decimal(char))
    return " " if unicodedata.category(char) == "Cc" and char not in "\n\t" else char


def _lowered(text: str) -> str:
    """Lower case, one character for one."""
    lower = text.lower()
    # İ is the one letter that grows in lower case; keep one character for one
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


def _hides_characters(text: str) -> bool:
    """Whether a format character stands beside a letter or digit; joiners inside emoji are ordinary."""
    if text.isascii():
        return False
    for match in _FOREIGN.finditer(text):
        index, char = match.start(), match[0]
        if unicodedata.category(char) == "Cf":
            around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
            if any(c.isalnum() for c in around) or (char != _ZWJ and not around):
                return True
    return False


def _has_styled_letters(text: str) -> bool:
    """Mathematical, full-width, circled or other letters that NFKC turns into plain Latin ones."""
    return any(
        (folded := unicodedata.normalize("NFKC", c)).isascii() and folded.isalpha() for c in set(_FOREIGN.findall(text))
    )
