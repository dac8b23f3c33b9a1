"""Probes for shortcuts: how well form alone, or the first five words alone, tell fraud from legit."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from training.corpus import Row

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_LINK = re.compile(r"https?:|www\.|\.com|bit\.ly")
_PHONE = re.compile(r"(\+?62|0)8\d")
_WHATSAPP = re.compile(r"\bwa\b|whatsapp")
_FOLDS = 5
_OPENING = 5
HIGHEST_STYLE_AUC = 0.68
HIGHEST_REGISTER_AUC = 0.72
HIGHEST_OPENING_AUC = 0.70
SMALLEST_REGISTER = 200


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
    matrix = np.array([style(text) for text in texts])
    return _scores(HistGradientBoostingClassifier(max_iter=150, random_state=0), matrix, truth, groups)


def probe_figures(rows: Sequence[Row]) -> dict[str, float]:
    """ROC AUC of fraud against legit by style (in all rows, and in every register of 200 rows) and by opening words."""
    offers = [row for row in rows if row.label in ("fraud", "legit")]
    figures = {"style": _style_auc(offers)}
    for register, count in sorted(Counter(row.register_ for row in offers).items()):
        part = [row for row in offers if row.register_ == register]
        if count >= SMALLEST_REGISTER and len({row.label for row in part}) == 2:
            figures[f"style in {register}"] = _style_auc(part)
    return figures | {"first five words": _opening_auc(offers)}


def broken_bounds(figures: dict[str, float]) -> list[str]:
    """The probes that tell the label better than they may, in words."""
    bounds = {"style": HIGHEST_STYLE_AUC, "first five words": HIGHEST_OPENING_AUC}
    return [
        f"label predicted from {name}: ROC AUC {value:.3f} > {bounds.get(name, HIGHEST_REGISTER_AUC)}"
        for name, value in figures.items()
        if value > bounds.get(name, HIGHEST_REGISTER_AUC)
    ]


def _style_auc(rows: Sequence[Row]) -> float:
    truth = _truth(rows)
    return float(roc_auc_score(truth, style_scores([row.text for row in rows], truth, [row.group for row in rows])))


def _opening_auc(rows: Sequence[Row]) -> float:
    openings = [" ".join(row.text.split()[:_OPENING]) for row in rows]
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000))
    return float(roc_auc_score(_truth(rows), _scores(model, openings, _truth(rows), [row.group for row in rows])))


def _truth(rows: Sequence[Row]) -> NDArray[np.bool_]:
    return np.array([row.label == "fraud" for row in rows])


def _scores(model: Any, inputs: Any, truth: NDArray[np.bool_], groups: list[str]) -> NDArray[np.float64]:
    folds = StratifiedGroupKFold(_FOLDS)
    scores = cross_val_predict(model, inputs, truth, groups=groups, cv=folds, method="predict_proba")
    return np.asarray(scores[:, 1], dtype=np.float64)
