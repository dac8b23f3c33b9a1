"""Words and figures for officers."""

import re
from pathlib import Path

import pytest

from jobscan.decision import LEVEL_LABELS
from jobscan.knowledge import Knowledge
from service.web import words

WEB = Path(words.__file__).parent


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0%"),
        (0.0004, "kurang dari 0,1%"),
        (0.001, "0,1%"),
        (0.05, "5%"),
        (0.306, "30,6%"),
        (0.87, "87%"),
        (0.9999, "lebih dari 99,9%"),
        (1, "100%"),
    ],
)
def test_percent(share: float, shown: str) -> None:
    assert words.percent(share) == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2026-02", "Februari 2026"),
        ("2026-11-05", "5 November 2026"),
        ("2026-11-05T08:00:00Z", "5 November 2026"),
        ("2026-13", "2026-13"),
        ("t.t.", "t.t."),
    ],
)
def test_month(date: str, shown: str) -> None:
    assert words.month(date) == shown


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        (None, []),
        ("110", ["110"]),
        ("0800-1000; +62-21-2924-4800; WA 0811-8080-141", ["08001000", "+622129244800", "08118080141"]),
        ("OJK 157; WA 081-157-157-157", ["157", "081157157157"]),
        ("lewat loket", [None]),
    ],
)
def test_phones(written: str | None, dialled: list[str | None]) -> None:
    assert [phone.dialled for phone in words.phones(written)] == dialled


def test_every_phone_of_the_knowledge_can_be_dialled(knowledge: Knowledge) -> None:
    for step in knowledge.verification.steps.values():
        assert all(phone.dialled for phone in words.phones(step.phone))


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "ftp://a", "data:text/html,x", "//a"])
def test_other_addresses_are_not_linked(url: str | None) -> None:
    assert words.link(url) is None
    assert words.link("https://kp2mi.go.id") == "https://kp2mi.go.id"


def test_no_page_calls_anyone_a_culprit_a_victim_or_safe() -> None:
    files = [*WEB.glob("templates/*.html"), *WEB.glob("*.py")]
    assert len(files) > 8
    for file in files:
        found = re.search(r"\b(aman|penipu|korban|pelaku)\b", file.read_text(encoding="utf-8"), re.IGNORECASE)
        assert found is None, (file.name, found)
    assert not {"aman", "penipu", "korban"} & set(" ".join(LEVEL_LABELS.values()).split())
