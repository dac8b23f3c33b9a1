"""Extra labelled texts: read leniently, refused clearly, balanced against the corpus."""

import json
from pathlib import Path

import pytest

from training.corpus import CorpusError
from training.examples import balanced, read_extra, without_repeats


def write(file: Path, *lines: dict[str, object]) -> Path:
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_feedback_is_read_flat_without_repeats(tmp_path: Path) -> None:
    file = write(
        tmp_path / "feedback.jsonl",
        {"text": "dicari  kasir\ntoko", "label": "legit", "office": "ignored"},
        {"text": "dicari kasir toko", "label": "legit"},
        {"text": "bayar dulu", "label": "fraud", "pattern": "employer_fee", "group": "g1", "use": "read"},
        {"text": "setor seragam", "label": "fraud"},
    )
    first, second, third = read_extra(file)
    assert (first.text, first.patterns, first.group) == ("dicari kasir toko", frozenset(), "feedback:1")
    assert (second.patterns, second.group, second.use) == (frozenset({"employer_fee"}), "feedback:g1", "read")
    assert third.patterns is None
    assert without_repeats([first], [first, second]) == [first, second]


@pytest.mark.parametrize(
    "line", ['{"text": "x"}', '{"text": "", "label": "fraud"}', '{"text": "x", "label": "scam"}', "{"]
)
def test_a_line_that_is_no_labelled_text_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "extra.jsonl"
    file.write_text('{"text": "x", "label": "legit"}\n' + line)
    with pytest.raises(CorpusError, match=r"extra\.jsonl:2: .*Mend that line"):
        read_extra(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nothing\.jsonl"):
        read_extra(tmp_path / "nothing.jsonl")


def test_small_parts_count_more_and_large_ones_less(tmp_path: Path) -> None:
    few = write(tmp_path / "few.jsonl", {"text": "a", "label": "fraud"})
    many = write(tmp_path / "many.jsonl", *({"text": f"b {n}", "label": "legit"} for n in range(3000)))
    weights = {e.source: e.weight for e in balanced([*read_extra(few), *read_extra(many)])}
    assert weights == {"few": 4.0, "many": 0.25}
