"""The style sheet: contrast in light and dark, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from service.web import words

CSS = (Path(words.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)
)

TEXT_PAIRS = [
    ("ink", "page"),
    ("ink", "soft"),
    ("quiet", "page"),
    ("quiet", "soft"),
    ("link", "page"),
    ("link", "soft"),
    ("button-ink", "button"),
    ("high-ink", "high"),
    ("review-ink", "review"),
    ("low-ink", "low"),
    ("other-ink", "other"),
    ("mark-ink", "mark-risk"),
    ("mark-ink", "mark-protective"),
    ("mark-ink", "mark-compliance"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "page"), TEXT_PAIRS)
def test_text_meets_aa(theme: dict[str, str], ink: str, page: str) -> None:
    assert contrast(theme[ink], theme[page]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_and_focus_meet_aa(theme: dict[str, str]) -> None:
    assert contrast(theme["line"], theme["page"]) >= 3
    assert contrast(theme["link"], theme["page"]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


def test_nothing_comes_from_elsewhere() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
