"""The measuring script on invented rows: figures only, never a text, and a missing folder is said."""

import json
from pathlib import Path

import pytest

from training.measure import main
from training.style import style


def rows(label: str, count: int, text: str, **fields: str) -> list[dict[str, str]]:
    return [
        {
            "id": f"{label}{i}",
            "text": f"{text} nomor {i}",
            "label": label,
            "use": "read" if i % 2 else "score",
            "group": f"{label}{i}",
        }
        | fields
        for i in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "real").mkdir()
    fakes = rows("fraud", 24, "LOWONGAN PT PERTAMINA! gratis, wa 0812-0000-1234 rahasia", source="s1")
    honest = rows(
        "legit", 60, "Toko kami mencari kasir, gaji UMK, datang langsung ke toko", kind="informal", source="s2"
    )
    texts = rows("not_an_ad", 4, "Selamat pagi warga", kind="chat")
    for name, content in {
        "real/fraud": fakes,
        "real/legit": honest,
        "real/not_ads": texts,
        "rewritten_cases": fakes,
    }.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, content)), encoding="utf-8")
    return tmp_path


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_it_prints_figures_and_no_text(
    folder: Path, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert main([str(folder), "--model", str(root / "models")]) == 0
    printed = capsys.readouterr().out
    assert "real/fraud" in printed
    assert "(b) fakes, informal ads" in printed
    assert "distinct-2" in printed
    assert "rahasia" not in printed


def test_a_missing_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 3
    assert "not here" in capsys.readouterr().err


def test_style_sees_no_word() -> None:
    assert style("gaji besar sekali") == style("upah besar sekali")
