"""A campaign memory in one SQLite file.

Near-copies are found with locality-sensitive hashing: 24 bands of 4 values, then the likeness of the whole signatures,
of which one byte a value is kept. Texts, names and numbers are not stored: only the template of a campaign's first ad,
with slots in their place.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from jobscan.campaigns.fingerprint import PERMUTATIONS, Trace, hashed
from jobscan.errors import CampaignError
from jobscan.types import Campaign, CampaignStatus

NEAR_COPY = 0.5
_BANDS = 24
_ROWS = PERMUTATIONS // _BANDS
_MOST_CANDIDATES = 5_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS campaign (
    id INTEGER PRIMARY KEY, first_seen TEXT NOT NULL, size INTEGER NOT NULL, status TEXT NOT NULL, reason TEXT,
    template TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ad (id INTEGER PRIMARY KEY, campaign INTEGER NOT NULL, signature BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS ad_campaign ON ad (campaign);
CREATE TABLE IF NOT EXISTS band (key INTEGER NOT NULL, ad INTEGER NOT NULL, PRIMARY KEY (key, ad)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS band_ad ON band (ad);
CREATE TABLE IF NOT EXISTS contact (
    key BLOB NOT NULL, campaign INTEGER NOT NULL, PRIMARY KEY (key, campaign)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contact_campaign ON contact (campaign);
"""


