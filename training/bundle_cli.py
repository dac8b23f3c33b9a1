"""`jobscan bundle`, `evaluate`, `compare`, `promote`, `rollback`; scikit-learn is imported only when they run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobscan.cli.options import ModelOption, ProfileOption, examples
from jobscan.errors import JobscanError
from training import BUNDLE, CORPUS

if TYPE_CHECKING:
    from jobscan.classifier.bundle import Bundle

Folder = Annotated[
    Path | None, typer.Argument(metavar="DIR", help="Folder paket model. Tanpa ini: yang dipakai jobscan.")
]
Place = Annotated[Path, typer.Option("--to", help="Folder paket model yang dipakai.")]
_DATA = "Berkas JSONL berlabel atau folder korpus. Boleh diulang."


def register(app: typer.Typer) -> None:
    """Add the commands to the `jobscan` command."""
    app.add_typer(make_app(), name="bundle")
    app.command("evaluate", epilog=examples("jobscan evaluate berlabel.jsonl --model runs/baru"))(evaluate)
    app.command("attack", epilog=examples("jobscan attack runs/0123456789ab --names"))(attack)
    app.command("compare", epilog=examples("jobscan compare models/jobscan-id runs/baru --data berlabel.jsonl"))(
        compare
    )
    app.command("promote", epilog=examples("jobscan promote runs/baru --data berlabel.jsonl"))(promote)
    app.command("rollback", epilog=examples("jobscan rollback"))(rollback)


def make_app() -> typer.Typer:
    """The group of commands that look at one bundle."""
    app = typer.Typer(help="Paket model: periksa keutuhannya, baca manifesnya.", no_args_is_help=True)
    app.command("verify", epilog=examples("jobscan bundle verify models/jobscan-id"))(verify)
    app.command("show", epilog=examples("jobscan bundle show models/jobscan-id"))(show)
    return app


def verify(folder: Folder = None) -> None:
    """Periksa bahwa setiap berkas paket sama dengan yang tercatat di manifes, dan bahwa paket dapat dimuat.

    Kode keluar 4 bila tidak.
    """
    bundle = _load(folder)
    manifest = bundle.manifest
    typer.echo(f"Utuh: {manifest.name} {manifest.version} ({manifest.mode}), {len(manifest.files) + 1} berkas")
    typer.echo(f"{bundle.path}\n{bundle.digest}")


def show(folder: Folder = None) -> None:
    """Tampilkan manifes: berkas, keluaran, ambang dan dasarnya, pelatihan, angka."""
    from training.bundle_text import manifest_lines

    _print(manifest_lines(_load(folder)))


def evaluate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=_DATA)],
    model: ModelOption = None,
    profile: ProfileOption = "counter",
    seen_too: Annotated[
        bool, typer.Option("--seen-too", help="Ukur juga pada teks yang dilihat model saat dilatih.")
    ] = False,
) -> None:
    """Ukur satu paket model pada teks berlabel yang belum pernah dilihatnya."""
    with _training_packages():
        from training.bundle_text import evaluation_lines
        from training.evaluation import evaluate as measure
        from training.evaluation import read_labelled
    from jobscan.knowledge import load_knowledge
    from jobscan.scanner import Scanner
    from training.seen import require_enough, seen_rows, without_seen

    bundle, labelled = _load(model), read_labelled(files)
    rest = without_seen(labelled, seen_rows(bundle, allow_unknown=seen_too))
    seen = len(labelled) - len(rest)
    if seen_too:
        rest = labelled
        typer.echo(_in_sample(bundle, seen), err=True)
    else:
        typer.echo(f"{seen} dari {len(labelled)} teks dilihat paket ini saat dilatih; tidak dihitung.")
        require_enough(rest, "Sebut lebih banyak berkas, atau pakai --seen-too.")
    _print(evaluation_lines(measure(Scanner(bundle, load_knowledge()), rest, profile=profile)))


def attack(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder hasil pelatihan, mis. runs/0123456789ab.")],
    data: Annotated[Path, typer.Option("--data", help="Folder korpus (*.jsonl).")] = CORPUS,
    names: Annotated[bool, typer.Option("--names", help="Ukur juga apakah nama menentukan skor.")] = False,
    per_kind: Annotated[int, typer.Option(min=10, help="Jumlah teks tiap jenis dan label.")] = 300,
) -> None:
    """Serang model tiap lipatan dengan teks yang tidak dilihatnya: ejaan samaran, sisipan, nama lain."""
    with _training_packages():
        from rich.console import Console

        from training import attacks
        from training import names as naming
        from training.corpus import load_corpus
        from training.suites import parts_of_run

        parts = parts_of_run(run, load_corpus(data))
    console = Console(width=140)
    console.print(attacks.table(attacks.measure(parts, per_kind=per_kind)))
    if names:
        console.print(naming.table(naming.measure(parts)))


def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="Folder paket model lama.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Folder paket model baru.")],
    data: Annotated[list[Path], typer.Option("--data", help=_DATA)],
) -> None:
    """Bandingkan dua paket model pada teks yang belum pernah dilihat keduanya."""
    with _training_packages():
        from training.bundle_text import comparison_lines
        from training.comparison import compare as measure
        from training.evaluation import read_labelled

    old, new = _load(a), _load(b)
    for letter, bundle in (("A", old), ("B", new)):
        typer.echo(f"{letter}: {bundle.manifest.name} {bundle.manifest.version}, {bundle.path}")
    _print(comparison_lines(measure(old, new, read_labelled(data))))


def promote(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder paket model baru.")],
    to: Place = BUNDLE,
    data: Annotated[list[Path] | None, typer.Option("--data", help=_DATA)] = None,
    reason: Annotated[
        str, typer.Option("--reason", help="Alasan tertulis bila paket tidak lulus; tersimpan di manifes.")
    ] = "",
) -> None:
    """Pakai paket model baru bila tidak lebih buruk dari yang lama; yang lama disimpan untuk rollback."""
    with _training_packages():
        from training.bundle_text import weighing_lines
        from training.evaluation import read_labelled
        from training.release import promote as put

        release = put(_load(folder), to, read_labelled(data or ()), reason)
    if release.weighing:
        _print(weighing_lines(release.weighing))
    if release.now.overruled:
        typer.echo(f"Dipakai dengan alasan: {release.now.overruled.reason}")
    before = f"; sebelumnya {release.before.version}, kembalikan dengan jobscan rollback" if release.before else ""
    typer.echo(f"Kini dipakai di {to}: {release.now.name} {release.now.version}{before}.")


def rollback(to: Place = BUNDLE) -> None:
    """Kembalikan paket model yang dipakai sebelumnya; sekali lagi, dan yang baru dipakai lagi."""
    from training.release import rollback as swap

    release = swap(to)
    before = f"{release.before.name} {release.before.version}" if release.before else "paket yang rusak"
    typer.echo(f"Kini dipakai di {to}: {release.now.name} {release.now.version}; {before} disimpan.")


def _load(folder: Path | None) -> "Bundle":
    from jobscan.classifier.bundle import find_bundle, load_bundle

    return load_bundle(find_bundle(folder))


def _in_sample(bundle: "Bundle", seen: int) -> str:
    from training.seen import knows_its_rows

    count = f"{seen} teks" if knows_its_rows(bundle) else "entah berapa teks (paket ini tidak mencatatnya)"
    return f"Peringatan: {count} dilihat paket ini saat dilatih. Angka di bawah terlalu bagus, bukan angka rilis."


def _print(lines: list[str]) -> None:
    typer.echo("\n".join(lines))


@contextmanager
def _training_packages() -> Iterator[None]:
    """Say which package is missing, and how to get it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise JobscanError(f"Perintah ini memerlukan {error.name}. Pasang: pip install 'jobscan[linear]'.") from error
