"""An officer edits YAML in a folder of their own: add, replace, switch off; a mistake is named."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobscan.advice import notice_lines
from jobscan.cli.main import app
from jobscan.errors import KnowledgeError
from jobscan.knowledge import load_knowledge
from jobscan.knowledge.loader import find_overlay
from jobscan.scanner import Reader, Scanner
from jobscan.types import JobAd

OWN_SIGN = """
indicators:
  - code: own_sign
    title: Menyuruh datang ke gudang sarang walet
    category: vague_offer
    severity: 2
    polarity: raises_risk
    scope: domestic
    recogniser: phrase
    description: Contoh tanda kantor sendiri.
    reason: Iklan menyuruh datang ke gudang sarang walet.
    phrases: [datang ke gudang walet]
    examples:
      hit: [Silakan datang ke gudang walet malam ini.]
      miss: [Gudang walet dijual.]
    confidence: single_source
"""
OWN_EMPLOYER = """
employers:
  - id: pasar_terapung_jaya
    names: [Pasar Terapung Jaya]
    kind: private
    sector: ritel
    domains: [pasarterapungjaya.co.id]
    weight: strong
    confidence: single_source
"""
OFF = "switched_off:\n  - {code: urgency_pressure, reason: terlalu sering pada iklan toko setempat}\n"
COUNTRY = """
countries:
  - {code: JP, names: [Jepang], status: prohibited, confidence: single_source, as_of: 2026-11}
"""


def overlay(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


def codes(folder: Path, text: str) -> set[str]:
    return {finding.code for finding in Reader(load_knowledge(overlay=folder)).read(JobAd(text=text))[1]}


def test_an_own_indicator_is_found(tmp_path: Path) -> None:
    text = "Butuh penjaga, datang ke gudang walet besok."
    assert "own_sign" in codes(overlay(tmp_path, indicators=OWN_SIGN), text)


def test_an_own_employer_is_compared_with_its_channel(tmp_path: Path) -> None:
    folder = overlay(tmp_path, employers=OWN_EMPLOYER)
    assert "fake_known_company" in codes(folder, "Pasar Terapung Jaya membuka lowongan kasir, WA 0812-0000-4321")
    assert "fake_known_company" not in codes(folder, "Pasar Terapung Jaya membuka lowongan: pasarterapungjaya.co.id")


def test_a_country_status_is_replaced(tmp_path: Path) -> None:
    knowledge = load_knowledge(overlay=overlay(tmp_path, countries=COUNTRY))
    (japan,) = [country for country in knowledge.references.countries if country.code == "JP"]
    assert japan.status == "prohibited"
    assert len(knowledge.references.countries) == len(load_knowledge().references.countries)


def test_an_indicator_switched_off_is_silent_and_said(tmp_path: Path, scanner: Scanner) -> None:
    text = "Loker kasir, buruan daftar sebelum slot penuh, hari ini terakhir!"
    assert "urgency_pressure" in {finding.code for finding in scanner.scan(text).findings}
    silent = Scanner(scanner.bundle, load_knowledge(overlay=overlay(tmp_path, switched_off=OFF)))
    assessment = silent.scan(text)
    assert "urgency_pressure" not in {finding.code for finding in assessment.findings}
    (off,) = assessment.knowledge.switched_off
    assert (off.code, off.reason) == ("urgency_pressure", "terlalu sering pada iklan toko setempat")
    assert any("terlalu sering" in line for line in notice_lines(assessment, silent.knowledge))


def test_the_overlay_changes_the_digest(tmp_path: Path) -> None:
    assert load_knowledge(overlay=overlay(tmp_path, switched_off=OFF)).digest != load_knowledge().digest


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"indikator": "a: 1"}, ["indikator.yaml", "indicators.yaml"]),
        ({"switched_off": OFF.replace("urgency_pressure", "nonesuch")}, ["nonesuch", "tidak dikenal"]),
        ({"switched_off": "switched_off:\n  - {code: urgency_pressure}\n"}, ["reason"]),
        ({"indicators": OWN_SIGN.replace("severity: 2", "severity: 7")}, ["indicators.yaml", "own_sign", "severity"]),
        ({"employers": "employers: ["}, ["employers.yaml", "YAML"]),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, files: dict[str, str], words: list[str]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(overlay=overlay(tmp_path, **files))
    assert all(word in str(caught.value) for word in words)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="--knowledge"):
        load_knowledge(overlay=tmp_path / "none")


def test_the_folder_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_overlay() is None
    monkeypatch.setenv("JOBSCAN_KNOWLEDGE", str(tmp_path))
    assert find_overlay() == tmp_path
    assert find_overlay(tmp_path / "other") == tmp_path / "other"


def test_check_runs_the_examples(tmp_path: Path) -> None:
    runner = CliRunner()
    assert "semua cocok" in runner.invoke(app, ["knowledge", "check"]).output
    good = runner.invoke(app, ["knowledge", "check", str(overlay(tmp_path, indicators=OWN_SIGN, switched_off=OFF))])
    assert good.exit_code == 0
    assert "Dimatikan: urgency_pressure" in good.output
    wrong = OWN_SIGN.replace("hit: [Silakan", "hit: [Mohon jangan dijawab.] #")
    bad = runner.invoke(app, ["knowledge", "check", str(overlay(tmp_path / "wrong", indicators=wrong))])
    assert bad.exit_code == 4
    assert "seharusnya kena" in bad.output
