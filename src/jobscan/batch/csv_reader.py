"""Rows of a CSV file with comma, semicolon (as Indonesian Excel writes) or tab. Blank lines are no rows."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from jobscan.batch.errors import InputFileError
from jobscan.batch.rows import Row, bad_row, make_row

MAX_LINE = 1 << 20
_DELIMITERS = (",", ";", "\t")
_ALIASES = {"teks": "text", "tautan": "url", "tanggal": "published_at"}
_COLUMNS = ("id", "text", "source", "url", "published_at")


class CsvReader:
    """An open CSV file: its header is read and checked, its rows are still to come."""

    def __init__(self, handle: IO[bytes], text: io.TextIOWrapper) -> None:
        self._handle = handle
        self._lines = _bounded_lines(text)
        header = next(self._lines, "")
        self.delimiter, self._places = _read_header(header)

    def rows(self) -> Iterator[Row]:
        """Yield one row per record.

        Raises:
            InputFileError: a cell or line is so long that a quotation mark must be missing.
        """
        records = csv.reader(self._lines, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            try:
                cells = next(records)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield self._bad_record(number, error)
                continue
            if cells:
                number += 1
                yield make_row(number, self._handle.tell(), self._columns(cells))

    def _bad_record(self, number: int, error: csv.Error) -> Row:
        if "field limit" in str(error):
            raise _too_long(f"sel pada baris data {number}") from error
        return bad_row(number, self._handle.tell(), "bad_csv")

    def _columns(self, cells: list[str]) -> dict[str, str]:
        columns = {name: cells[place] for name, place in self._places.items() if place < len(cells)}
        return {name: cell if name == "text" else cell.strip() for name, cell in columns.items()}


def open_text(handle: IO[bytes]) -> io.TextIOWrapper:
    """The text of a CSV; bytes that are not UTF-8 become lone surrogates, which spoil their own row and no other."""
    return io.TextIOWrapper(handle, "utf-8-sig", errors="surrogateescape", newline="")


def _bounded_lines(text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise _too_long(f"baris {number}")
        yield line


def _too_long(place: str) -> InputFileError:
    return InputFileError(
        f"CSV tidak dapat dibaca: {place} terlalu panjang. "
        "Biasanya ada tanda kutip yang tidak ditutup; perbaiki, lalu simpan ulang."
    )


def _read_header(line: str) -> tuple[str, dict[str, int]]:
    for delimiter in _DELIMITERS:
        with suppress(csv.Error):
            places = _places(next(csv.reader([line], delimiter=delimiter), []))
            if "text" in places:
                return delimiter, places
    raise InputFileError(
        "CSV tidak punya kolom text (atau teks). Beri nama kolom pada baris pertama, misalnya: id,text,url"
    )


def _places(header: list[str]) -> dict[str, int]:
    """Column name → its place. A name goes before its Indonesian alias, the first of equal names first."""
    names = [cell.strip().lower() for cell in header]
    places = {_ALIASES[name]: place for place, name in reversed(list(enumerate(names))) if name in _ALIASES}
    return places | {name: names.index(name) for name in _COLUMNS if name in names}
