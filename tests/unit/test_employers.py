"""Names and roles: the same name is an employer in one ad and a landmark in the next."""

import pytest

from jobscan.entities import EntityExtractor
from jobscan.knowledge import Knowledge
from jobscan.text import make_views


@pytest.fixture(scope="module")
def extractor(knowledge: Knowledge) -> EntityExtractor:
    return EntityExtractor(knowledge)


def mentions(extractor: EntityExtractor, text: str) -> list[tuple[str, str | None]]:
    return [(str(e.value), e.kind) for e in extractor.extract(make_views(text)) if e.type == "employer"]


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("PT Pertamina (Persero) membuka lowongan", "pertamina"),
        ("Loker PLN terbaru", "pln"),
        ("𝙋𝙏 𝙋𝙚𝙧𝙩𝙖𝙢𝙞𝙣𝙖 membuka rekrutmen", "pertamina"),
        ("lowongan J&T Express Banjarmasin", "jnt"),
        ("Puskesmas Sungai Contoh membutuhkan staf", "class_puskesmas"),
    ],
)
def test_a_recruiting_employer_is_the_organiser(extractor: EntityExtractor, text: str, employer: str) -> None:
    assert (employer, "organiser") in mentions(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Toko kami di depan Indomaret mencari kasir",
        "Dibutuhkan staf, penempatan di Alfamart Banjarbaru",
        "pengalaman di Pertamina diutamakan",
        "gaji lewat rekening BCA",
        "melampirkan surat sehat dari puskesmas",
    ],
)
def test_other_roles_are_not_the_organiser(extractor: EntityExtractor, text: str) -> None:
    assert all(kind == "incidental" for _, kind in mentions(extractor, text))


def test_an_own_channel_is_marked(extractor: EntityExtractor) -> None:
    entities = extractor.extract(make_views("PT Pertamina: recruitment.pertamina.com atau hrd.pertamina@gmail.com"))
    assert [e.kind for e in entities if e.type in ("link", "email")] == ["own", "free"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RSUD Datu Sanggul menerima tenaga kontrak", [("class_rsud", "organiser")]),
        ("dr BP3MI Maluku Utara, pndaftaran G to G Korea dibuka", [("kp2mi_bp2mi", "organiser")]),
        ("BPS Kab. Merauke cari mitra statistik", [("bps", "organiser")]),
        ("surat sehat dari puskesmas, biayanya kami ganti", []),
        ("rehab mess karyawan Adaro di Tanjung", [("adaro", "incidental")]),
        ("eks karyawan Alfamart atau Indomaret", [("alfamart", "incidental"), ("indomaret", "incidental")]),
        ("info dr grup sebelah, Petrokimia Gresik buka lowongan", [("petrokimia_gresik", "organiser")]),
    ],
)
def test_roles_in_mild_wording(extractor: EntityExtractor, text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(extractor, text) == expected
