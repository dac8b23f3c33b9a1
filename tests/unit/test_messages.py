"""Several ads in one message: each is read by itself, and the one that scores highest counts."""

from itertools import pairwise

import pytest

from jobscan import JobAd, Scanner
from jobscan.knowledge import Knowledge
from jobscan.messages import MOST_ADS, Messages
from jobscan.scanner import Reader

SHOP = "LOKER kasir toko bangunan di Banjarbaru.\nGaji UMK, lamaran diantar ke toko atau WA 0812-0000-1234."
FAKE = "Lowongan admin ke Kamboja, gaji USD 900, tanpa pengalaman, tiket ditanggung.\nHubungi t.me/kerjaenak"
NO_CONTACT = "Syarat: ijazah SMA, jujur, rajin."


@pytest.fixture(scope="module")
def messages(knowledge: Knowledge) -> Messages:
    return Messages(knowledge)


def parts(messages: Messages, reader: Reader, text: str) -> list[str]:
    return [text[start:end].strip() for start, end in messages.ads(reader.read(JobAd(text=text))[0])]


@pytest.mark.parametrize("border", ["\n\n\n", "\n———\n", "\n\n---------\n\n", "\n===\n", "\n2)\n", "\n \n\t\n"])
def test_ads_are_parted_where_people_part_them(messages: Messages, reader: Reader, border: str) -> None:
    found = parts(messages, reader, SHOP + border + FAKE)
    assert len(found) == 2
    assert found[0].startswith("LOKER kasir")
    assert found[1].endswith("t.me/kerjaenak")


@pytest.mark.parametrize(
    "text",
    [
        SHOP,
        f"{SHOP}\n\n{FAKE}",  # one empty line parts paragraphs, not ads
        f"{SHOP} {FAKE}",
        f"{SHOP}\n\n\n{NO_CONTACT}",
        f"{NO_CONTACT}\n\n\n{SHOP}",
        f"{SHOP}\n\n\nTerima kasih, telepon (0511) 0000012",  # a contact, but no offer
        "\n\n\n---\n\n\n",
        "1)\n2)\n3)",
    ],
)
def test_one_ad_stays_whole(messages: Messages, reader: Reader, text: str) -> None:
    assert parts(messages, reader, text) == []


def test_what_is_no_ad_of_its_own_belongs_to_the_ad_before_it(messages: Messages, reader: Reader) -> None:
    found = parts(messages, reader, f"{SHOP}\n\n\n{NO_CONTACT}\n\n\n{FAKE}")
    assert len(found) == 2
    assert found[0].endswith(NO_CONTACT)


def test_ranges_cover_all_words_and_are_few(messages: Messages, reader: Reader) -> None:
    text = "\n\n\n".join([SHOP] * (MOST_ADS + 4))
    ranges = messages.ads(reader.read(JobAd(text=text))[0])
    assert len(ranges) == MOST_ADS
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(text)
    assert all(not text[one[1] : other[0]].strip() for one, other in pairwise(ranges))


def test_an_honest_ad_does_not_hide_another(scanner: Scanner) -> None:
    alone = scanner.scan(FAKE).risk.probability
    beside = scanner.scan(f"😀 {SHOP}\n———\n{FAKE}", explain="full")
    assert beside.risk.probability >= alone - 1e-9
    assert "several_ads" in beside.notices
    assert "several_ads" not in scanner.scan(SHOP).notices


def test_the_explanation_points_into_the_message(scanner: Scanner) -> None:
    text = f"😀 {SHOP}\n———\n{FAKE}"
    explanation = scanner.scan(text, explain="full").explanation
    assert explanation is not None
    places = [item for item in explanation.items if item.start is not None]
    assert places
    assert all(text[item.start : item.end] == item.text for item in places)
    assert explanation.base + sum(item.logit for item in explanation.items) == pytest.approx(
        explanation.logit, abs=1e-6
    )
