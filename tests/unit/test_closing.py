"""The last day to apply, beside the day of publication and the day of reading: notices without weight."""

from datetime import UTC, date, datetime

import pytest

from jobscan import Scanner
from jobscan.entities.closing import ClosingDates
from jobscan.knowledge import Knowledge
from jobscan.text import make_views
from jobscan.types import JobAd

OLD = "Toko Contoh mencari kasir. Lamaran paling lambat 15 Maret 2023, antar ke toko."
PASSED, AFTER = "closing_date_passed", "published_after_closing"


@pytest.fixture(scope="module")
def closing(knowledge: Knowledge) -> ClosingDates:
    return ClosingDates(knowledge)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("paling lambat 15 Maret 2023", date(2023, 3, 15)),
        ("Batas akhir lamaran: 5 Agt 2026", date(2026, 8, 5)),
        ("deadline 15/03/2023", date(2023, 3, 15)),
        ("ditutup pada 2026-01-31", date(2026, 1, 31)),
        ("apply before March 15, 2023", date(2023, 3, 15)),
        ("Pendaftaran 1 Maret s/d 15 Maret 2023", date(2023, 3, 15)),
        ("𝗕𝗮𝘁𝗮𝘀 𝗮𝗸𝗵𝗶𝗿 𝟭𝟱 𝗠𝗮𝗿𝗲𝘁 𝟮𝟬𝟮𝟯", date(2023, 3, 15)),
        ("terakhir 31 Februari 2023", None),
        ("paling lambat 15 Maret", None),
        ("Perusahaan berdiri sejak 15 Maret 2003", None),
        ("Wawancara 15 Maret 2023 di kantor", None),
    ],
)
def test_the_last_day(closing: ClosingDates, text: str, day: date | None) -> None:
    assert closing.find(make_views(text)) == day


def test_a_day_without_a_year_takes_that_of_publication(closing: ClosingDates) -> None:
    views = make_views("paling lambat 15 Januari")
    assert closing.find(views, date(2025, 12, 20)) == date(2026, 1, 15)
    assert closing.find(views, date(2026, 1, 3)) == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("as_of", "published", "expected"),
    [
        (date(2023, 3, 20), None, set()),
        (date(2023, 5, 1), None, {PASSED}),
        (date(2026, 5, 1), datetime(2026, 4, 30, tzinfo=UTC), {PASSED, AFTER}),
        (date(2023, 3, 16), datetime(2023, 3, 1, tzinfo=UTC), set()),
    ],
)
def test_notices(scanner: Scanner, as_of: date, published: datetime | None, expected: set[str]) -> None:
    ad = JobAd(text=OLD, published_at=published)
    first, second = scanner.scan(ad, as_of=as_of), scanner.scan(ad, as_of=as_of)
    assert {PASSED, AFTER} & set(first.notices) == expected
    assert first.notices == second.notices
    assert first.risk == scanner.scan(ad, as_of=date(2023, 3, 1)).risk
