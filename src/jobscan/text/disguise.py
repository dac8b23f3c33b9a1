"""Disguised words read as what they stand for: k4mb0j4, g.a.j.i, kаmboja with a Cyrillic letter, k*mboja, gajiiii.

A reading counts only when it is a word of the lexicon, so that numbers, wages, part codes and unknown names stay as
they are. Look-alike letters follow the Unicode confusables (UTS #39).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import re2

from jobscan.knowledge.lexicon import Lexicon

Trick = Literal[
    "split_letters", "digits_for_letters", "lookalike_letters", "masked_letters", "repeated_letters", "misread_letters"
]

_LONGEST = 24  # no disguised word is longer; keeps work linear on hostile input
_LOOKALIKES = str.maketrans(
    "аАвВсСеЕіІјЈкКмМнНоОрРѕЅтТуУхХһԁԛԝɡɑοΟαΑεΕιΙκΚνρΡτΤυυχΧΒΗΜΝΖ",
    "aAbBcCeEiIjJkKmMhHoOpPsStTyYxXhdqwgaoOaAeEiIkKvpPtTuuxXBHMNZ",
)
_DIGITS = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s",
}  # fmt: skip
_MOST_DIGITS = 4
# a mail address, link or handle is never read otherwise
_ADDRESS = re2.compile(r"\S*(?:@\w|://|www\.|[\w-]{2}\.[a-zA-Z]{2})\S*")
_FOREIGN = re2.compile(r"\pL*[^\x00-\x7F\PL]\pL*")
_SPLIT = re.compile(r"(?<!\w)[^\W\d_]([ ._*·-])[^\W\d_](?:\1[^\W\d_]){2,22}(?!\w)")  # one way to match: linear
_MIXED = re2.compile(r"\b[\pL\d@$]*(?:\pL[\d@$]|[\d@$]\pL)[\pL\d@$]*")
# l for I and I for l, as optical reading confuses them: LOWONGAN lNI, KLlNIK, keIuarga
_MISREAD = re2.compile(r"\b[a-zA-Z]*(?:[A-Z]l|l[A-Z]|[a-z]I)[a-zA-Z]*\b|\bl[bcdfghjkmnpqrstvwxz][a-z]{2,}\b")
_MASKED = re2.compile(r"\b\pL+[*#•]{1,3}\pL+(?:[*#•]\pL+)*\b")
_REPEATED = re2.compile(rf"\b\pL*(?:{'|'.join(f'{c}{{3,}}' for c in 'abcdefghijklmnopqrstuvwxyz')})\pL*\b")


@dataclass(frozen=True, slots=True)
class Edit:
    """`text[start:end]` reads as `word`."""

    start: int
    end: int
    word: str
    trick: Trick


def find_disguises(text: str, lexicon: Lexicon) -> list[Edit]:
    """Disguised words of a folded text, in order and without overlaps."""
    taken = bytearray(len(text))
    for match in _ADDRESS.finditer(text):
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    edits: list[Edit] = []
    for edit in (*_split(text, lexicon), *_lookalikes(text), *_words(text, lexicon)):
        if edit.end - edit.start <= 2 * _LONGEST and not any(taken[edit.start : edit.end]):
            taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
            edits.append(edit)
    return sorted(edits, key=lambda edit: edit.start)


def _split(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    for match in _SPLIT.finditer(text):
        letters = match[0][::2]
        word = lexicon.split(letters.lower())
        if all(part in lexicon for part in word.split()):
            yield Edit(match.start(), match.end(), _cased(word, letters), "split_letters")


def _lookalikes(text: str) -> Iterator[Edit]:
    """Words that mix Latin with look-alike letters of another script."""
    if text.isascii():
        return
    for match in _FOREIGN.finditer(text):
        word = match[0].translate(_LOOKALIKES)
        if len(word) > 1 and word != match[0] and word.isascii():
            yield Edit(match.start(), match.end(), word, "lookalike_letters")


def _words(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    for match in _MIXED.finditer(text):
        if (word := _without_digits(match[0].lower(), lexicon)) is not None:
            yield Edit(match.start(), match.end(), _cased(word, match[0]), "digits_for_letters")
    for match in _MASKED.finditer(text):
        masked = match[0].lower().replace("#", "*").replace("•", "*")
        if len(masked) <= _LONGEST and (word := lexicon.unmask(masked)) is not None:
            yield Edit(match.start(), match.end(), _cased(word, match[0]), "masked_letters")
    for match in _MISREAD.finditer(text):
        if (word := _reread(match[0].lower(), lexicon)) is not None:
            yield Edit(match.start(), match.end(), _cased(word, match[0].replace("l", "I")), "misread_letters")
    for match in _REPEATED.finditer(text.lower()):
        if (word := _unrepeated(match[0], lexicon)) is not None:
            written = text[match.start() : match.end()]
            yield Edit(match.start(), match.end(), _cased(word, written), "repeated_letters")


def _without_digits(token: str, lexicon: Lexicon) -> str | None:
    """The word behind a token of letters and digits; None for amounts, codes and unknown words."""
    digits = [c for c in token if c in _DIGITS]
    letters = sum(c.isalpha() for c in token)
    if not 4 <= len(token) <= _LONGEST or letters < 2 or len(digits) + letters != len(token):
        return None
    if not 1 <= len(digits) <= min(_MOST_DIGITS, letters):
        return None
    readings = product(*(_DIGITS.get(c, c) for c in token))
    return lexicon.best(["".join(reading) for reading in readings])


def _reread(word: str, lexicon: Lexicon) -> str | None:
    """The word with i and l told apart again; None where it is a word as it stands or none can be found."""
    places = [i for i, c in enumerate(word) if c in "il"]
    if word in lexicon or not 4 <= len(word) <= _LONGEST or len(places) > _MOST_DIGITS:
        return None
    readings = product(*("il" if c in "il" else c for c in word))
    return lexicon.best(["".join(reading) for reading in readings])


def _unrepeated(word: str, lexicon: Lexicon) -> str | None:
    """The word with its stretched letter written once or twice."""
    if len(word) > 2 * _LONGEST or len(set(word)) < 3:  # Roman numerals, "www"
        return None
    once = "".join(c for i, c in enumerate(word) if i < 2 or not (c == word[i - 1] == word[i - 2]))
    shorter = "".join(c for i, c in enumerate(once) if i == 0 or c != once[i - 1] or not _is_stretched(word, c))
    return lexicon.best([once, shorter])


def _is_stretched(word: str, char: str) -> bool:
    return char * 3 in word


def _cased(word: str, written: str) -> str:
    letters = [c for c in written if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return word.upper()
    return word.capitalize() if letters and letters[0].isupper() else word
