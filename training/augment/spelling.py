"""Evasion spelling: the tricks by which words are hidden from filters but not from readers."""

import random
import re
from collections.abc import Callable

from training.augment.context import Context, Rewriter
from training.corpus import Row

Spell = Callable[[str, random.Random], str]

_WORD = re.compile(r"(?<![\w@./:{}-])[^\W\d_]{4,}(?![\w@./:{}-])")  # no part of a mail address, link or handle
_SHARE = 0.35
_LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"}
# letters of other scripts that look the same (Unicode confusables, UTS #39)
_TWINS = {
    "a": "а", "c": "с", "e": "е", "i": "і", "j": "ј", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у",
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "K": "К", "M": "М", "O": "О", "P": "Р", "T": "Т",
}  # fmt: skip
_ZERO_WIDTH = "\u200b\u200c\u2060"
_BOLD, _SANS_ITALIC = 0x1D400, 0x1D608
_KEYCAP = "\ufe0f\u20e3"
_EMOJI = {
    "kamboja": "🇰🇭", "malaysia": "🇲🇾", "jepang": "🇯🇵", "korea": "🇰🇷", "taiwan": "🇹🇼", "thailand": "🇹🇭",
    "rumah": "🏠", "uang": "💵", "pesawat": "✈️", "telepon": "📞", "email": "📧", "lokasi": "📍",
}  # fmt: skip
_DIGIT_RUN = re.compile(r"(?<![\w./@-])\d{1,2}(?![\w./@-])")


def _leet(word: str, dice: random.Random) -> str:
    places = [i for i, c in enumerate(word) if c.lower() in _LEET]
    chosen = set(dice.sample(places, max(1, len(places) // 2))) if places else set()
    return "".join(_LEET[c.lower()] if i in chosen else c for i, c in enumerate(word))


def _twins(word: str, dice: random.Random) -> str:
    places = [i for i, c in enumerate(word) if c in _TWINS]
    chosen = set(dice.sample(places, max(1, len(places) // 2))) if places else set()
    return "".join(_TWINS[c] if i in chosen else c for i, c in enumerate(word))


def _zero_width(word: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(word))
    return word[:place] + dice.choice(_ZERO_WIDTH) + word[place:]


def _styled(first: int) -> Spell:
    def spell(word: str, _: random.Random) -> str:
        letters = ((c, first + (ord(c) - 65 if c.isupper() else ord(c) - 71)) for c in word)
        return "".join(chr(code) if c.isascii() and c.isalpha() else c for c, code in letters)

    return spell


def _joined(sign: str) -> Spell:
    return lambda word, _: sign.join(word)


def _repeated(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + word[place] * 4 + word[place + 1 :]


def _masked(word: str, dice: random.Random) -> str:
    inner = [i for i, c in enumerate(word) if 0 < i < len(word) - 1 and c in "aeiou"] or [len(word) // 2]
    place = dice.choice(inner)
    return word[:place] + "*" + word[place + 1 :]


def _in_words(spell: Spell, longest: int = 40) -> Rewriter:
    """Spell a third of the longer words so, and at least one."""

    def rewrite(row: Row, dice: random.Random, _: Context) -> str | None:
        words = [match for match in _WORD.finditer(row.text) if len(match[0]) <= longest and match[0].isascii()]
        if not words:
            return None
        chosen = {m.start() for m in dice.sample(words, max(1, round(_SHARE * len(words))))}
        return _WORD.sub(lambda m: spell(m[0], dice) if m.start() in chosen else m[0], row.text)

    return rewrite


def _emoji_words(row: Row, _: random.Random, __: Context) -> str | None:
    pattern = re.compile(rf"\b({'|'.join(_EMOJI)})\b", re.IGNORECASE)
    return pattern.sub(lambda m: _EMOJI[m[0].lower()], row.text)


def _emoji_digits(row: Row, _: random.Random, __: Context) -> str | None:
    return _DIGIT_RUN.sub(lambda m: "".join(digit + _KEYCAP for digit in m[0]), row.text)


EVASIONS: dict[str, Rewriter] = {
    "leet": _in_words(_leet),
    "spaced_letters": _in_words(_joined(" "), longest=10),
    "dotted_letters": _in_words(_joined("."), longest=10),
    "hyphenated_letters": _in_words(_joined("-"), longest=10),
    "repeated_letters": _in_words(_repeated),
    "homoglyphs": _in_words(_twins),
    "mathematical_bold": _in_words(_styled(_BOLD)),
    "mathematical_italic": _in_words(_styled(_SANS_ITALIC)),
    "zero_width": _in_words(_zero_width),
    "masked_letters": _in_words(_masked),
    "emoji_words": _emoji_words,
    "emoji_digits": _emoji_digits,
}
