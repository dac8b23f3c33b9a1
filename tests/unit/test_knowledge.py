"""The shipped catalogue is sound, and a wrong file names the entry and the mend."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jobscan.cli.knowledge import found_codes
from jobscan.errors import KnowledgeError
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.knowledge.loader import SHIPPED
from jobscan.scanner import Reader

VERDICTS = re.compile(r"\b(penipu|korban|aman)\b", re.IGNORECASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))


def edit(folder: Path, name: str, change: Callable[[str], str]) -> None:
    file = folder / f"{name}.yaml"
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def test_every_pattern_and_indicator_has_a_category(knowledge: Knowledge) -> None:
    assert len(knowledge.patterns) == 24
    assert {p.category for p in knowledge.patterns.values()} <= set(knowledge.categories)
    assert {i.category for i in knowledge.indicators.values()} <= set(knowledge.categories)


def test_facts_carry_their_date_and_confidence(knowledge: Knowledge) -> None:
    assert knowledge.meta.reviewed == "2026-02"
    assert all(country.as_of and country.confidence for country in knowledge.references.countries)
    assert all(rate.as_of for rate in knowledge.references.rates.values())
    assert all(law.confidence for law in knowledge.legal.laws.values())


def test_sentences_for_officers_call_no_one_names(knowledge: Knowledge) -> None:
    for indicator in knowledge.indicators.values():
        assert not VERDICTS.search(f"{indicator.title} {indicator.reason}"), indicator.code


def phrase_cases(kind: str) -> list[pytest.param]:  # type: ignore[valid-type]
    indicators = load_knowledge().indicators.values()
    return [
        pytest.param(i.code, text, id=f"{i.code}-{n}")
        for i in indicators
        if i.recogniser == "phrase"
        for n, text in enumerate(getattr(i.examples, kind))
    ]


@pytest.mark.parametrize(("code", "text"), phrase_cases("hit"))
def test_examples_are_found(reader: Reader, code: str, text: str) -> None:
    assert code in found_codes(reader.knowledge.indicators[code], text, reader)


@pytest.mark.parametrize(("code", "text"), phrase_cases("miss"))
def test_near_misses_are_not(reader: Reader, code: str, text: str) -> None:
    assert code not in found_codes(reader.knowledge.indicators[code], text, reader)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (
            "indicators/fee_scam",
            lambda s: s.replace("severity: 3", "severity: 9", 1),
            ["indicators/fee_scam.yaml", "severity", "Perbaiki"],
        ),
        ("indicators/task_scam", lambda s: s.replace("severity:", "sevrity:", 1), ["task_scam.yaml", "sevrity"]),
        ("indicators/fee_scam", lambda s: s.replace("category: fee_scam", "category: nowhere", 1), ["nowhere"]),
        ("meta", lambda _: "version: [", ["meta.yaml", "YAML"]),
        ("employers", lambda s: s.replace("weight: strong", "weight: huge", 1), ["employers.yaml", "weight"]),
        ("combinations", lambda s: s.replace("dest_closed_country", "dest_unknown", 1), ["dest_unknown"]),
        ("language", lambda s: s.replace("negation:", "negation:\n- (tidak", 1), ["language.yaml", "(tidak"]),
    ],
    ids=["bad value", "misspelt field", "unknown category", "not YAML", "bad weight", "unknown code", "bad phrase"],
)
def test_a_wrong_file_names_the_entry_and_the_mend(
    folder: Path, name: str, change: Callable[[str], str], words: list[str]
) -> None:
    edit(folder, name, change)
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    assert all(word in str(caught.value) for word in words)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "legal.yaml").unlink()
    with pytest.raises(KnowledgeError, match=r"legal\.yaml"):
        load_knowledge(folder)


def test_the_digest_follows_the_content(folder: Path) -> None:
    before = load_knowledge(folder).digest
    load_knowledge.cache_clear()
    edit(folder, "meta", lambda s: s.replace("version: 2026", "version: 2027"))
    assert load_knowledge(folder).digest != before
