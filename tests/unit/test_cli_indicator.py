"""`jobscan indicator`: every entry of the shipped catalogue can be read."""

import pytest
from typer.testing import CliRunner

from jobscan.cli.main import app
from jobscan.knowledge import load_knowledge


def indicator(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["indicator", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_list_names_every_code_with_its_title() -> None:
    code, out, _ = indicator()
    lines = out.splitlines()
    assert code == 0
    for entry in load_knowledge().indicators.values():
        assert any(line.split() == [entry.code, *entry.title.split()] for line in lines)


def test_one_entry() -> None:
    code, out, _ = indicator("registration_fee")
    assert code == 0
    entry = load_knowledge().indicators["registration_fee"]
    flat = " ".join(out.split())
    for part in (entry.title, entry.description, *entry.counter_examples, *(s.url or "" for s in entry.sources)):
        assert part in flat
    for part in ("Status: berlaku", "Catatan: ", "Keyakinan: ", "bukan pendapat hukum", "Batas: "):
        assert part in flat


@pytest.mark.parametrize("code", sorted(load_knowledge().indicators))
def test_every_entry_is_readable(code: str) -> None:
    assert indicator(code)[0] == 0


def test_unknown_codes() -> None:
    code, out, err = indicator("registration_fe")
    assert (code, out) == (2, "")
    assert "registration_fee" in err
    assert "jobscan indicator" in indicator("zzzzzzzz")[2]
