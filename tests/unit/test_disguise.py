"""Disguised words are read as what they stand for; numbers, codes, contacts and unknown names stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import seconds

from jobscan.errors import KnowledgeError
from jobscan.knowledge import Knowledge
from jobscan.knowledge.lexicon import Lexicon
from jobscan.scanner import Reader
from jobscan.text import make_views
from jobscan.types import JobAd


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("kerja di k4mb0j4", "kerja di kamboja"),
        ("G4JI besar", "GAJI besar"),
        ("l0wongan 5egera", "lowongan segera"),
        ("g a j i besar", "gaji besar"),
        ("g.a.j.i besar", "gaji besar"),
        ("k-a-m-b-o-j-a", "kamboja"),
        ("D I B U T U H K A N admin", "DIBUTUHKAN admin"),
        ("k e r j a s a m p i n g a n", "kerja sampingan"),
        ("kаmboja dan gаji", "kamboja dan gaji"),  # Cyrillic а
        ("k*mboja", "kamboja"),
        ("p#spor ditahan", "paspor ditahan"),
        ("gajiiiii besar", "gaji besar"),
        ("haloooo kak", "halo kak"),
        ("tanggal 1️⃣2️⃣", "tanggal 12"),
        ("𝗸𝟰𝗺𝗯𝟬𝗷𝟰", "kamboja"),
        ("P3rtamina", "Pertamina"),
    ],
)
def test_disguised_words_are_read(knowledge: Knowledge, text: str, read: str) -> None:
    views = make_views(text, knowledge.lexicon)
    assert views.folded.text == read
    assert len(views.lower) == len(views.folded.text)


@pytest.mark.parametrize(
    "text",
    [
        "WA 0812-0000-4321", "gaji 3jt-5jt/bulan", "Rp4.500.000", "S1 atau D3", "SMA/SMK", "part no 4B3-77", "24 jam",
        "usia 18-35 th", "kode A4N4", "www.kerja.co.id", "hrd.g4ji@gmail.com", "bit.ly/g4ji-k4mb0j4", "@l0ker_banua",
        "Bab III", "P.T. Maju", "a.n. Budi", "a b c d e", "3x seminggu", "x * y", "2jt*", "zzzz", "brrrr", "PT XYZ4",
        "Gd. B-1-2-3", "Кириллица", "min!",
    ],
)  # fmt: skip
def test_everything_else_stays(knowledge: Knowledge, text: str) -> None:
    assert make_views(text, knowledge.lexicon).folded.text == text
    assert make_views(text, knowledge.lexicon).disguises == ()


def test_places_lead_back_to_the_words_as_written(knowledge: Knowledge) -> None:
    text = "ke k4mb0j4 lalu g a j i"
    views = make_views(text, knowledge.lexicon)
    assert [text[start:end] for start, end in views.disguises] == ["k4mb0j4", "g a j i"]
    start = views.lower.index("gaji")
    assert views.span(start, start + 4).text == "g a j i"
    assert "disguised_words_read" in views.notices


@given(st.text(alphabet="abgjikmo 4310.*-а️⃣GK@/", max_size=120))
def test_reading_twice_changes_nothing(knowledge: Knowledge, text: str) -> None:
    once = make_views(text, knowledge.lexicon).folded.text
    twice = make_views(once, knowledge.lexicon).folded.text
    assert make_views(twice, knowledge.lexicon).folded.text == twice


@pytest.mark.parametrize("piece", ["a.", "a ", "k4", "k*", "aaa", "а", "a-1", "4a4a4a4a", "x#", "k4mb0j4 "])
def test_hostile_text_takes_time_in_proportion(knowledge: Knowledge, piece: str) -> None:
    texts = [piece * (size // len(piece)) for size in (2_000, 20_000)]
    shorter, longer = (seconds(lambda text=text: make_views(text, knowledge.lexicon)) for text in texts)
    assert longer < 60 * max(shorter, 0.0005)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Butuh admin ke k4mb0j4, tiket ditanggung", True),
        ("Kerja santai, p4sp0r ditahan kantor selama kontrak", True),
        ("L0W0NGAN kasir t0ko bangunan, datang ke kantor", False),
        ("Butuh admin ke kamboja, tiket ditanggung", False),
        # beside the sign, within its evidence
        ("Kerja s4ntai paspor ditahan", False),
        # one word in the style of all others
        ("D1c4r1 k4s1r t0k0 b4ngun4n, p4sp0r ditahan. Kirim lam4r4n ke k4ntor, p3ngal4man t1d4k p3rlu", False),
    ],
)
def test_a_trick_is_a_finding_only_over_a_risk(knowledge: Knowledge, text: str, codes: bool) -> None:
    findings = Reader(knowledge).read(JobAd(text=text))[1]
    assert ("disguised_risk_word" in {finding.code for finding in findings}) is codes


def test_the_lexicon_splits_and_unmasks() -> None:
    lexicon = Lexicon({"kerja": 900, "sampingan": 40, "di": 800, "kamboja": 30, "kambing": 5})
    assert lexicon.split("kerjasampingan") == "kerja sampingan"
    assert lexicon.split("kerjadi") == "kerja di"
    assert lexicon.split("kerjaxyz") == "kerjaxyz"
    assert lexicon.unmask("k*mb*ja") == "kamboja"
    assert lexicon.unmask("z*mboja") is None


def test_a_broken_word_list_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"words\.txt: baris 2"):
        Lexicon.parse(b"kerja 9\nrusak\n")
