"""Results by slice: pattern, register, region, length and language mix of the corpus; set and kind of other texts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from training.assess import Assessed
from training.corpus import Row
from training.evaluation import FLAGGED
from training.examples import Example
from training.metrics import middle, resamples

FEWEST = 10
ROUNDS = 100
LENGTHS = (
    (0, 300, "under 300 characters"),
    (300, 800, "300 to 800"),
    (800, 1600, "800 to 1,600"),
    (1600, 10**9, "longer"),
)
_WORD = re.compile(r"[a-z]+")
_ENGLISH = frozenset(_WORD.findall("the and for with you your are will our from have this we of to in is be"))
_REGIONAL = frozenset(
    _WORD.findall(
        "ulun pian kada gawian nang handak lawan sampean nggih mboten kerjo gawe piro opo sing karo ora wae urang abdi "
        "teu nu jeung keur bade bae ado awak indak karajo kito"
    )
)


@dataclass(frozen=True)
class Slice:
    """Of the texts of one label in one slice, the share flagged and the share `high`, with 95 % intervals."""

    axis: str
    name: str
    label: str
    texts: int
    flagged: tuple[float, float, float]
    high: tuple[float, float, float]
    other: float


def slices(examples: Sequence[Example], answers: Sequence[Assessed], corpus: Sequence[Row]) -> list[Slice]:
    """Every slice with ten texts of a label or more; `other` is the share called not an ad or insufficient."""
    rows = {row.id: row for row in corpus}
    ours = [(e, a, rows[e.id]) for e, a in zip(examples, answers, strict=True) if e.id in rows]
    axes: dict[str, Callable[[Row], Iterable[str]]] = {
        "pattern": lambda row: row.patterns,
        "register": lambda row: (row.register_,),
        "region": lambda row: (row.region,),
        "length": lambda row: (length_name(row.text),),
        "language": lambda row: (language_mix(row.text),),
    }
    found = []
    for axis, names_of in axes.items():
        found += _sliced(axis, ((name, e, a) for e, a, row in ours for name in names_of(row)))
    others = ((e, a) for e, a in zip(examples, answers, strict=True) if e.id not in rows)
    named = [(f"{e.source}: {e.kind}" if e.kind != e.label else e.source, e, a) for e, a in others]
    found += _sliced("set", named)
    used = [(f"{name} ({e.use})", e, a) for name, e, a in named if e.use]
    return [*found, *_sliced("set, by use", used)]


def length_name(text: str) -> str:
    """Which of four lengths a text has."""
    return next(name for low, high, name in LENGTHS if low <= len(text) < high)


def language_mix(text: str) -> str:
    """A rough tell of the language: English or regional function words among the words."""
    words = _WORD.findall(text.lower())
    english, regional = (sum(word in known for word in words) / max(len(words), 1) for known in (_ENGLISH, _REGIONAL))
    if english >= 0.12:
        return "mostly English"
    if regional >= 0.02:
        return "with a regional language"
    return "with English" if english >= 0.03 else "Indonesian"


def _sliced(axis: str, members: Iterable[tuple[str, Example, Assessed]]) -> list[Slice]:
    cells: dict[tuple[str, str], list[tuple[Example, Assessed]]] = {}
    for name, example, answer in members:
        cells.setdefault((name, example.label), []).append((example, answer))
    return [_slice(axis, name, label, part) for (name, label), part in sorted(cells.items()) if len(part) >= FEWEST]


def _slice(axis: str, name: str, label: str, part: Sequence[tuple[Example, Assessed]]) -> Slice:
    groups = np.array([example.group for example, _ in part])
    levels = np.array([answer.level for _, answer in part])
    flagged, high = np.isin(levels, FLAGGED), levels == "high"
    drawn = list(resamples(groups, rounds=ROUNDS))

    def figure(which: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> tuple[float, float, float]:
        return (float(which.mean()), *middle([float(which[rows].mean()) for rows in drawn]))

    other = float(np.isin(levels, ("not_an_ad", "insufficient")).mean())
    return Slice(axis, name, label, len(part), figure(flagged), figure(high), other)


def raised(answers: Sequence[Assessed], examples: Sequence[Example]) -> Mapping[str, tuple[int, int]]:
    """How often each combination raised a level: on fraud, on other texts."""
    found: dict[str, list[int]] = {}
    for example, answer in zip(examples, answers, strict=True):
        for code in answer.raised_by:
            found.setdefault(code, [0, 0])[example.label != "fraud"] += 1
    return {code: (counts[0], counts[1]) for code, counts in sorted(found.items())}
