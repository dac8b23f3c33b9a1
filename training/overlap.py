"""Copies of a corpus in any other file, and what two corpora differ in.

Overlaps are exact (an inverted index of word 5-grams, five thousand texts in three seconds): MinHash would estimate the
same Jaccard value with an error, and the bounds are hard ones.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpus import CorpusError, Row
from training.diversity import shingles

HIGHEST_SHARED = 0.2
MIN_SHINGLES = 4  # three 5-grams are one stock phrase


@dataclass(frozen=True)
class Copy:
    """A row that shares more of its 5-grams than it may with one text of another file."""

    id: str
    share: float
    file: str
    line: int


@dataclass(frozen=True)
class Difference:
    """Ids only in the new corpus, only in the old one, and in both with another text or other labels."""

    added: list[str]
    removed: list[str]
    reworded: list[str]
    relabelled: list[str]


def copies(rows: Sequence[Row], files: Iterable[Path], highest: float = HIGHEST_SHARED) -> list[Copy]:
    """Rows whose 5-grams (numbers masked) stand to more than `highest` in one text of `files`; the closest text each.

    Raises:
        CorpusError: a file is not JSONL with a `text`.
    """
    own: defaultdict[str, list[int]] = defaultdict(list)
    sizes = []
    for index, row in enumerate(rows):
        found = shingles(row.text)
        sizes.append(len(found))
        for shingle in found:
            own[shingle].append(index)
    worst: dict[int, Copy] = {}
    for file in files:
        for line, text in enumerate(_texts(file), 1):
            shared = Counter(index for shingle in shingles(text) for index in own.get(shingle, ()))
            for index, count in shared.items():
                share = count / sizes[index]
                known = worst.get(index)
                if sizes[index] >= MIN_SHINGLES and share > max(highest, known.share if known else 0):
                    worst[index] = Copy(rows[index].id, round(share, 3), file.name, line)
    return sorted(worst.values(), key=lambda copy: -copy.share)


def difference(old: Sequence[Row], new: Sequence[Row]) -> Difference:
    """What changed from `old` to `new`, by id."""
    before, after = ({row.id: row for row in rows} for rows in (old, new))
    both = sorted(before.keys() & after.keys())
    return Difference(
        added=sorted(after.keys() - before.keys()),
        removed=sorted(before.keys() - after.keys()),
        reworded=[id_ for id_ in both if before[id_].text != after[id_].text],
        relabelled=[id_ for id_ in both if _labels(before[id_]) != _labels(after[id_])],
    )


def _labels(row: Row) -> tuple[object, ...]:
    return row.label, row.patterns, row.family, row.group


def _texts(file: Path) -> Iterable[str]:
    try:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield str(json.loads(line)["text"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{file}: not JSONL with a field `text` ({error}).") from error
