import pytest

from jobscan.entities.phones import find_phones
from jobscan.text import make_views

MOBILE = "+6281200001234"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WA 0812-0000-1234", [(MOBILE, "mobile", "0812-0000-1234")]),
        ("hub 081200001234 ya", [(MOBILE, "mobile", "081200001234")]),
        ("wa.me/6281200001234", [(MOBILE, "mobile", "6281200001234")]),
        ("+62 812 0000 1234", [(MOBILE, "mobile", "+62 812 0000 1234")]),
        ("+62 0812 0000 1234", [(MOBILE, "mobile", "+62 0812 0000 1234")]),
        ("WA0812.0000.1234", [(MOBILE, "mobile", "0812.0000.1234")]),
        ("０８１２ ００００ １２３４", [(MOBILE, "mobile", "０８１２ ００００ １２３４")]),
        (
            "0812 0000 1234 / 0813 0000 5678",
            [(MOBILE, "mobile", "0812 0000 1234"), ("+6281300005678", "mobile", "0813 0000 5678")],
        ),
        ("(0511) 3300123", [("+625113300123", "landline", "(0511) 3300123")]),
        ("Halo 1500-630", [("1500630", "service", "1500-630")]),
        ("hubungi +855 12 813 282", [("+85512813282", "foreign", "+855 12 813 282")]),
        ("WA O812-OOOO-l234 ya", [(MOBILE, "mobile", "O812-OOOO-l234")]),
        (
            "nol delapan satu dua nol nol nol nol 1234",
            [(MOBILE, "mobile", "nol delapan satu dua nol nol nol nol 1234")],
        ),
        ("0812📱0000📱1234", [(MOBILE, "mobile", "0812📱0000📱1234")]),
        ("0 8 1 2 0 0 0 0 1 2 3 4", [(MOBILE, "mobile", "0 8 1 2 0 0 0 0 1 2 3 4")]),
        ("wa me slash 6281200001234", [(MOBILE, "mobile", "6281200001234")]),
        ("(+62)812-0000-1234", [(MOBILE, "mobile", "(+62)812-0000-1234")]),
        ("WA: 812-0000-1234", [(MOBILE, "mobile", "812-0000-1234")]),
        (
            "0812 0000 1234 0813 0000 5678",
            [(MOBILE, "mobile", "0812 0000 1234"), ("+6281300005678", "mobile", "0813 0000 5678")],
        ),
        ("tanggal 31/7 2026, no 8 blok 12", []),
        ("gaji 3.500.000 - 4.500.000", []),
        ("NIB 1234567890123", []),
        ("12-01-2026 s/d 20-01-2026, jam 08.00-17.00", []),
        ("kode pos 70123, KTP 6371000000000001", []),
    ],
)
def test_numbers_as_people_write_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(e.value, e.kind, text[e.start : e.end]) for e in find_phones(make_views(text))]
    assert found == expected
