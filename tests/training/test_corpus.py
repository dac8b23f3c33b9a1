"""The shipped corpus is sound, and a bad row is named."""

import json
from pathlib import Path

import jsonschema
import pytest

from jobscan.knowledge import Knowledge
from training.corpus import CorpusError, Row, check_codes, load_corpus, schema_text

GOOD = {
    "id": "t-001",
    "text": "Toko kami mencari kasir.",
    "label": "legit",
    "patterns": [],
    "family": "shop",
    "register": "whatsapp",
    "region": "63",
    "group": "t-g001",
    "writer": "t",
    "basis": "composed",
    "evidence": [],
}


@pytest.fixture(scope="module")
def rows(root: Path) -> list[Row]:
    return load_corpus(root / "data" / "corpus")


def test_size_and_labels(rows: list[Row]) -> None:
    assert len(rows) >= 600
    assert {row.label for row in rows} == {"fraud", "legit", "not_an_ad", "insufficient"}


def test_every_pattern_is_written(rows: list[Row], knowledge: Knowledge) -> None:
    assert {code for row in rows for code in row.patterns} == set(knowledge.patterns)


def test_codes_are_known(rows: list[Row], knowledge: Knowledge) -> None:
    assert check_codes(rows, knowledge) == []


def test_no_text_stands_twice(rows: list[Row]) -> None:
    flat = [" ".join(row.text.lower().split()) for row in rows]
    assert len(set(flat)) == len(flat)


def test_no_writer_serves_one_label_only(rows: list[Row]) -> None:
    for writer in {row.writer for row in rows}:
        assert {"fraud", "legit", "not_an_ad"} <= {row.label for row in rows if row.writer == writer}


def test_the_published_schema_is_current_and_fits(rows: list[Row], root: Path) -> None:
    published = (root / "data" / "corpus.schema.json").read_text(encoding="utf-8")
    assert published == schema_text()
    validator = jsonschema.Draft202012Validator(json.loads(published))
    for row in rows[:50]:
        validator.validate(row.model_dump(mode="json", by_alias=True))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"label": "fraud"}, "patterns"),
        ({"patterns": ["task_scam"]}, "patterns"),
        ({"region": "Kalsel"}, "region"),
        ({"basis": "saya"}, "basis"),
        ({"evidence": [{"code": "x", "start": 5, "end": 500}]}, "evidence"),
        ({"labl": "legit"}, "labl"),
        ({"text": ""}, "text"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, change: dict[str, object], words: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD) + "\n" + json.dumps(GOOD | {"id": "t-002"} | change) + "\n")
    with pytest.raises(CorpusError, match=rf"a\.jsonl:2: .*{words}"):
        load_corpus(tmp_path)


def test_a_repeated_id_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no \*\.jsonl"):
        load_corpus(tmp_path)
    (tmp_path / "a.jsonl").write_text((json.dumps(GOOD) + "\n") * 2)
    with pytest.raises(CorpusError, match="t-001"):
        load_corpus(tmp_path)
