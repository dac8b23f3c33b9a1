"""What is read from a file of ads, what becomes a row error, and what makes the whole file unusable."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscan.batch import InputFileError, Row, RowError, parse_published_at
from jobscan.batch.inputs import Dialect, open_input
from jobscan.batch.jsonl_reader import MAX_LINE
from jobscan.batch.rows import make_row
from jobscan.types import JobAd


def read(path: Path, content: bytes | str) -> list[Row]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_input(path) as source:
        return list(source.rows)


def codes(rows: list[Row]) -> list[str | None]:
    return [row.content.code if isinstance(row.content, RowError) else None for row in rows]


def texts(rows: list[Row]) -> list[str | None]:
    return [row.content.text if isinstance(row.content, JobAd) else None for row in rows]


def test_jsonl_rows_keep_order_ids_and_fields(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "satu", "source": "facebook", "url": "u", "published_at": "2026-01-31", "lain": [1]},
        {"id": 7, "text": "dua"},
        {"text": "tiga", "id": None, "source": "", "url": None},
    ]
    rows = read(tmp_path / "in.jsonl", "\n".join(map(json.dumps, lines)))
    assert [(row.number, row.id) for row in rows] == [(1, "a"), (2, "7"), (3, "3")]
    first = rows[0].content
    assert isinstance(first, JobAd)
    assert (first.source, first.url, str(first.published_at)) == ("facebook", "u", "2026-01-31 00:00:00")
    assert texts(rows) == ["satu", "dua", "tiga"]


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    rows = read(tmp_path / "in.jsonl", '\ufeff\n{"text": "x"}\r\n   \n{"text": "y"}\n')
    assert [(row.number, row.id) for row in rows] == [(1, "1"), (2, "2")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"text": ' + b"9" * 5000 + b"}", "not_json"),
        (b"[1]", "not_object"),
        (b'"teks"', "not_object"),
        (b'{"id": "a"}', "no_text"),
        (b'{"text": 5}', "no_text"),
        (b'{"text": "\\ud800"}', "unreadable"),
        (b'{"text": "caf\xe9"}', "unreadable"),
        (b'{"text": "x", "id": true}', "bad_id"),
        (b'{"text": "x", "id": {"a": 1}}', "bad_id"),
        (b'{"text": "x", "id": "\\udc00"}', "bad_id"),
        (b'{"text": "x", "id": "' + b"i" * 129 + b'"}', "bad_id"),
        (b'{"text": "x", "source": "koran"}', "bad_source"),
        (b'{"text": "x", "source": 3}', "bad_source"),
        (b'{"text": "x", "url": 3}', "bad_url"),
        (b'{"text": "x", "published_at": "kemarin"}', "bad_date"),
        (b'{"text": "x", "published_at": 1700000000}', "bad_date"),
        (b'{"text": "' + b"x" * MAX_LINE + b'"}', "line_too_long"),
    ],
)
def test_a_bad_line_is_one_row_error(tmp_path: Path, line: bytes, code: str) -> None:
    rows = read(tmp_path / "in.jsonl", b'{"text": "baik"}\n' + line + b'\n{"text": "baik"}\n')
    assert codes(rows) == [None, code, None]
    assert [row.number for row in rows] == [1, 2, 3]


def test_a_bad_row_keeps_its_own_id(tmp_path: Path) -> None:
    (row,) = read(tmp_path / "in.jsonl", '{"id": "k-9", "text": "x", "source": "koran"}')
    assert row.id == "k-9"


def test_position_grows_to_the_size_of_the_file(tmp_path: Path) -> None:
    content = b'{"text": "a"}\n' + b"x" * (MAX_LINE * 2) + b'\n{"text": "b"}'
    rows = read(tmp_path / "in.jsonl", content)
    assert rows[-1].position == len(content)
    assert codes(rows) == [None, "line_too_long", None]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("header", [("id", "text", "url", "published_at"), ("ID", " Teks", "tautan", "tanggal")])
def test_csv_delimiters_and_indonesian_names(tmp_path: Path, delimiter: str, header: tuple[str, ...]) -> None:
    cells = ("a", '"dua\nbaris, ""kutip"""', "http://x", "31/01/2026")
    content = "\r\n".join(delimiter.join(line) for line in (header, cells)) + "\r\n"
    (row,) = read(tmp_path / "in.csv", content)
    assert isinstance(row.content, JobAd)
    assert (row.id, row.content.text, row.content.url) == ("a", 'dua\nbaris, "kutip"', "http://x")
    assert str(row.content.published_at) == "2026-01-31 00:00:00"


