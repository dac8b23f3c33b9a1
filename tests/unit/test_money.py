import pytest

from jobscan.entities import EntityExtractor
from jobscan.knowledge import Knowledge
from jobscan.text import make_views
from jobscan.types import Amount


@pytest.fixture(scope="module")
def extractor(knowledge: Knowledge) -> EntityExtractor:
    return EntityExtractor(knowledge)


def amounts(extractor: EntityExtractor, text: str) -> list[tuple[str, float, float, str, str]]:
    entities = extractor.extract(make_views(text))
    return [
        (e.type, e.value.min, e.value.max, e.value.currency, e.value.period)
        for e in entities
        if isinstance(e.value, Amount)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gaji 3,5jt - 4 juta/bln", ("wage", 3_500_000, 4_000_000, "IDR", "month")),
        ("gaji 5-7 jt", ("wage", 5_000_000, 7_000_000, "IDR", "month")),
        ("Gaji pokok Rp. 3.855.894,- + lembur", ("wage", 3_855_894, 3_855_894, "IDR", "month")),
        ("upah Rp120.000/hari", ("wage", 120_000, 120_000, "IDR", "day")),
        ("gaji 100k per hari", ("wage", 100_000, 100_000, "IDR", "day")),
        ("USD 900 per month", ("wage", 900, 900, "USD", "month")),
        ("gaji RM1,800 sebulan", ("wage", 1800, 1800, "MYR", "month")),
        ("gaji NT$ 29.500", ("wage", 29_500, 29_500, "TWD", "month")),
        ("biaya administrasi Rp250.000", ("fee", 250_000, 250_000, "IDR", "once")),
        ("biaya pendaftaran 150rb ya", ("fee", 150_000, 150_000, "IDR", "once")),
    ],
)
def test_wages_and_fees(extractor: EntityExtractor, text: str, expected: tuple[str, float, float, str, str]) -> None:
    assert amounts(extractor, text) == [expected]


@pytest.mark.parametrize(
    "text", ["usia 18-35 tahun", "buka 08.00-17.00", "lantai 3 unit 5", "0812-0000-1234", "SMA/SMK 2 orang"]
)
def test_other_numbers_are_not_money(extractor: EntityExtractor, text: str) -> None:
    assert amounts(extractor, text) == []


def test_monthly_rupiah_uses_the_stated_factors(extractor: EntityExtractor, knowledge: Knowledge) -> None:
    (daily,) = extractor.extract(make_views("upah Rp120.000/hari"))
    (dollars,) = extractor.extract(make_views("gaji USD 900 per bulan"))
    assert isinstance(daily.value, Amount)
    assert isinstance(dollars.value, Amount)
    assert daily.value.monthly_idr == (3_000_000, 3_000_000)
    rate = knowledge.references.rates["USD"].idr
    assert dollars.value.monthly_idr == (round(900 * rate), round(900 * rate))
