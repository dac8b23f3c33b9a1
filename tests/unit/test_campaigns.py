"""Copies of a campaign are found whatever it swaps; honest ads of the same kind are not joined; decisions count."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobscan.campaigns import SqliteCampaigns, Trace, trace
from jobscan.cli.main import app
from jobscan.errors import CampaignError
from jobscan.scanner import Reader, Scanner
from jobscan.types import JobAd

TODAY = date(2026, 11, 25)
AD = """Puskesmas Martapura membuka lowongan Staf Kantor dan OB Girl tahun ini.
Syarat: pendidikan SMA sederajat, sehat jasmani dan rohani, jujur dan disiplin.
Fasilitas uang makan, transportasi, seragam dan tunjangan hari raya.
Pendaftaran tidak dipungut biaya, hubungi Ibu Rina WA 0812-0000-4321."""
COPY = """Fasilitas uang makan, transportasi, seragam dan tunjangan hari raya.
Puskesmas Barabai membuka lowongan Staf Kantor dan OB Girl thun ini.
Syarat: pendidikan SMA sederajat, sehat jasmani dan rohani, jujur dan disiplin.
Pendaftaran tidak dipungut biaya, hubungi Ibu Santi WA 0813-0000-9999."""
OTHER = """Toko bangunan di Amuntai mencari dua orang penjaga toko dan sopir pikap.
Diutamakan yang tinggal dekat, bisa angkat barang, libur hari Jumat, gaji dibicarakan di tempat."""


@pytest.fixture
def memory(tmp_path: Path) -> SqliteCampaigns:
    return SqliteCampaigns(tmp_path / "campaigns.sqlite")


@pytest.fixture(scope="module")
def reader(scanner: Scanner) -> Reader:
    return Reader(scanner.knowledge)


def traced(reader: Reader, text: str) -> Trace:
    reading, _, _ = reader.read(JobAd(text=text))
    return trace(reading.views, reading.entities)


def test_a_copy_with_everything_swapped_is_found(memory: SqliteCampaigns, reader: Reader) -> None:
    first = memory.add(traced(reader, AD), TODAY)
    assert (first.size, first.status, first.first_seen) == (1, "seen", "2026-11-25")
    found = memory.look(traced(reader, COPY))
    assert found is not None
    assert (found.id, found.link) == (first.id, "text")
    assert memory.look(traced(reader, OTHER)) is None


def test_looking_remembers_nothing(memory: SqliteCampaigns, reader: Reader) -> None:
    memory.add(traced(reader, AD), TODAY)
    memory.look(traced(reader, COPY))
    assert [campaign.size for campaign in memory.campaigns()] == [1]


def test_a_shared_number_links_other_words(memory: SqliteCampaigns, reader: Reader) -> None:
    first = memory.add(traced(reader, AD), TODAY)
    found = memory.look(traced(reader, f"{OTHER} Chat wa.me/6281200004321"))
    assert found is not None
    assert (found.id, found.link, found.likeness) == (first.id, "contact", None)


@pytest.mark.parametrize("hub", ["www.jobstreet.co.id/id/job/1", "dinkes.banjarkab.go.id/info", "Halo 1500-630"])
def test_hubs_link_nothing(memory: SqliteCampaigns, reader: Reader, hub: str) -> None:
    memory.add(traced(reader, f"{AD}\n{hub}"), TODAY)
    assert memory.look(traced(reader, f"{OTHER} {hub}")) is None


def test_the_template_shows_slots_and_no_contact(memory: SqliteCampaigns, reader: Reader) -> None:
    campaign = memory.add(traced(reader, AD), TODAY)
    template = memory.template(campaign.id)
    assert "{pemberi kerja}" in template
    assert "Ibu {nama} WA {nomor}" in template
    assert not any(private in template for private in ("Rina", "4321", "Martapura"))


def test_nothing_private_lies_in_the_file(tmp_path: Path, memory: SqliteCampaigns, reader: Reader) -> None:
    memory.add(traced(reader, AD), TODAY)
    memory.close()
    data = (tmp_path / "campaigns.sqlite").read_bytes()
    assert not any(private in data for private in (b"Rina", b"81200004321", b"0812-0000"))


def test_a_confirmed_campaign_raises_the_next_copy_and_a_retraction_undoes_it(
    memory: SqliteCampaigns, reader: Reader, scanner: Scanner
) -> None:
    campaign = memory.add(traced(reader, OTHER), TODAY)
    copy = OTHER.replace("Amuntai", "Barabai")
    before = scanner.scan(copy, memory=memory)
    assert before.risk.level != "high"
    assert before.campaign is not None
    memory.decide(campaign.id, "confirmed", "dilaporkan tiga orang")
    raised = scanner.scan(copy, memory=memory)
    assert (raised.risk.level, raised.risk.raised_by) == ("high", ("confirmed_campaign",))
    assert raised.risk.probability == before.risk.probability
    assert raised.campaign is not None
    assert raised.campaign.reason == "dilaporkan tiga orang"
    memory.decide(campaign.id, "retracted", "ternyata toko yang benar")
    assert scanner.scan(copy, memory=memory).risk == before.risk
    assert scanner.scan(copy).campaign is None


def test_a_shared_contact_alone_raises_nothing(memory: SqliteCampaigns, reader: Reader, scanner: Scanner) -> None:
    campaign = memory.add(traced(reader, AD), TODAY)
    memory.decide(campaign.id, "confirmed", "dilaporkan")
    text = f"{OTHER} WA 0812-0000-4321"
    assert scanner.scan(text, memory=memory).risk == scanner.scan(text).risk


def test_a_file_from_before_the_indexes_is_mended_when_opened(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "campaigns.sqlite"
    with SqliteCampaigns(file) as memory:
        campaign = memory.add(traced(reader, AD), TODAY)
    db = sqlite3.connect(file)
    db.executescript("DROP INDEX band_ad; DROP INDEX contact_campaign;")
    db.close()
    with SqliteCampaigns(file) as memory:
        assert memory.look(traced(reader, COPY)) is not None
        assert memory.forget(campaign.id) == 1
    db = sqlite3.connect(file)
    for deletion in ("band WHERE ad IN (SELECT id FROM ad WHERE campaign = 1)", "contact WHERE campaign = 1"):
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN DELETE FROM {deletion}"))
        assert "SCAN" not in plan
    db.close()


def test_forgetting_deletes_every_row(memory: SqliteCampaigns, reader: Reader, tmp_path: Path) -> None:
    campaign = memory.add(traced(reader, AD), TODAY)
    memory.add(traced(reader, COPY), TODAY)
    assert memory.forget(campaign.id) == 2
    assert memory.look(traced(reader, AD)) is None
    with sqlite3.connect(tmp_path / "campaigns.sqlite") as db:
        counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("campaign", "ad", "band", "contact")]
    assert counts == [0, 0, 0, 0]


def test_short_texts_have_no_fingerprint(reader: Reader) -> None:
    assert traced(reader, "info loker dong").signature == ()


def test_unknown_campaigns_and_empty_reasons_are_refused(memory: SqliteCampaigns, reader: Reader) -> None:
    campaign = memory.add(traced(reader, AD), TODAY)
    with pytest.raises(CampaignError, match="c_99"):
        memory.forget("c_99")
    with pytest.raises(CampaignError, match="--reason"):
        memory.decide(campaign.id, "confirmed", " ")


def test_a_file_that_is_no_memory_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("bukan basis data " * 100)
    with pytest.raises(CampaignError, match=r"notes\.txt"):
        SqliteCampaigns(file)
    with pytest.raises(CampaignError, match="nowhere"):
        SqliteCampaigns(tmp_path / "nowhere" / "x.sqlite")


def test_a_lost_memory_is_told(memory: SqliteCampaigns, reader: Reader, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "campaigns.sqlite") as db:
        db.execute("DROP TABLE band")
    with pytest.raises(CampaignError, match="gagal"):
        memory.look(traced(reader, AD))


def test_the_command_line(tmp_path: Path) -> None:
    runner, db = CliRunner(), str(tmp_path / "k.sqlite")

    def run(*words: str) -> str:
        result = runner.invoke(app, ["campaigns", *words, "--db", db])
        assert result.exit_code == 0, result.output
        return result.output

    assert "Kampanye c_1" in run("add", AD)
    assert "salinan dekat" in run("look", COPY)
    assert "Belum ada" in run("look", OTHER)
    assert "dinyatakan bermasalah" in run("confirm", "c_1", "--reason", "dilaporkan")
    scored = runner.invoke(app, ["score", COPY, "--campaigns", db])
    assert "salinan dekat" in scored.output
    assert "dilaporkan" in scored.output
    assert "dicabut" in run("retract", "c_1", "--reason", "keliru")
    assert "c_1" in run("list", "--least", "1")
    assert "dihapus" in run("forget", "c_1")


def test_many_are_remembered_all_or_none(memory: SqliteCampaigns, reader: Reader) -> None:
    assert memory.add_many([traced(reader, AD), traced(reader, COPY), traced(reader, OTHER)], TODAY) == 3
    assert [campaign.size for campaign in memory.campaigns()] == [2, 1]

    def broken() -> Iterator[Trace]:
        yield traced(reader, OTHER)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.add_many(broken(), TODAY)
    assert [campaign.size for campaign in memory.campaigns()] == [2, 1]
