"""Names must not decide: the same ad under another name, and honest ads under the names that fakes borrow."""

import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rich.table import Table

from jobscan.classifier.linear import logit
from jobscan.knowledge import load_knowledge
from jobscan.scanner import Reader, Scanner
from jobscan.types import JobAd
from training.attacks import SEED, Part, is_flagged
from training.augment import Augmenter
from training.augment.unseen import UNSEEN
from training.corpus import Row
from training.stats import IMPERSONATION, minimal_pairs

Organisers = Mapping[str, frozenset[str]]
_TINY = 1e-12  # keeps log-odds finite where a probability rounds to 0 or 1


@dataclass(frozen=True)
class ChannelPairs:
    """Twins that differ in whose channel they name: how often the foreign one is higher, by how much in log-odds."""

    pairs: int
    foreign_higher: float
    median_difference: float


@dataclass(frozen=True)
class ImpersonatedHonest:
    """Honest texts of employers and offices that fakes of the corpus borrow, and the share flagged."""

    texts: int
    employers: int
    flagged: float


@dataclass(frozen=True)
class NameSwap:
    """Absolute change of P(fraud) when the listed employer gets an invented name; `label` is that of the rows."""

    label: str
    texts: int
    median: float
    percentile_90: float


@dataclass(frozen=True)
class NameResults:
    channel_pairs: ChannelPairs
    impersonated_honest: ImpersonatedHonest
    name_swaps: tuple[NameSwap, ...]


def measure(parts: Sequence[Part], seed: int = SEED, per_label: int = 300) -> NameResults:
    """All three checks; each row is judged by the scanner of its part, which must not have been fitted on it.

    At most `per_label` rows of each label are renamed, over all parts together. The same for the same seed.
    """
    named = organisers(parts)
    swaps = name_swaps(parts, named, seed, per_label)
    return NameResults(channel_pairs(parts), impersonated_honest(parts, named), swaps)


def organisers(parts: Sequence[Part]) -> Organisers:
    """By row id, the listed employers and offices that each fraud or honest row names as the one who recruits."""
    reader = Reader(load_knowledge())
    offers = [row for _, rows in parts for row in rows if row.label in ("fraud", "legit")]
    return {row.id: _organisers(reader, row.text) for row in offers}


def channel_pairs(parts: Sequence[Part]) -> ChannelPairs:
    """Own against foreign channel in minimal pairs."""
    differences = [
        _log_odds(scanner, pair.fraud) - _log_odds(scanner, pair.legit)
        for scanner, rows in parts
        for pair in minimal_pairs(rows)
        if pair.channel
    ]
    higher = [difference > 0 for difference in differences]
    return ChannelPairs(len(differences), _mean(higher), _quantile(differences, 50))


def impersonated_honest(parts: Sequence[Part], named: Organisers) -> ImpersonatedHonest:
    """False alarms among the honest texts that name, as the one who recruits, what fakes of any part impersonate."""
    fakes = [row for _, rows in parts for row in rows if IMPERSONATION.intersection(row.patterns)]
    borrowed = frozenset[str]().union(*(named[row.id] for row in fakes))
    honest = [
        (scanner, row) for scanner, rows in parts for row in rows if row.label == "legit" and named[row.id] & borrowed
    ]
    employers = frozenset[str]().union(*(named[row.id] & borrowed for _, row in honest))
    flags = [is_flagged(scanner, row.text) for scanner, row in honest]
    return ImpersonatedHonest(len(flags), len(employers), _mean(flags))


def name_swaps(
    parts: Sequence[Part], named: Organisers, seed: int = SEED, per_label: int = 300
) -> tuple[NameSwap, ...]:
    """Honest and fraud rows apart: most of the latter impersonate, and an invented name takes that away."""
    makers = [Augmenter(rows, seed, UNSEEN) for _, rows in parts]
    pool = [
        (scanner, maker, row)
        for (scanner, rows), maker in zip(parts, makers, strict=True)
        for row in rows
        if named.get(row.id)
    ]
    random.Random(seed).shuffle(pool)
    results = []
    for label in ("legit", "fraud"):
        changes = list(islice(_changes(item for item in pool if item[2].label == label), per_label))
        results.append(NameSwap(label, len(changes), _quantile(changes, 50), _quantile(changes, 90)))
    return tuple(results)


def table(results: NameResults) -> Table:
    """One line a figure."""
    pairs, honest = results.channel_pairs, results.impersonated_honest
    shown = Table("check", "texts", "figure", "value")
    shown.add_row("own and foreign channel", f"{pairs.pairs} pairs", "foreign higher", f"{pairs.foreign_higher:.1%}")
    shown.add_row("", "", "median difference in log-odds", f"{pairs.median_difference:+.2f}")
    shown.add_row("honest, impersonated name", str(honest.texts), "flagged", f"{honest.flagged:.1%}")
    shown.add_row("", "", "employers and offices", str(honest.employers))
    for swap in results.name_swaps:
        shown.add_row(f"invented name, {swap.label}", str(swap.texts), "median change of P", f"{swap.median:.3f}")
        shown.add_row("", "", "90th percentile", f"{swap.percentile_90:.3f}")
    return shown


def _organisers(reader: Reader, text: str) -> frozenset[str]:
    entities = reader.read(JobAd(text=text))[0].of_type("employer")
    return frozenset(str(entity.value) for entity in entities if entity.kind == "organiser")


def _changes(pool: Iterable[tuple[Scanner, Augmenter, Row]]) -> Iterator[float]:
    for scanner, maker, row in pool:
        if variant := maker.vary(row, "unknown_employer"):
            yield abs(_probability(scanner, variant) - _probability(scanner, row))


def _probability(scanner: Scanner, row: Row) -> float:
    return scanner.scan(row.text).risk.probability


def _log_odds(scanner: Scanner, row: Row) -> float:
    return logit(min(1 - _TINY, max(_TINY, _probability(scanner, row))))


def _mean(values: Iterable[bool]) -> float:
    flags = list(values)
    return sum(flags) / len(flags) if flags else math.nan


def _quantile(values: Sequence[float], percent: float) -> float:
    return float(np.percentile(values, percent)) if values else math.nan
