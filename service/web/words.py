"""Indonesian words and figures for pages. A person or an ad is never called a culprit, a victim, or safe."""

import re
from dataclasses import dataclass

from jobscan.decision import LEVEL_LABELS, risk_findings
from jobscan.knowledge.schema import Confidence
from jobscan.types import Assessment, Source

SEVERITIES = {0: "keterangan", 1: "tanda lemah", 2: "tanda sedang", 3: "tanda kuat"}
PROFILES = {"counter": "loket", "crawler": "perayap"}
SOURCES: dict[Source, str] = {
    "facebook": "Facebook",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "website": "Situs web",
    "poster": "Poster atau foto",
    "other": "Lainnya",
}
CONFIDENCES: dict[Confidence, str] = {
    "confirmed_2plus": "dua sumber atau lebih",
    "single_source": "satu sumber",
    "general_knowledge": "pengetahuan umum, belum bersumber",
    "derived": "turunan dari sumber lain",
    "rough": "perkiraan kasar",
}
_MONTHS = {
    "01": "Januari",
    "02": "Februari",
    "03": "Maret",
    "04": "April",
    "05": "Mei",
    "06": "Juni",
    "07": "Juli",
    "08": "Agustus",
    "09": "September",
    "10": "Oktober",
    "11": "November",
    "12": "Desember",
}
_NUMBER = re.compile(r"\+?\d[\d -]*\d")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number as written, and as a `tel:` link dials it."""

    shown: str
    dialled: str | None


def headline(assessment: Assessment) -> str:
    """The level in words; a low level says whether any sign was seen."""
    level = assessment.risk.level
    if level != "low":
        return LEVEL_LABELS[level].capitalize()
    return "Ada tanda lemah" if risk_findings(assessment.findings) else "Belum ada tanda"


def percent(share: float) -> str:
    """A share as Indonesians write it: 87,3%."""
    if 0 < share < 0.001:
        return "kurang dari 0,1%"
    if 0.999 < share < 1:
        return "lebih dari 99,9%"
    return f"{share * 100:.1f}%".replace(".", ",").replace(",0%", "%")


def month(date: str) -> str:
    """`2026-02` and `2026-02-17` in words; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?(?:T.*)?", date)
    if not found:
        return date
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{_MONTHS[found[2]]} {found[1]}"


def phones(written: str | None) -> list[Phone]:
    """The numbers in a knowledge entry such as `110` or `0800-1000; WA 0811-8080-141`."""
    return [_phone(part.strip()) for part in (written or "").split(";") if part.strip()]


def link(url: str | None) -> str | None:
    """The address when it is one that a page may link to."""
    return url if url and url.startswith(("https://", "http://")) else None


def _phone(part: str) -> Phone:
    found = _NUMBER.search(part)
    return Phone(part, re.sub(r"[ -]", "", found[0]) if found else None)
