import pytest

from jobscan.entities.countries import CountryFinder
from jobscan.knowledge import Knowledge
from jobscan.text import make_views


@pytest.fixture(scope="module")
def finder(knowledge: Knowledge) -> CountryFinder:
    return CountryFinder(knowledge)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("penempatan Kamboja, gaji dolar", [("KH", "destination", "Kamboja")]),
        ("kerja di 𝗞𝗮𝗺𝗯𝗼𝗷𝗮", [("KH", "destination", "𝗞𝗮𝗺𝗯𝗼𝗷𝗮")]),
        ("butuh orang Poipet", [("KH", "city", "Poipet")]),
        ("berangkat 🇲🇲 minggu ini", [("MM", "destination", "🇲🇲")]),
        ("ke Hong-Kong lewat P3MI", [("HK", "destination", "Hong-Kong")]),
        ("suka drama Korea Selatan", [("KR", "mention", "Korea Selatan")]),
        ("alamat Jl. Kamboja No. 5", []),
        ("toko bunga kamboja", []),
        ("lokasi Banjarmasin 🇮🇩", []),
    ],
)
def test_countries(finder: CountryFinder, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(e.value, e.kind, text[e.start : e.end]) for e in finder.find(make_views(text))] == expected