class SqliteCampaigns:
    """Campaigns in a file, created when missing. One writer at a time; any number of readers.

    A file without the indexes by ad and campaign, which `forget` needs, gets them when it is first opened again.
    """

    def __init__(self, file: Path) -> None:
        """Open or create the file.

        Raises:
            CampaignError: the file is no campaign memory, or cannot be opened.
        """
        self._file = file
        try:
            self._db = sqlite3.connect(file, timeout=10, check_same_thread=False)
            with self._db:
                self._db.executescript(_SCHEMA)
                self._db.execute("INSERT OR IGNORE INTO setting VALUES ('salt', ?)", (secrets.token_bytes(32),))
            (self._salt,) = self._db.execute("SELECT value FROM setting WHERE name = 'salt'").fetchone()
        except sqlite3.Error as error:
            raise CampaignError(
                f"{file}: tidak dapat dipakai sebagai ingatan kampanye ({error}). "
                "Sebut berkas lain, atau periksa izin dan ruang disk."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def look(self, trace: Trace) -> Campaign | None:
        """The campaign with the nearest copy, half the wording or more in common; else one with a shared contact."""
        with self._errors():
            if (near := self._nearest(trace.signature)) is not None:
                return self._campaign(near[0], "text", near[1])
            shared = self._by_contact(trace.contacts)
            return None if shared is None else self._campaign(shared, "contact", None)

    def add(self, trace: Trace, seen: date) -> Campaign:
        """Remember an ad; joins the campaign that `look` finds, or begins one. Returns the campaign as it now is."""
        with self._errors(), self._db:
            return self._add(trace, seen)

    def add_many(self, traces: Iterable[Trace], seen: date) -> int:
        """Remember many ads in one go, all or none; returns how many."""
        with self._errors(), self._db:
            count = 0
            for trace in traces:
                self._add(trace, seen)
                count += 1
            return count

    def _add(self, trace: Trace, seen: date) -> Campaign:
        found = self.look(trace)
        if found is None:
            begun = self._db.execute(
                "INSERT INTO campaign (first_seen, size, status, template) VALUES (?, 0, 'seen', ?)",
                (seen.isoformat(), trace.template),
            )
            campaign = int(begun.lastrowid or 0)
        else:
            campaign = _number(found.id)
        self._db.execute("UPDATE campaign SET size = size + 1 WHERE id = ?", (campaign,))
        if trace.signature and (found is None or found.likeness is None or found.likeness < 1):
            self._remember(trace.signature, campaign)
        keys = [(hashed(contact, self._salt), campaign) for contact in trace.contacts]
        self._db.executemany("INSERT OR IGNORE INTO contact VALUES (?, ?)", keys)
        return self._campaign(campaign, found.link if found else "text", found.likeness if found else 1.0)

    def decide(self, campaign: str, status: CampaignStatus, reason: str) -> Campaign:
        """Record an officer's decision: `confirmed` raises the next near-copy, `retracted` undoes it.

        Raises:
            CampaignError: there is no such campaign, or no reason is given.
        """
        if not reason.strip():
            raise CampaignError("Alasan keputusan kosong. Tulis alasannya dengan --reason.")
        with self._errors(), self._db:
            number = self._existing(campaign)
            self._db.execute(
                "UPDATE campaign SET status = ?, reason = ? WHERE id = ?", (status, reason.strip(), number)
            )
            return self._campaign(number, "text", None)

    def forget(self, campaign: str) -> int:
        """Delete a campaign with all that is kept of its ads; returns how many ads it had.

        Raises:
            CampaignError: there is no such campaign.
        """
        with self._errors(), self._db:
            number = self._existing(campaign)
            size = self._campaign(number, "text", None).size
            ads = "SELECT id FROM ad WHERE campaign = ?"
            self._db.execute(f"DELETE FROM band WHERE ad IN ({ads})", (number,))
            for table in ("ad", "contact"):
                self._db.execute(f"DELETE FROM {table} WHERE campaign = ?", (number,))
            self._db.execute("DELETE FROM campaign WHERE id = ?", (number,))
            return size

    def campaigns(self, least: int = 1) -> list[Campaign]:
        """All campaigns of at least `least` ads, the largest first."""
        with self._errors():
            rows = self._db.execute(
                "SELECT id FROM campaign WHERE size >= ? ORDER BY size DESC, id", (least,)
            ).fetchall()
            return [self._campaign(number, "text", None) for (number,) in rows]

    def template(self, campaign: str) -> str:
        """The wording of the campaign's first ad with slots for what such campaigns swap."""
        with self._errors():
            number = self._existing(campaign)
            (template,) = self._db.execute("SELECT template FROM campaign WHERE id = ?", (number,)).fetchone()
            return str(template)

    def _nearest(self, signature: tuple[int, ...]) -> tuple[int, float] | None:
        if not signature:
            return None
        marks = ",".join("?" * _BANDS)
        rows = self._db.execute(
            f"SELECT campaign, signature FROM ad WHERE id IN (SELECT ad FROM band WHERE key IN ({marks}) LIMIT ?)",
            (*_bands(signature), _MOST_CANDIDATES),
        ).fetchall()
        if not rows:
            return None
        known = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.uint8).reshape(len(rows), PERMUTATIONS)
        shares = (known == np.frombuffer(_short(signature), dtype=np.uint8)).mean(axis=1)
        best = int(np.argmax(shares))
        return (rows[best][0], float(shares[best])) if shares[best] >= NEAR_COPY else None

    def _by_contact(self, contacts: tuple[str, ...]) -> int | None:
        for contact in contacts:
            row = self._db.execute(
                "SELECT campaign FROM contact JOIN campaign ON campaign.id = contact.campaign "
                "WHERE key = ? ORDER BY size DESC",
                (hashed(contact, self._salt),),
            ).fetchone()
            if row:
                return int(row[0])
        return None

    def _remember(self, signature: tuple[int, ...], campaign: int) -> None:
        row = self._db.execute("INSERT INTO ad (campaign, signature) VALUES (?, ?)", (campaign, _short(signature)))
        self._db.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)", [(key, row.lastrowid) for key in _bands(signature)]
        )

    def _campaign(self, number: int, link: str, likeness: float | None) -> Campaign:
        size, first_seen, status, reason = self._db.execute(
            "SELECT size, first_seen, status, reason FROM campaign WHERE id = ?", (number,)
        ).fetchone()
        return Campaign.model_validate(
            {
                "id": f"c_{number}",
                "size": size,
                "first_seen": first_seen,
                "status": status,
                "reason": reason,
                "link": link,
                "likeness": likeness,
            }
        )

    def _existing(self, campaign: str) -> int:
        number = _number(campaign)
        if self._db.execute("SELECT 1 FROM campaign WHERE id = ?", (number,)).fetchone() is None:
            raise CampaignError(f"{campaign}: tidak ada kampanye dengan nomor itu. Lihat jobscan campaigns list.")
        return number

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise CampaignError(
                f"{self._file}: ingatan kampanye gagal dibaca atau ditulis ({error}); tidak ada yang tersimpan. "
                "Periksa ruang disk dan izin."
            ) from error


def _bands(signature: tuple[int, ...]) -> list[int]:
    """One 64-bit key a band, different for equal values in different bands."""
    values = np.array(signature, dtype="<u4")
    digests = (
        blake2b(values[i * _ROWS : (i + 1) * _ROWS].tobytes(), digest_size=8, salt=i.to_bytes(16, "little")).digest()
        for i in range(_BANDS)
    )
    return [int.from_bytes(digest, "little", signed=True) for digest in digests]


def _short(signature: tuple[int, ...]) -> bytes:
    """The low byte of each value: an eighth of the room, and equal by chance in one of 256."""
    return bytes(value & 0xFF for value in signature)


def _number(campaign: str) -> int:
    digits = campaign.removeprefix("c_")
    return int(digits) if digits.isdecimal() else -1
