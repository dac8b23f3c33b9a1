"""541 hard strings by a writer who had not seen the extractor; frozen before the first run (figures in docs)."""

import json
from collections import Counter
from pathlib import Path

import pytest

from jobscan.entities import EntityExtractor
from jobscan.knowledge import Knowledge
from jobscan.text import make_views
from jobscan.types import Amount

STRINGS = Path(__file__).parent / "data" / "entity_strings.jsonl"
LEAST = {
    "phone": (0.98, 0.97),
    "link": (0.97, 0.97),
    "email": (0.99, 0.99),
    "wage": (0.95, 0.95),
    "fee": (0.95, 0.95),
}
Key = tuple[str, object]


def key(type_: str, value: object) -> Key:
    if isinstance(value, Amount):
        value = value.model_dump()
    if isinstance(value, dict):
        value = (round(value["min"]), round(value["max"]), value["currency"], value["period"])
    return type_, value


@pytest.fixture(scope="module")
def counts(knowledge: Knowledge) -> tuple[Counter[str], Counter[str], Counter[str]]:
    extractor = EntityExtractor(knowledge)
    hits, found, expected = Counter[str](), Counter[str](), Counter[str]()
    for line in STRINGS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        views = make_views(row["text"], knowledge.lexicon)
        got = Counter(key(e.type, e.value) for e in extractor.extract(views) if e.type in LEAST)
        wanted = Counter(key(entry["type"], entry["value"]) for entry in row["expect"])
        for total, part in ((hits, got & wanted), (found, got), (expected, wanted)):
            for (type_, _), number in part.items():
                total[type_] += number
    return hits, found, expected


@pytest.mark.parametrize("type_", LEAST)
def test_hard_strings(counts: tuple[Counter[str], Counter[str], Counter[str]], type_: str) -> None:
    hits, found, expected = counts
    precision, recall = LEAST[type_]
    assert expected[type_] > 20
    assert hits[type_] / found[type_] >= precision
    assert hits[type_] / expected[type_] >= recall
