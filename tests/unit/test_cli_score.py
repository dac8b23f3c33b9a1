"""`jobscan score`: exactly one input, a report in words or the answer object and nothing else."""

import json
from pathlib import Path
from typing import get_args

import pytest
from batch_fakes import load_fake
from typer.testing import CliRunner

from jobscan import types
from jobscan.cli.main import app
from jobscan.cli.options import ProfileName, SourceName
from jobscan.types import Assessment

AD = "Lowongan admin, biaya 50 ribu.\nHubungi 0812"


@pytest.fixture(autouse=True)
def fake_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobscan.cli.loading.load_scanner", load_fake)


def score(*arguments: str, stdin: bytes | None = None, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    result = CliRunner(env=env or {}).invoke(app, ["score", *arguments], input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_report_has_all_parts() -> None:
    code, out, err = score(AD)
    assert (code, err) == (0, "")
    for part in (
        "Tingkat: ",
        "Skor risiko: 0,",
        "«biaya»[1]",
        "Temuan",
        "Biaya pendaftaran/administrasi (kuat)",
        "Pasal 492",
        "Cek rekening.",
        "Lapor Disnaker.",
        "bukan putusan",
    ):
        assert part in out


def test_json_is_the_answer_object_and_nothing_else() -> None:
    code, out, err = score(AD, "--json", "--profile", "crawler")
    assert (code, err) == (0, "")
    answer = Assessment.model_validate_json(out)
    assert out == answer.model_dump_json(indent=2) + "\n"
    assert answer.risk.profile == "crawler"
    assert answer.id is None


def test_three_ways_in_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "iklan.txt"
    path.write_bytes(b"\xef\xbb\xbf" + AD.encode())
    ways = [
        score(AD, "--json"),
        score("--file", str(path), "--json"),
        score("-", "--json", stdin=AD.encode("utf-16")),
        score("--file", "-", "--json", stdin=AD.encode()),
    ]
    answers = [{**json.loads(out), "assessment_id": ""} for _, out, _ in ways]
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize(
    "arguments",
    [(), (AD, "--file", "x"), ("-", "--file", "-"), (AD, "--profile", "x"), (AD, "--source", "koran")],
)
def test_usage_errors(arguments: tuple[str, ...]) -> None:
    code, out, err = score(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_a_date_that_is_none_is_a_usage_error() -> None:
    code, _, err = score(AD, "--published-at", "kemarin")
    assert code == 2
    assert "2026-01-31" in err


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("",), None),
        (("  \n",), None),
        (("x" * 20_001,), None),
        (("-",), b""),
        (("-",), b"a\0b"),
        (("-",), b"\xff\xfe\xfd"),
        (("-",), b"x" * ((1 << 20) + 1)),
        (("--file", "/tiada/iklan.txt"), None),
        (("--file", "/"), None),
    ],
)
def test_input_that_cannot_be_used(arguments: tuple[str, ...], stdin: bytes | None) -> None:
    code, out, err = score(*arguments, stdin=stdin)
    assert (code, out) == (3, "")
    assert err.startswith("Kesalahan: ")
    assert "Traceback" not in err


def test_an_unusable_model() -> None:
    code, out, err = score(AD, "--model", "rusak")
    assert (code, out) == (4, "")
    assert "tidak utuh" in err


def test_foreign_text_neither_steers_the_terminal_nor_is_markup() -> None:
    evil = "\x1b[2J\x1b]0;judul\x07[bold red]biaya[/] :smile: \x9b31m \u202ekasab\u2066 a\rb\tc\u2028d"
    code, out, _ = score(evil)
    assert code == 0
    assert not set(out) & set("\x1b\x07\x9b\u202e\u2066\r\u2028")
    assert "[bold red]«biaya»[1][/] :smile:" in out


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_without_colour_the_evidence_still_shows(env: dict[str, str]) -> None:
    _, out, _ = score(AD, env=env)
    assert "\x1b[31" not in out
    assert "«biaya»[1]" in out


def test_long_links_are_not_broken() -> None:
    link = "https://contoh.id/" + "a" * 200
    _, out, _ = score(f"Daftar di {link} segera")
    assert link in out


def test_options_repeat_the_types() -> None:
    assert get_args(ProfileName) == get_args(types.Profile)
    assert get_args(SourceName) == get_args(types.Source)
