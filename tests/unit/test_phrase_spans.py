"""How much of a clause a phrase finding marks: enough to read alone, never past the sentence."""

import pytest

from jobscan.scanner import Reader
from jobscan.types import JobAd


@pytest.mark.parametrize(
    ("text", "code", "evidence"),
    [
        ("Syarat: KTP asli dititip mami\nTurun ke darat nanti diatur", "document_retention", ["KTP asli dititip mami"]),
        ("paspor disimpan agen, visa kerja nanti", "document_retention", ["paspor disimpan agen"]),
        (
            "masuknya pakai visa ziarah, iqamah menyusul di sana",
            "tourist_or_pilgrim_visa",
            ["masuknya pakai visa ziarah, iqamah menyusul di sana"],
        ),
        (
            "Ijazah ditahan selama kontrak. Ada mess. KTP dipegang mandor.",
            "document_retention",
            ["Ijazah ditahan selama kontrak", "KTP dipegang mandor"],
        ),
    ],
    ids=["stops at the line", "stops at the comma", "joins neighbours over a comma", "keeps sentences apart"],
)
def test_evidence_is_its_clause(reader: Reader, text: str, code: str, evidence: list[str]) -> None:
    findings = {finding.code: finding for finding in reader.read(JobAd(text=text))[1]}
    assert [span.text for span in findings[code].spans] == evidence
