"""Marks in the ad's text where findings were seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from jobscan.cli.terminal import clean
from jobscan.types import Finding

SEVERITY_STYLES = ("dim", "cyan", "bold yellow", "bold red")


@dataclass(frozen=True)
class Region:
    """A piece of the text with the numbers of all findings that touch it."""

    start: int
    end: int
    numbers: tuple[int, ...]
    severity: int


def find_regions(findings: Sequence[Finding]) -> list[Region]:
    """The spans of all findings, numbered from 1; overlapping ones joined."""
    spans = sorted(
        (span.start, span.end, number, finding.severity)
        for number, finding in enumerate(findings, start=1)
        for span in finding.spans
    )
    regions: list[Region] = []
    for start, end, number, severity in spans:
        if regions and start < regions[-1].end:
            regions[-1] = _join(regions[-1], end, number, severity)
        else:
            regions.append(Region(start, end, (number,), severity))
    return regions


def mark_evidence(text: str, findings: Sequence[Finding]) -> Text:
    """The text with evidence in «» and the finding's number after it, readable without colour too."""
    marked = Text()
    place = 0
    for region in find_regions(findings):
        numbers = ",".join(map(str, region.numbers))
        marked.append(clean(text[place : region.start]))
        marked.append(f"«{clean(text[region.start : region.end])}»[{numbers}]", SEVERITY_STYLES[region.severity])
        place = region.end
    marked.append(clean(text[place:]).rstrip())
    return marked


def _join(region: Region, end: int, number: int, severity: int) -> Region:
    numbers = tuple(sorted({*region.numbers, number}))
    return Region(region.start, max(region.end, end), numbers, max(region.severity, severity))
