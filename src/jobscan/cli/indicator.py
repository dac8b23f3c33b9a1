"""`jobscan indicator`: the catalogue, readable."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from jobscan.cli.exits import UsageError
from jobscan.cli.options import examples
from jobscan.cli.terminal import make_console, print_indented

if TYPE_CHECKING:
    from rich.console import Console

    from jobscan.knowledge import Knowledge
    from jobscan.knowledge.schema import Indicator, Law, Source, Verification

_CONFIDENCE = {
    "confirmed_2plus": "dikuatkan dua sumber atau lebih",
    "single_source": "satu sumber",
    "general_knowledge": "pengetahuan umum",
    "derived": "diturunkan dari data lain",
    "rough": "angka kasar",
}
_POLARITY = {
    "raises_risk": "menaikkan risiko",
    "protective": "tanda pelindung, tidak menaikkan risiko",
    "compliance": "masalah kepatuhan, tidak menaikkan risiko",
}
_SCOPE = {"overseas": "luar negeri", "domestic": "dalam negeri", "both": "dalam dan luar negeri"}
_SEVERITY = ("tanpa bobot", "lemah", "sedang", "kuat")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("indicator", epilog=examples("jobscan indicator", "jobscan indicator personal_channel"))(_indicator)


def _indicator(
    code: Annotated[str | None, typer.Argument(help="Kode indikator. Tanpa ini: daftar semua.")] = None,
) -> None:
    """Menjelaskan satu indikator: arti, alasan, contoh yang bukan tandanya, pasal, langkah, sumber."""
    from jobscan.knowledge import load_knowledge

    knowledge = load_knowledge()
    if code is None:
        _print_all(make_console(), knowledge)
    elif code in knowledge.indicators:
        _print_one(make_console(), knowledge.indicators[code], knowledge)
    else:
        raise UsageError(_unknown(code, knowledge))


def _unknown(code: str, knowledge: "Knowledge") -> str:
    near = get_close_matches(code, knowledge.indicators, cutoff=0.5)
    hint = f"Mungkin maksudnya: {', '.join(near)}." if near else "Lihat semua kode dengan: jobscan indicator."
    return f"Indikator «{code}» tidak dikenal. {hint}"


def _print_all(console: "Console", knowledge: "Knowledge") -> None:
    width = max(map(len, knowledge.indicators), default=0)
    for category, label in knowledge.categories.items():
        entries = [entry for entry in knowledge.indicators.values() if entry.category == category]
        if entries:
            console.print(f"\n{label}", style="bold")
        for entry in entries:
            console.print(f"  {entry.code:<{width}}  {entry.title}", soft_wrap=True)


def _print_one(console: "Console", entry: "Indicator", knowledge: "Knowledge") -> None:
    console.print(f"{entry.title} ({entry.code})", style="bold")
    _line(console, f"Kelompok: {knowledge.categories[entry.category]}")
    _line(console, f"Bobot: {_SEVERITY[entry.severity]}; {_POLARITY[entry.polarity]}; {_SCOPE[entry.scope]}")
    _line(console, f"Keyakinan: {_CONFIDENCE[entry.confidence]}")
    if entry.recogniser == "none":
        _line(console, "Belum dikenali otomatis; hanya untuk dibaca petugas.")
    _section(console, "Arti", [entry.description])
    _section(console, "Alasan", [entry.reason] if entry.reason != entry.description else [])
    _section(console, "Bukan tanda ini", entry.counter_examples)
    _section(console, "Dasar hukum", (_law(knowledge.legal.laws[code]) for code in entry.law))
    if entry.law:
        _line(console, knowledge.legal.disclaimer, "  ", "  ")
    _section(console, "Langkah", (_step(knowledge.verification.steps[code]) for code in entry.verify))
    _section(console, "Sumber", map(_source, entry.sources))


def _law(law: "Law") -> str:
    caveat = f" Catatan: {law.caveat}" if law.caveat else ""
    return f"{law.cite}. Status: {law.status}. Keyakinan: {_CONFIDENCE[law.confidence]}.{caveat}"


def _step(step: "Verification") -> str:
    from jobscan.advice import step_line

    return step_line(step) + (f" Batas: {step.limits}" if step.limits else "")


def _source(source: "Source") -> str:
    place = source.url or source.locator or "tanpa alamat"
    return f"{place} [{source.date}]" + (f": {source.note}" if source.note else "")


def _section(console: "Console", heading: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    if shown:
        console.print(f"\n{heading}", style="bold")
    for line in shown:
        _line(console, line, "  - ", "    ")


def _line(console: "Console", text: str, first: str = "", rest: str = "") -> None:
    from rich.text import Text

    print_indented(console, Text(text), first, rest)
