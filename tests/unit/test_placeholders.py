"""What the classifier reads: kinds of names and contacts, never the names."""

import pytest

from jobscan.classifier.placeholders import placeholder_view
from jobscan.scanner import Reader
from jobscan.types import JobAd


def seen(reader: Reader, text: str) -> str:
    reading, _, _ = reader.read(JobAd(text=text))
    return " ".join(placeholder_view(reading.views, reading.entities, reader.knowledge).text.split())


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("PT Maju Lestari Abadi mencari kasir", "EMPLOYER_OTHER mencari kasir"),
        ("hubungi Ibu Sari Dewi ya", "hubungi ibu PERSON ya"),
        ("hubungi ibu saja", "hubungi ibu saja"),
        ("umur 18-35, 2 orang", "AGE , NUMBER orang"),
        ("WA 0812-0000-1234", "wa PHONE_PERSONAL"),
        ("PT Pertamina: pertamina-kerja.site", "pt EMPLOYER_KNOWN : LINK_OTHER"),
        ("Pertamina: recruitment.pertamina.com", "EMPLOYER_KNOWN : LINK_OWN"),
        ("Loker Puskesmas Contoh, puskesmas.contoh@gmail.com", "loker OFFICE_PUBLIC contoh, MAIL_FREE"),
        ("gabung t.me/kerjaonline", "gabung CHANNEL_TELEGRAM"),
        ("penempatan Kamboja", "penempatan COUNTRY_PROHIBITED"),
        ("gaji 5 juta per bulan", "gaji WAGE_MONTH per bulan"),
        ("gaji USD 900 sebulan", "gaji WAGE_MONTH_FOREIGN sebulan"),
    ],
)
def test_views(reader: Reader, text: str, view: str) -> None:
    assert seen(reader, text) == view


def test_two_names_give_the_same_view(reader: Reader) -> None:
    assert seen(reader, "Pertamina mencari staf, WA 0812-0000-1234") == seen(
        reader, "Pegadaian mencari staf, WA 0857-0000-9999"
    )
