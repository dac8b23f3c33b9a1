"""`jobscan data`: check, describe, split and compare the labelled corpus; scikit-learn is imported only when needed."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from training import CORPUS

Data = Annotated[Path, typer.Option("--data", help="Folder korpus (*.jsonl).")]


def make_app() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(help="Periksa, uraikan, bagi dan bandingkan korpus berlabel.", no_args_is_help=True)
    app.command("check", epilog="Contoh: jobscan data check --against iklan.jsonl")(check)
    app.command("stats", epilog="Contoh: jobscan data stats")(stats)
    app.command("split", epilog="Contoh: jobscan data split --out /tmp/bagian")(split)
    app.command("diff", epilog="Contoh: jobscan data diff korpus-lama data/corpus")(diff)
    app.command("cards", epilog="Contoh: jobscan data cards w40 146")(cards)
    app.command("schema", epilog="Contoh: jobscan data schema > data/corpus.schema.json")(schema)
    app.command("words", epilog="Contoh: jobscan data words > src/jobscan/knowledge/catalogue/words.txt")(words)
    return app


def check(
    data: Data = CORPUS,
    against: Annotated[
        list[Path] | None, typer.Option(help="Berkas JSONL lain: apakah ada teks yang disalin darinya? Boleh diulang.")
    ] = None,
) -> None:
    """Periksa skema, kode, kontak, salinan, keragaman, dan apakah gaya saja sudah membocorkan label."""
    from jobscan.knowledge import load_knowledge
    from training.corpus import CorpusError, check_codes, check_contacts, load_corpus
    from training.diversity import problems
    from training.overlap import copies
    from training.style import broken_bounds, probe_figures

    rows = load_corpus(data)
    probes = probe_figures(rows)
    for name, value in probes.items():
        typer.echo(f"ROC AUC, {name}: {value:.3f}")
    found = [*check_codes(rows, load_knowledge()), *check_contacts(rows), *problems(rows), *broken_bounds(probes)]
    found += [f"{c.id}: {c.share:.0%} of its 5-grams stand in {c.file}:{c.line}" for c in copies(rows, against or ())]
    if found:
        raise CorpusError("\n".join(found))
    typer.echo(f"{len(rows)} teks: tidak ada masalah.")


def stats(data: Data = CORPUS) -> None:
    """Cetak tabel: label, modus, keluarga, ragam, wilayah, penulis, panjang, pasangan minimal."""
    from training.corpus import load_corpus
    from training.stats import tables

    for name, values in tables(load_corpus(data)).items():
        typer.echo(f"{name}: " + ", ".join(f"{key} {value}" for key, value in values.items()))


def split(
    out: Annotated[Path, typer.Option(help="Folder baru untuk train/, test/ dan held_out/.")],
    data: Data = CORPUS,
    seed: Annotated[int, typer.Option(help="Benih pembagian.")] = 0,
) -> None:
    """Bagi korpus menurut kelompok dan keluarga; satu kelompok tidak pernah terpotong."""
    from training.corpus import CorpusError, load_corpus
    from training.splits import held_out_families
    from training.splits import split as divide

    rows = load_corpus(data)
    parts = divide(rows, held_out_families(), seed)
    try:
        for name, part in (("train", parts.train), ("test", parts.test), ("held_out", parts.held_out)):
            folder = out / name
            folder.mkdir(parents=True, exist_ok=True)
            lines = [row.model_dump_json(by_alias=True) + "\n" for row in part]
            (folder / "rows.jsonl").write_text("".join(lines), encoding="utf-8")
            typer.echo(f"{name}: {len(part)} teks")
    except OSError as error:
        raise CorpusError(f"{out}: cannot be written ({error.strerror}). Choose another folder.") from error


def diff(
    old: Annotated[Path, typer.Argument(help="Folder korpus lama.")],
    new: Annotated[Path, typer.Argument(help="Folder korpus baru.")],
) -> None:
    """Cetak teks yang bertambah, hilang, berubah kata, atau berubah label."""
    from training.corpus import load_corpus
    from training.overlap import difference

    for name, ids in asdict(difference(load_corpus(old), load_corpus(new))).items():
        typer.echo(f"{name}: {len(ids)}" + (f" ({', '.join(ids)})" if ids else ""))


def cards(
    writer: Annotated[str, typer.Argument(help="Kode penulis, mis. w40.")],
    count: Annotated[int, typer.Argument(min=1, help="Jumlah kartu.")],
) -> None:
    """Cetak kartu penulis: satu baris satu teks, sama untuk semua label."""
    from training.cards import draw

    for number, card in enumerate(draw(writer, count), 1):
        typer.echo(f"{number:3d} | {card}")


def schema() -> None:
    """Cetak skema JSON satu baris korpus."""
    from training.corpus import schema_text

    typer.echo(schema_text(), nl=False)


def words(data: Data = CORPUS) -> None:
    """Cetak daftar kata korpus, untuk membaca kata yang ditulis tersamar."""
    from training.corpus import load_corpus
    from training.words import word_list

    typer.echo(word_list(load_corpus(data)), nl=False)
