"""Ages, accounts, licences, places, and addresses that no machine should follow."""

import pytest

from jobscan.entities import EntityExtractor
from jobscan.knowledge import Knowledge
from jobscan.text import make_views
from jobscan.types import AgeRange, Entity


def found(extractor: EntityExtractor, knowledge: Knowledge, text: str, *types: str) -> list[Entity]:
    return [e for e in extractor.extract(make_views(text, knowledge.lexicon)) if e.type in types]


@pytest.fixture(scope="module")
def extractor(knowledge: Knowledge) -> EntityExtractor:
    return EntityExtractor(knowledge)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("usia 18-35 tahun", [(18, 35)]),
        ("usia antara 21 s/d 40 tahun", [(21, 40)]),
        ("umur max 30 thn", [(None, 30)]),
        ("Usia maks. 27", [(None, 27)]),
        ("di bawah 40 tahun", [(None, 40)]),
        ("minimal 18 tahun", [(18, None)]),
        ("17 th ke atas", [(17, None)]),
        ("wanita 18 - 25 th", [(18, 25)]),
        ("umur 15 tahun", [(15, 15)]),
        ("under 35 years old", [(None, 35)]),
        ("pengalaman minimal 2 tahun", []),
        ("pengalaman kerja minimal 12 tahun", []),
        ("kontrak 12 tahun, berdiri 25 tahun", []),
        ("jam 08-17, 24 jam", []),
        ("usia 99 tahun", []),
    ],
)
def test_ages(extractor: EntityExtractor, knowledge: Knowledge, text: str, ages: list[tuple[int, int]]) -> None:
    values = [e.value for e in found(extractor, knowledge, text, "age")]
    assert values == [AgeRange(min=low, max=high) for low, high in ages]


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("transfer ke BCA 1234567890 a.n. Budi", [("1234567890", "bca")]),
        ("rek BRI 0123-01-000456-50-7", [("012301000456507", "bri")]),
        ("no rek 7200001234 (BSI)", [("7200001234", "bsi")]),
        ("norek 7200001234", [("7200001234", "bank")]),
        ("DANA 081200001234", [("081200001234", "dana")]),
        ("agen BRI, WA 0852-0000-2308", []),
        ("dana desa 2026", []),
    ],
)
def test_accounts(extractor: EntityExtractor, knowledge: Knowledge, text: str, accounts: list[tuple[str, str]]) -> None:
    assert [(e.value, e.kind) for e in found(extractor, knowledge, text, "account")] == accounts


@pytest.mark.parametrize(
    ("text", "licences"),
    [
        ("SIP3MI No. 123/2023", [("123/2023", "sip3mi")]),
        ("NIB 1234567890123", [("1234567890123", "nib")]),
        ("NIB 123", []),
        ("izin LPK 2/456/AT.01/2022", [("2/456/AT.01/2022", "lpk")]),
        ("Job Order 2025/KR/0012", [("2025/KR/0012", "job_order")]),
        ("joki 12 orang", []),
    ],
)
def test_licences(extractor: EntityExtractor, knowledge: Knowledge, text: str, licences: list[tuple[str, str]]) -> None:
    assert [(e.value, e.kind) for e in found(extractor, knowledge, text, "licence")] == licences


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("penempatan Kab. Bogor", ["3201"]),
        ("di Bogor", ["3271"]),
        ("Kabupaten Banjar", ["6303"]),
        ("kota Banjar", ["3279"]),
        ("Hulu Sungai Tengah", ["6307"]),
        ("loker Medan", ["1275"]),
        ("RSUD Kendari", ["7471"]),
        ("Mahakam Ulu dan Bontang", ["6411", "6474"]),
        ("nasi Padang, medan kerja berat", []),
        ("info@banjarmasin.example.id", []),
    ],
)
def test_places(extractor: EntityExtractor, knowledge: Knowledge, text: str, codes: list[str]) -> None:
    assert [e.value for e in found(extractor, knowledge, text, "place")] == codes


def test_every_regency_has_its_own_code(knowledge: Knowledge) -> None:
    province = knowledge.places.provinces
    assert sum(len(p.kabupaten) + len(p.kota) for p in province.values()) == 514
    official = knowledge.places.named()[:514]
    assert len({code for code, _ in official}) == 514
    named = dict(official)
    assert all(named[region.bps].endswith(region.name) for region in knowledge.references.regions)


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("buka contoh-usaha[.]com/daftar ya", "contoh-usaha.com/daftar", "contoh-usaha[.]com/daftar"),
        ("contoh-usaha dot com", "contoh-usaha.com", "contoh-usaha dot com"),
        ("loker-x . my . id", "loker-x.my.id", "loker-x . my . id"),
        ("hrd(at)contoh-usaha.co.id", "hrd@contoh-usaha.co.id", "hrd(at)contoh-usaha.co.id"),
        ("nama at gmail", "nama@gmail.com", "nama at gmail"),
        ("hrd @ gmail . com", "hrd@gmail.com", "hrd @ gmail . com"),
    ],
)
def test_disguised_addresses(
    extractor: EntityExtractor, knowledge: Knowledge, text: str, value: str, written: str
) -> None:
    (entity,) = found(extractor, knowledge, text, "link", "email")
    assert (entity.value, text[entity.start : entity.end]) == (value, written)


@pytest.mark.parametrize("text", ["Kerja di toko. Com adalah", "hubungi sdr. id kami", "datang jam 8 . minggu libur"])
def test_full_stops_make_no_address(extractor: EntityExtractor, knowledge: Knowledge, text: str) -> None:
    assert not found(extractor, knowledge, text, "link", "email")
