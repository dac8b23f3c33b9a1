"""What surrounds an ad when it reaches an officer: forwarded, cut off, or beside another ad."""

import random
import re

from training.augment.context import Context, Rewriter
from training.corpus import Row

_BEFORE = (
    "tolong cek ini min", "Diteruskan:", "min ini bener gak ya?", "izin share loker ya", "dapat dari grup sebelah",
    "pak mohon dicek apakah ini asli", "*Diteruskan berkali-kali*", "ada yang tau ini?", "ulun dapat ini, bujurkah?",
)  # fmt: skip
_AFTER = ("ini beneran gak?", "mohon infonya", "thx min", "anak saya mau daftar", "sumber: grup WA")
_LAST_LETTERS = re.compile(r"\S(?=\s)")
_SHORTEST_CUT = 0.6
_FEWEST_WORDS = 25


def _forwarded(row: Row, dice: random.Random, _: Context) -> str | None:
    if row.label not in ("fraud", "legit"):
        return None
    before, after = dice.choice(_BEFORE), dice.choice(("", dice.choice(_AFTER)))
    return "\n\n".join(part for part in (before, row.text, after) if part)


def _truncated(row: Row, dice: random.Random, _: Context) -> str | None:
    """Cut at a word after the last evidence; a fraud text without marked evidence is left whole."""
    words = row.text.split()
    if len(words) < _FEWEST_WORDS or (row.label == "fraud" and not row.evidence):
        return None
    shown = max((span.end for span in row.evidence), default=0)
    earliest = max(shown, int(len(row.text) * _SHORTEST_CUT))
    ends = [match.end() for match in _LAST_LETTERS.finditer(row.text) if earliest <= match.end() < len(row.text)]
    return row.text[: dice.choice(ends)] if ends else None


def _two_ads(row: Row, dice: random.Random, context: Context) -> str | None:
    """Beside an honest ad of another group; a message with one fraudulent ad is a fraudulent message."""
    others = [other for other in context.honest if other.group != row.group]
    if row.label not in ("fraud", "legit") or not others:
        return None
    parts = [row.text, dice.choice(others).text]
    dice.shuffle(parts)
    return f"\n\n{dice.choice(('', '———', '2)'))}\n".join(parts)


FRAMES: dict[str, Rewriter] = {"forwarded": _forwarded, "truncated": _truncated, "two_ads": _two_ads}
