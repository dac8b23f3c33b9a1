"""Tables that describe the corpus: counts, lengths, kinds of honest ads, minimal pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from training.corpus import Row

ALIKE = 0.6  # share of words in common from which twins are a minimal pair
IMPERSONATION = frozenset(
    {"employer_impersonation", "government_impersonation", "agency_impersonation", "fake_call_letter"}
)
_QUANTILES = (5, 25, 50, 75, 95)


@dataclass(frozen=True)
class Pair:
    """Two texts of one group and opposite labels that are alike but for the deciding facts.

    `channel` tells whose channel decides: the fraud twin impersonates an employer, office or agency.
    """

    fraud: Row
    legit: Row
    alike: float
    channel: bool


def minimal_pairs(rows: Iterable[Row]) -> list[Pair]:
    """The most alike fraud and legit row of every group that has both, where they share 60 % of their words."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    pairs = []
    for members in groups.values():
        couples = [
            (_likeness(fraud, legit), fraud, legit)
            for fraud in members
            if fraud.label == "fraud"
            for legit in members
            if legit.label == "legit"
        ]
        if couples:
            alike, fraud, legit = max(couples, key=lambda couple: couple[0])
            if alike >= ALIKE:
                pairs.append(Pair(fraud, legit, alike, bool(IMPERSONATION.intersection(fraud.patterns))))
    return pairs


def tables(rows: Sequence[Row]) -> dict[str, dict[str, object]]:
    """Everything the datasheet shows, table by table."""
    pairs = minimal_pairs(rows)
    fraud = [row for row in rows if row.label == "fraud"]
    impersonating = [row for row in fraud if IMPERSONATION.intersection(row.patterns)]
    return {
        "label": _counts(row.label for row in rows),
        "pattern": _counts(code for row in rows for code in row.patterns),
        "honest family": _counts(row.family for row in rows if row.label == "legit"),
        "fraud family": _counts(row.family for row in fraud),
        "other family": _counts(row.family for row in rows if row.label in ("not_an_ad", "insufficient")),
        "register": _counts(row.register_ for row in rows),
        "region": _counts(row.region for row in rows),
        "writer": _counts(row.writer for row in rows),
        "words (5, 25, 50, 75, 95 %)": {
            label: " ".join(f"{q:.0f}" for q in np.percentile([len(r.text.split()) for r in part], _QUANTILES))
            for label in ("fraud", "legit", "not_an_ad")
            if (part := [row for row in rows if row.label == label])
        },
        "other": {
            "texts": len(rows),
            "groups": len({row.group for row in rows}),
            "minimal pairs": len(pairs),
            "of which own against foreign channel": sum(pair.channel for pair in pairs),
            "fraud that impersonates": f"{len(impersonating) / max(len(fraud), 1):.1%}",
            "texts with evidence": sum(bool(row.evidence) for row in rows),
            "texts that follow one public page": sum(row.basis != "composed" for row in rows),
        },
    }


def _likeness(one: Row, other: Row) -> float:
    """Share of words in the longest common blocks, 0 to 1 (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, one.text.lower().split(), other.text.lower().split(), autojunk=False).ratio()


def _counts(values: Iterable[str]) -> dict[str, object]:
    return dict(Counter(values).most_common())
