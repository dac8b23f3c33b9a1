"""The style-only probe: how well form alone, without a single word, tells fraud from legit."""

import re

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_LINK = re.compile(r"https?:|www\.|\.com|bit\.ly")
_PHONE = re.compile(r"(\+?62|0)8\d")
_WHATSAPP = re.compile(r"\bwa\b|whatsapp")
_FOLDS = 5


def style(text: str) -> list[float]:
    """Length, words, shares of signs and letters, contact kinds, variety of words; no word itself."""
    size, words, lower = max(len(text), 1), text.lower().split(), text.lower()
    shares = [
        len(_EMOJI.findall(text)),
        sum(map(str.isupper, text)),
        sum(map(str.isdigit, text)),
        text.count("!"),
        text.count("\n"),
        sum(c in ".,;:" for c in text),
        text.count("*"),
    ]
    flags = [
        bool(_LINK.search(lower)),
        "@" in text,
        bool(_PHONE.search(lower)),
        bool(_WHATSAPP.search(lower)),
    ]
    variety = len(set(words)) / max(len(words), 1)
    return [len(text), len(words), *(share / size for share in shares), *map(float, flags), variety]


def style_scores(texts: list[str], truth: NDArray[np.bool_], groups: list[str]) -> NDArray[np.float64]:
    """Out-of-fold probabilities of a boosted model that sees style only; whole groups stay together."""
    model = HistGradientBoostingClassifier(max_iter=150, random_state=0)
    matrix = np.array([style(text) for text in texts])
    scores: NDArray[np.float64] = cross_val_predict(
        model, matrix, truth, groups=groups, cv=StratifiedGroupKFold(_FOLDS), method="predict_proba"
    )[:, 1]
    return scores
