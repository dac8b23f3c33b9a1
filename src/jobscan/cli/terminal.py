"""Shows foreign text on a terminal without letting it steer the terminal."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# Control characters (escape sequences begin with one) but newline and tab; line separators; what turns the
# writing direction, and can so show a text in another order than it has; lone surrogates.
_UNSHOWN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that is safe to show."""
    return _UNSHOWN.sub("", text)


def make_console(*, stderr: bool = False) -> "Console":
    """A console that takes no text for markup; colours only on a terminal without NO_COLOR."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def print_indented(console: "Console", text: "Text", first: str = "", rest: str = "") -> None:
    """Print wrapped text, its first line after `first` and the others after `rest`. Links stay whole."""
    prefix = first
    for line in text.split(allow_blank=True):
        for part in line.divide(_breaks(line.plain, console.width - len(first))):
            part.rstrip()
            console.print(prefix, part, sep="", soft_wrap=True)
            prefix = rest


def _breaks(line: str, width: int) -> list[int]:
    """Where to divide a line that is too wide: only before words."""
    from rich.cells import cell_len

    offsets: list[int] = []
    start = 0
    for word in re.finditer(r"\S+", line):
        if word.start() > start and cell_len(line[start : word.end()]) > width:
            start = word.start()
            offsets.append(start)
    return offsets
