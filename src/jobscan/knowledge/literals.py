"""What a text must hold for a phrase to match it: of each of a few sets of literal strings, at least one.

The strings are looked for in the plain text: the folded lower-case view with one blank for every run of signs, and one
at either end. Strings are only ever taken where they are certain; a phrase without any is one that every text may
match. So a text without them needs no search, and no match is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobscan.knowledge.phrases import phrase_edges

Strings = frozenset[str]
_SIGNS = re.compile(r"\W+", re.ASCII)
_SIGNS_TO_BLANKS = bytes(ord(" ") if _SIGNS.match(chr(code)) else code for code in range(256))
_MOST_STRINGS = 64  # more alternatives than this are no help
_SHORTEST = 4  # shorter strings stand in every other text
MOST_SETS = 3
_TOKEN = re.compile(
    r"(?P<open>\((?:\?:)?)(?!\?)|(?P<close>\))|(?P<bar>\|)|(?P<repeat>[?*+]|\{\d+(?:,\d*)?\})"
    r"|(?P<zero>[\^$])|(?P<blank>\\b|\\W|\\[^\w\s])|(?P<any>\\[dwsDS]|\.|\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<literal>[^\\()\[\]{}?*+|^$.]+(?![?*+{])|[^\\()\[\]{}?*+|^$.])"  # a repeat is of the last letter alone
)
_OPTIONAL = ("?", "*", "{0")


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a phrase can match: `exact`, all of it where that is known.

    Elsewhere each match begins with one of `first`, ends with one of `last`, and holds one of each of `needed`.
    """

    exact: Strings | None
    first: Strings = frozenset({""})
    needed: tuple[Strings, ...] = ()
    last: Strings = frozenset({""})

    @property
    def sets(self) -> tuple[Strings, ...]:
        return (self.first, *self.needed, self.last) if self.exact is None else (self.exact,)


_NOTHING = _Part(frozenset({""}))
_ANYTHING = _Part(None)
_BLANK = _Part(frozenset({" "}))
# the three points of a gap are read as three of `any`, with a blank before and after them
_SIMPLE = {"blank": _BLANK, "zero": _NOTHING, "any": _ANYTHING}


class _UnknownError(ValueError):
    """The phrase uses what this module does not read."""


def plain(lower: str) -> str:
    """Lower-case text with one blank for every run of signs, and one at either end."""
    words = lower.encode("ascii", "replace").translate(_SIGNS_TO_BLANKS).split()
    return f" {b' '.join(words).decode()} "


def needed_literals(phrase: str) -> tuple[Strings, ...]:
    """Sets of strings: the plain form of every text that `phrase` matches holds at least one string of each set."""
    try:
        part = _Parser(phrase.strip()).whole()
    except _UnknownError:
        return ()
    # an edge of a word is a blank of the plain text
    starts, ends = phrase_edges(phrase)
    return _useful(_joined([*[_BLANK] * starts, part, *[_BLANK] * ends]))


class _Parser:
    """Reads the phrase language by recursive descent, as far as it is used; raises `_UnknownError` beyond."""

    def __init__(self, phrase: str) -> None:
        self._tokens = list(_tokens(phrase))
        self._next = 0

    def whole(self) -> _Part:
        part = self._alternatives()
        if self._next < len(self._tokens):
            raise _UnknownError
        return part

    def _alternatives(self) -> _Part:
        options = [self._sequence()]
        while self._take("bar"):
            options.append(self._sequence())
        return _any_of(options)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._next < len(self._tokens) and self._tokens[self._next][0] not in ("bar", "close"):
            kind, text = self._tokens[self._next]
            self._next += 1
            part = self._group() if kind == "open" else _simple(kind, text)
            while repeat := self._take("repeat"):
                part = _repeated(part, repeat)
            parts.append(part)
        return _joined(parts)

    def _group(self) -> _Part:
        part = self._alternatives()
        if not self._take("close"):
            raise _UnknownError
        return part

    def _take(self, kind: str) -> str | None:
        if self._next < len(self._tokens) and self._tokens[self._next][0] == kind:
            self._next += 1
            return self._tokens[self._next - 1][1]
        return None


def _tokens(phrase: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(phrase):
        match = _TOKEN.match(phrase, position)
        if match is None or match.lastgroup is None:
            raise _UnknownError
        yield match.lastgroup, match[0]
        position = match.end()


def _simple(kind: str, text: str) -> _Part:
    if kind == "literal":
        return _Part(frozenset({_SIGNS.sub(" ", text)}))
    if kind not in _SIMPLE:
        raise _UnknownError
    return _SIMPLE[kind]


def _repeated(part: _Part, repeat: str) -> _Part:
    optional = repeat.startswith(_OPTIONAL)
    if part.exact is not None and (repeat == "?" or part is _BLANK):  # blanks side by side are one
        return _Part(part.exact | {""} if optional else part.exact)
    if optional:
        return _ANYTHING
    return part if part.exact is None else _Part(None, part.exact, (), part.exact)


def _any_of(options: list[_Part]) -> _Part:
    if len(options) == 1:
        return options[0]
    exact = [option.exact for option in options if option.exact is not None]
    if len(exact) == len(options):
        return _Part(frozenset().union(*exact))
    rarest = [useful[0] for option in options if (useful := _useful(option))]
    return _Part(
        None,
        frozenset().union(*(option.first if option.exact is None else option.exact for option in options)),
        (frozenset().union(*rarest),) if len(rarest) == len(options) else (),
        frozenset().union(*(option.last if option.exact is None else option.exact for option in options)),
    )


def _joined(parts: list[_Part]) -> _Part:
    """Parts one after another; where one is unknown, the strings before and after it are still known."""
    runs: list[Strings] = [frozenset({""})]
    for part in parts:
        begin, *others = part.sets
        if len(runs[-1]) * len(begin) > _MOST_STRINGS:
            runs.append(begin)
        else:
            runs[-1] = frozenset((one + other).replace("  ", " ") for one in runs[-1] for other in begin)
        runs += others
    return _Part(runs[0]) if len(runs) == 1 else _Part(None, runs[0], tuple(runs[1:-1]), runs[-1])


def _useful(part: _Part) -> tuple[Strings, ...]:
    """The sets that tell texts apart, the rarest first; shorter strings are only for want of others."""
    useful = dict.fromkeys(strings for strings in part.sets if all(string.strip() for string in strings))
    ordered = sorted(useful, key=_rarity, reverse=True)
    return tuple(ordered[:1] + [strings for strings in ordered[1:MOST_SETS] if min(map(len, strings)) >= _SHORTEST])


def _rarity(strings: Strings) -> tuple[int, int]:
    """Long strings stand in few texts."""
    return min(map(len, strings)), -len(strings)
