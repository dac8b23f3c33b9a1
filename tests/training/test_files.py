"""Two folders swapped, whole at every moment, with and without the system's help."""

from pathlib import Path

import pytest

from training import files


@pytest.mark.parametrize("at_once", [True, False])
def test_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    if not at_once:
        monkeypatch.setattr(files, "_swap_at_once", lambda *_: False)
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (one / "here").touch()
    with pytest.raises(FileNotFoundError):
        files.exchange(one, other)
    assert (one / "here").exists()
    other.mkdir()
    files.exchange(one, other)
    assert (other / "here").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]


@pytest.mark.parametrize(
    ("left", "expected"), [(["other"], "one"), (["one"], "other"), (["one", "other"], None)], ids=str
)
def test_what_a_killed_exchange_left_is_mended(tmp_path: Path, left: list[str], expected: str | None) -> None:
    for name in [*left, ".one.aside"]:
        (tmp_path / name).mkdir()
    (tmp_path / ".one.aside" / "old").touch()
    files.mend(tmp_path / "one", tmp_path / "other")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]
    assert expected is None or (tmp_path / expected / "old").exists()
