import pytest

from jobscan.entities.links import find_handles, find_links, find_mails
from jobscan.knowledge import Knowledge
from jobscan.text import make_views


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "daftar di https://Karir.Contoh-Usaha.co.id/Lowongan?id=7.",
            [("karir.contoh-usaha.co.id/Lowongan?id=7", "other")],
        ),
        ("isi forms.gle/AbC123", [("forms.gle/AbC123", "form")]),
        ("https://docs.google.com/forms/d/e/x", [("docs.google.com/forms/d/e/x", "form")]),
        ("klik bit.ly/loker-x", [("bit.ly/loker-x", "short")]),
        ("chat wa.me/6281200001234", [("wa.me/6281200001234", "whatsapp")]),
        ("gabung t.me/grupkerja", [("t.me/grupkerja", "telegram")]),
        ("lihat www.jobstreet.co.id/id/job/1", [("www.jobstreet.co.id/id/job/1", "portal")]),
        ("karirhub.kemnaker.go.id", [("karirhub.kemnaker.go.id", "government_portal")]),
        ("dinkes.contohkab.go.id/pengumuman", [("dinkes.contohkab.go.id/pengumuman", "government")]),
        ("hxxps://contoh-usaha.site/x", [("contoh-usaha.site/x", "other")]),
        ("kirim lamaran.Hubungi kami, min.SMA, dll.", []),
        ("jam 08.00 sampai 17.00, Rp1.500.000", []),
    ],
)
def test_links(text: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    found = list(find_links(make_views(text), knowledge.channels, []))
    assert [(e.value, e.kind) for e in found] == expected
    assert all(str(e.value).lower() in text[e.start : e.end].lower() for e in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cv ke Hrd.Toko@Gmail.com ya", [("hrd.toko@gmail.com", "free")]),
        ("cv ke hrd.toko@gmail", [("hrd.toko@gmail.com", "free")]),
        ("rekrutmen@contoh-usaha.co.id.", [("rekrutmen@contoh-usaha.co.id", "other")]),
        ("umpeg@contohkab.go.id", [("umpeg@contohkab.go.id", "government")]),
        ("ikuti @tokocontoh", []),
        ("harga 5000@pcs", []),
    ],
)
def test_mails(text: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    assert [(e.value, e.kind) for e in find_mails(make_views(text), knowledge.channels)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IG @Toko.Contoh, DM ya", [("@toko.contoh", "social")]),
        ("tele @adminkerja", [("@adminkerja", "telegram")]),
        ("surel a@contoh.com", []),
    ],
)
def test_handles(text: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    views = make_views(text)
    mails = list(find_mails(views, knowledge.channels))
    assert [(e.value, e.kind) for e in find_handles(views, mails)] == expected
