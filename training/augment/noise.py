"""Noise that honest hands and machines make: OCR, line breaks, typing errors, chat spelling."""

import random
import re

from training.augment.context import Context, Rewriter
from training.corpus import Row

_WORD = re.compile(r"(?<![\w@./:-])[^\W\d_]{4,}(?![\w@./:-])")
_OCR = {"l": "I", "i": "l", "o": "0", "rn": "m", "m": "rn", "e": "c", "s": "5", "g": "q", "b": "6"}
_OCR_SHARE, _TYPO_SHARE = 0.06, 0.05
# chat spelling that a reader takes without noticing
_SHORT = {
    "yang": "yg", "dengan": "dgn", "untuk": "utk", "tidak": "tdk", "dan": "dn", "dari": "dr", "sudah": "sdh",
    "belum": "blm", "bisa": "bs", "saja": "aja", "karena": "krn", "orang": "org", "juga": "jg", "kerja": "krj",
    "langsung": "lgsg", "tahun": "thn", "bulan": "bln", "hubungi": "hub", "minimal": "min", "maksimal": "max",
    "pendidikan": "pend", "pengalaman": "pglmn", "perusahaan": "prshn", "lokasi": "lok", "jalan": "jl",
}  # fmt: skip


def _ocr(row: Row, dice: random.Random, _: Context) -> str | None:
    """Misread letters, and here and there two words run together."""

    def misread(match: re.Match[str]) -> str:
        if dice.random() > _OCR_SHARE * 3:
            return match[0]
        word = match[0]
        found = [seen for seen in _OCR if seen in word[1:]]
        return word[0] + word[1:].replace(seen := dice.choice(found), _OCR[seen], 1) if found else word

    text = _WORD.sub(misread, row.text)
    parts = re.split(r"( )", text)
    return "".join("" if p == " " and dice.random() < _OCR_SHARE / 2 else p for p in parts)


def _flattened(row: Row, _: random.Random, __: Context) -> str | None:
    return " ".join(row.text.split())


def _broken(row: Row, dice: random.Random, _: Context) -> str | None:
    """Lines broken every few words, as on a narrow poster."""
    lines: list[list[str]] = [[]]
    for word in row.text.split():
        if len(lines[-1]) >= dice.randint(2, 6):
            lines.append([])
        lines[-1].append(word)
    return "\n".join(" ".join(line) for line in lines)


def _typos(row: Row, dice: random.Random, _: Context) -> str | None:
    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if dice.random() > _TYPO_SHARE * 2:
            return word
        place = dice.randrange(1, len(word) - 1)
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        return dice.choice((swapped, word[:place] + word[place + 1 :], word[: place + 1] + word[place:]))

    return _WORD.sub(slip, row.text)


def _abbreviated(row: Row, dice: random.Random, _: Context) -> str | None:
    pattern = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")
    return pattern.sub(lambda m: _SHORT[m[0]] if dice.random() < 0.7 else m[0], row.text)


def _capitals(row: Row, _: random.Random, __: Context) -> str | None:
    return _WORD.sub(lambda m: m[0].upper(), row.text)


NOISE: dict[str, Rewriter] = {
    "ocr": _ocr,
    "flattened": _flattened,
    "broken_lines": _broken,
    "typos": _typos,
    "abbreviated": _abbreviated,
    "capitals": _capitals,
}
