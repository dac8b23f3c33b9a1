"""The report of one ad, for an officer with little time: level first, then evidence, then what to do."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from jobscan.advice import notice_lines, raising_titles
from jobscan.cli.evidence import SEVERITY_STYLES, mark_evidence
from jobscan.cli.terminal import clean, print_indented
from jobscan.decision import describe, likely_patterns, risk_findings
from jobscan.knowledge import Knowledge
from jobscan.types import Assessment, Finding, Level, Risk

SEVERITY_WORDS = ("tidak menaikkan risiko", "lemah", "sedang", "kuat")
_LEVEL_STYLES: dict[Level, str] = {
    "low": "bold green",
    "review": "bold yellow",
    "high": "bold red",
    "not_an_ad": "bold cyan",
    "insufficient": "bold magenta",
}


def print_report(console: Console, text: str, assessment: Assessment, knowledge: Knowledge) -> None:
    """Print everything an officer needs about one ad."""
    _print_level(console, assessment, knowledge)
    _heading(console, "Isi iklan")
    print_indented(console, mark_evidence(text, assessment.findings), "  ", "  ")
    _print_findings(console, assessment.findings, knowledge)
    if assessment.advice.urgent:
        console.print(Text("\nMENDESAK: dahulukan langkah berikut.", "bold red"))
    _print_list(console, "Yang perlu diperiksa", assessment.advice.verify)
    _print_list(console, "Ke mana melapor", assessment.advice.report)
    _print_laws(console, assessment.findings, knowledge)
    _print_list(console, "Catatan", notice_lines(assessment, knowledge))
    _print_origin(console, assessment)


def number(value: float) -> str:
    """A probability with two digits and the Indonesian decimal comma."""
    return f"{value:.2f}".replace(".", ",")


def _print_level(console: Console, assessment: Assessment, knowledge: Knowledge) -> None:
    risk = assessment.risk
    level = Text("Tingkat: ").append(risk.label.upper(), _LEVEL_STYLES[risk.level])
    console.print(level.append(f"   Skor risiko: {number(risk.probability)}"))
    print_indented(console, Text(describe(assessment)))
    print_indented(console, Text(_settings(risk), "dim"))
    for title in raising_titles(risk, knowledge):
        print_indented(console, Text(f"Tingkat dinaikkan oleh: {title}"))
    likely = likely_patterns(assessment.patterns)
    if likely and risk.kind == "ad":
        labels = ", ".join(f"{knowledge.patterns[code].label} ({number(assessment.patterns[code])})" for code in likely)
        print_indented(console, Text(f"Modus yang mirip: {labels}"))


def _settings(risk: Risk) -> str:
    return (
        f"Ambang perlu diperiksa {number(risk.thresholds.review)}, tinggi {number(risk.thresholds.high)}; "
        f"anggapan awal {number(risk.prior)}; profil {risk.profile}"
    )


def _print_findings(console: Console, findings: Sequence[Finding], knowledge: Knowledge) -> None:
    if not findings:
        return
    _heading(console, "Temuan")
    risky = risk_findings(tuple(findings))
    for place, finding in enumerate(findings, start=1):
        severity = finding.severity if finding in risky else 0
        title = Text(f"{place}. ").append(finding.title, SEVERITY_STYLES[severity])
        print_indented(console, title.append(f" ({SEVERITY_WORDS[severity]})"), "  ", "     ")
        print_indented(console, Text(clean(finding.reason)), "     ", "     ")
        if finding.law:
            cites = "; ".join(knowledge.legal.laws[code].cite for code in finding.law)
            print_indented(console, Text(f"Dasar: {cites}", "dim"), "     ", "     ")


def _print_laws(console: Console, findings: Iterable[Finding], knowledge: Knowledge) -> None:
    codes = dict.fromkeys(code for finding in findings for code in finding.law)
    laws = [knowledge.legal.laws[code] for code in codes]
    caveats = [f"{law.cite}: {law.caveat}" for law in laws if law.caveat]
    _print_list(console, "Catatan pasal", caveats)
    if laws:
        print_indented(console, Text(knowledge.legal.disclaimer, "dim"), "  ", "  ")


def _print_list(console: Console, heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    _heading(console, heading)
    for line in lines:
        print_indented(console, Text(clean(line)), "  - ", "    ")


def _print_origin(console: Console, assessment: Assessment) -> None:
    model, knowledge = assessment.model, assessment.knowledge
    words = (
        f"\nSkor adalah urutan pemeriksaan, bukan putusan. Model {model.name} {model.version}; "
        f"pengetahuan {knowledge.version}, ditinjau {knowledge.reviewed}."
    )
    print_indented(console, Text(words, "dim"))


def _heading(console: Console, words: str) -> None:
    console.print(Text(f"\n{words}", "bold"))
