"""One row of a batch: what was read, and what came of it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from pydantic import ValidationError

from jobscan.types import MAX_ID, Assessment, JobAd, Source

_SOURCES = ", ".join(get_args(Source))
_MESSAGES = {
    "no_text": "Kolom text tidak ada atau bukan teks. Isi dengan teks iklan.",
    "unreadable": "Teks memuat byte atau karakter yang bukan UTF-8. Simpan ulang berkas sebagai UTF-8.",
    "bad_id": f"Kolom id bukan teks atau bilangan bulat sampai {MAX_ID} karakter. Perbaiki atau kosongkan.",
    "bad_source": f"Kolom source tidak dikenal. Pilih salah satu: {_SOURCES}.",
    "bad_url": "Kolom url bukan teks. Perbaiki atau kosongkan.",
    "bad_date": "Kolom published_at bukan tanggal. Tulis 2026-01-31, 31/01/2026 atau 2026-01-31T08:00:00Z.",
    "not_json": "Baris bukan JSON yang sah. Tulis satu objek JSON per baris.",
    "not_object": 'Baris bukan objek JSON. Tulis misalnya {"id": "1", "text": "…"}.',
    "line_too_long": "Baris lebih dari 1 MiB. Simpan hanya kolom text, id, source, url, published_at.",
    "bad_csv": "Tanda kutip pada baris CSV tidak berpasangan. Perbaiki baris itu, lalu simpan ulang.",
}
_FIELD_CODES = {"source": "bad_source", "url": "bad_url"}
_INDONESIAN_DATES = ("%d/%m/%Y", "%d-%m-%Y")


@dataclass(frozen=True)
class RowError:
    """Why one row has no assessment. The message never repeats the text of the row."""

    code: str
    message: str

    @classmethod
    def of(cls, code: str) -> "RowError":
        """The error with the standing message of `code`."""
        return cls(code, _MESSAGES[code])


@dataclass(frozen=True)
class Row:
    """One input row. `number` counts rows from 1; `position` is about how many bytes of the file are read."""

    number: int
    position: int
    id: str
    content: JobAd | RowError


@dataclass(frozen=True)
class Result:
    """One output row."""

    number: int
    position: int
    id: str
    outcome: Assessment | RowError


class _BadRowError(Exception):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def bad_row(number: int, position: int, code: str) -> Row:
    """A row that could not even be split into columns."""
    return Row(number, position, str(number), RowError.of(code))


def make_row(number: int, position: int, columns: dict[str, Any]) -> Row:
    """Check the columns of one row; other columns than those of `JobAd` are ignored."""
    row_id = str(number)
    try:
        row_id = _row_id(columns.get("id"), row_id)
        return Row(number, position, row_id, _job_ad(row_id, columns))
    except _BadRowError as error:
        return Row(number, position, row_id, RowError.of(error.code))


def parse_published_at(value: str) -> datetime:
    """Read an ISO 8601 date or time, or an Indonesian date (day first).

    Raises:
        ValueError: neither of them.
    """
    with suppress(ValueError):
        return datetime.fromisoformat(value)
    for pattern in _INDONESIAN_DATES:
        with suppress(ValueError):
            return datetime.strptime(value, pattern)
    raise ValueError("not a date")


def _row_id(value: object, fallback: str) -> str:
    if value is None or value == "":
        return fallback
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _BadRowError("bad_id")
    text = str(value)
    if len(text) > MAX_ID or not _is_unicode(text):
        raise _BadRowError("bad_id")
    return text


def _job_ad(row_id: str, columns: dict[str, Any]) -> JobAd:
    text = columns.get("text")
    if not isinstance(text, str):
        raise _BadRowError("no_text")
    if not _is_unicode(text):
        raise _BadRowError("unreadable")
    try:
        return JobAd(
            id=row_id,
            text=text,
            source=columns.get("source") or None,
            url=columns.get("url") or None,
            published_at=_published_at(columns.get("published_at")),
        )
    except ValidationError as error:
        raise _BadRowError(_FIELD_CODES[str(error.errors()[0]["loc"][0])]) from error


def _published_at(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _BadRowError("bad_date")
    try:
        return parse_published_at(value.strip())
    except ValueError as error:
        raise _BadRowError("bad_date") from error


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
