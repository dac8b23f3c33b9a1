"""Amounts written in words: `satu juta delapan ratus ribu`, `sejuta`, `tiga setengah juta`."""

from collections.abc import Iterator

import re2

_DIGITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "lapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1_000, "sejuta": 1_000_000,
}  # fmt: skip
_SCALES = {"belas": 10, "puluh": 10, "ratus": 100, "ribu": 1_000, "juta": 1_000_000}
_WORD = "|".join([*_DIGITS, *_SCALES, "setengah"])
_RUN = re2.compile(rf"\b(?:{_WORD})(?: (?:{_WORD})){{0,11}}\b")
_LEAST = 1_000  # smaller runs are counts of people or days


def find_number_words(lower: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of every run of number words that makes a thousand or more."""
    for match in _RUN.finditer(lower):
        value = _value(match[0].split())
        if value is not None and value >= _LEAST:
            yield match.start(), match.end(), value


def _value(words: list[str]) -> int | None:
    """The number, or None where a word of scale has nothing to multiply."""
    total, part = 0.0, 0.0
    for word in words:
        if word in _DIGITS:
            part += _DIGITS[word]
        elif word == "setengah":
            part += 0.5
        elif word == "belas":
            part += 10
        elif part == 0:
            return None
        elif word in ("puluh", "ratus"):
            hundreds, last = divmod(part, 100)
            part = hundreds * 100 + last * _SCALES[word]
        else:
            total, part = total + part * _SCALES[word], 0.0
    return round(total + part)