def test_csv_name_goes_before_alias_and_first_before_second(tmp_path: Path) -> None:
    rows = read(tmp_path / "in.csv", "teks,text,text\nalias,nama,lagi\n")
    assert texts(rows) == ["nama"]
    assert texts(read(tmp_path / "in.csv", "teks,teks\nsatu,dua\n")) == ["satu"]


def test_csv_row_errors(tmp_path: Path) -> None:
    content = b'id,text,source\n1,a,\n2\n\n3,caf\xe9,\n4,"x"y,\n5,b,koran\n6,c,poster,lebih\n7,"tak tertutup\n8,d,\n'
    rows = read(tmp_path / "in.csv", content)
    assert codes(rows) == [None, "no_text", "unreadable", "bad_csv", "bad_source", None, "bad_csv"]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]


def test_csv_keeps_nul_for_the_scanner_to_refuse(tmp_path: Path) -> None:
    assert texts(read(tmp_path / "in.csv", "text\na\0b\n")) == ["a\0b"]


def test_csv_dialect_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("\ufefftext;id\na;1\n".encode())
    with open_input(path) as source:
        assert source.dialect == Dialect(";", bom=True)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("in.txt", b"x", "jenis berkas"),
        ("in.jsonl", '{"text": "x"}'.encode("utf-16"), "UTF-8"),
        ("in.jsonl", '{"text": "x"}'.encode("utf-16-le"), "UTF-8"),
        ("in.jsonl", b"\x80\x81\n\xfe\n", "UTF-8"),
        ("in.csv", b"", "kolom text"),
        ("in.csv", b"id,isi\n1,x\n", "kolom text"),
        ("in.csv", b'text\n"' + b"x" * 140_000 + b'"\n', "terlalu panjang"),
        ("in.csv", b"text\n" + b"x," * (MAX_LINE // 2 + 1) + b"\n", "terlalu panjang"),
        ("in.csv", b"x" * 200_000, "kolom text"),
    ],
)
def test_unusable_files(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    with pytest.raises(InputFileError, match=word):
        read(tmp_path / name, content)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(InputFileError, match="tidak ada"), open_input(tmp_path / "tiada.jsonl"):
        pass
    with pytest.raises(InputFileError, match="folder"), open_input(tmp_path / "folder.jsonl"):
        pass


def test_empty_jsonl_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path / "in.jsonl", b"") == []
    assert read(tmp_path / "in.jsonl", b"\n\n") == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-31", "2026-01-31T00:00:00"),
        ("2026-01-31T08:00:00+07:00", "2026-01-31T08:00:00+07:00"),
        ("2026-01-31T08:00:00Z", "2026-01-31T08:00:00+00:00"),
        ("02/03/2026", "2026-03-02T00:00:00"),
        ("02-03-2026", "2026-03-02T00:00:00"),
    ],
)
def test_dates(value: str, expected: str) -> None:
    assert parse_published_at(value).isoformat() == expected


@pytest.mark.parametrize("value", ["01/31/2026", "kemarin", "2026-02-30", "1700000000"])
def test_no_dates(value: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_published_at(value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["id", "text", "source", "url", "published_at", "x"]), _JSON))
def test_any_columns_make_a_row(columns: dict[str, Any]) -> None:
    row = make_row(3, 0, columns)
    assert row.id
    assert isinstance(row.content, JobAd | RowError)
