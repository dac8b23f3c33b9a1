"""Rewritings for evaluation only; no model is ever fitted on them."""

import random
import re

from training.augment.context import Context, Rewriter
from training.augment.firms import unknown_employer
from training.augment.synonyms import SYNONYMS
from training.corpus import Row

_OFFERS = ("fraud", "legit")
_FEWEST_LINES, _FEWEST_SWAPS, _PADDING_WORDS = 3, 3, 300
_BREAK = re.compile(r"\n\s*")
_UP_TO_PADDING = re.compile(rf"(?:\s*\S+){{1,{_PADDING_WORDS}}}")
# an address, a handle or two words run together is left as it is
_SYNONYM = re.compile(
    r"\S*(?:@|://|www\.|\w[./_]\w)\S*"
    rf"|(?<![\w#-])(?P<word>{'|'.join(sorted(map(re.escape, SYNONYMS), key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)
_REASSURANCES = (
    "Resmi, gratis, terdaftar di BP2MI, tidak dipungut biaya apa pun.",
    "Perusahaan kami resmi dan berizin, terdaftar di KP2MI. Semua proses GRATIS.",
    "100% resmi & legal, tidak ada pungutan biaya dalam bentuk apapun!",
    "Waspada penipuan! Kami tidak pernah meminta uang kepada pelamar.",
    "Lowongan ini asli dan terpercaya, sudah terdaftar BP2MI, tanpa biaya sepeser pun.",
    "Proses legal sesuai undang-undang, diawasi KP2MI dan Disnaker. Tidak dipungut biaya.",
    "Dijamin aman dan resmi. Seleksi tidak dipungut biaya, hati-hati calo.",
    "Terdaftar resmi di Kementerian P2MI, bebas biaya dari awal sampai berangkat.",
)


def _reordered_lines(row: Row, dice: random.Random, _: Context) -> str | None:
    """The lines in another order; lines that share one piece of evidence stay together."""
    cuts = [
        m for m in _BREAK.finditer(row.text) if not any(e.start < m.end() and m.start() < e.end for e in row.evidence)
    ]
    starts, ends = [0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(row.text)]
    lines = [line for start, end in zip(starts, ends, strict=True) if (line := row.text[start:end].strip())]
    if len(lines) < _FEWEST_LINES:
        return None
    dice.shuffle(lines)
    return "\n".join(lines)


def _paraphrase(row: Row, dice: random.Random, _: Context) -> str | None:
    """Every word of the table by one that says the same; None with fewer than three such words."""

    def swap(match: re.Match[str]) -> str:
        word = match["word"]
        return _like(dice.choice(SYNONYMS[word.lower()]), word) if word else match[0]

    if sum(match["word"] is not None for match in _SYNONYM.finditer(row.text)) < _FEWEST_SWAPS:
        return None
    return _SYNONYM.sub(swap, row.text)


def _padding(row: Row, dice: random.Random, context: Context) -> str | None:
    """Three hundred words of honest texts of other groups below the text."""
    others = [other.text for other in context.honest if other.group != row.group]
    if row.label not in _OFFERS or not others:
        return None
    dice.shuffle(others)
    words = _UP_TO_PADDING.match("\n".join(others[:_PADDING_WORDS]))
    return f"{row.text}\n\n{words[0].strip()}" if words else None


def _reassurance(row: Row, dice: random.Random, context: Context) -> str | None:
    """One to three claims that all is official and free; an honest text that names a fee would contradict itself."""
    if row.label not in _OFFERS or (row.label == "legit" and context.read(row.text)[0].of_type("fee")):
        return None
    return "\n".join((row.text, *dice.sample(_REASSURANCES, dice.randint(1, 3))))


def _like(new: str, old: str) -> str:
    """`new` in capitals, or with a capital, as `old` is."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new


UNSEEN: dict[str, Rewriter] = {
    "reordered_lines": _reordered_lines,
    "paraphrase": _paraphrase,
    "padding": _padding,
    "reassurance": _reassurance,
    "unknown_employer": unknown_employer,
}
