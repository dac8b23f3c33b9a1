"""The word list behind the lexicon: ordinary words of the corpus and how many of its texts hold them."""

import re
from collections import Counter
from collections.abc import Iterable

from training.corpus import Row

MIN_TEXTS = 3
_WORD = re.compile(r"(?<![\w@./-])[a-z]{2,}(?![\w@/-])")
_STRETCHED = re.compile(r"([a-z])\1\1")


def word_list(rows: Iterable[Row]) -> str:
    """Lines of `word count`, alphabetical; words of three texts or more, none with a letter three times in a row."""
    texts: Counter[str] = Counter()
    for row in rows:
        texts.update(set(_WORD.findall(row.text.lower())))
    kept = {word: count for word, count in texts.items() if count >= MIN_TEXTS and not _STRETCHED.search(word)}
    return "".join(f"{word} {count}\n" for word, count in sorted(kept.items()))
