"""The last day to apply that an ad states."""

from collections.abc import Iterator
from datetime import date

import re2

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.text import TextViews

_MONTHS = (
    "jan(?:uari|uary)?", "feb(?:ruari|ruary|uari)?", "mar(?:et|ch)?", "apr(?:il)?", "mei|may", "juni?|june?",
    "juli?|july?", "agu(?:stus)?|ags|agt|aug(?:ust)?", "sep(?:t|tember)?", "okt(?:ober)?|oct(?:ober)?",
    "nov(?:ember)?|nop(?:ember)?", "des(?:ember)?|dec(?:ember)?",
)  # fmt: skip
_NAMED = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_DATES = (
    re2.compile(rf"\b(?P<day>\d{{1,2}})[ .-]{{0,2}}(?:{_NAMED})\b\.?(?:[ ,.-]{{0,2}}(?P<year>20\d{{2}})\b)?"),
    re2.compile(rf"\b(?:{_NAMED})\.? (?P<day>\d{{1,2}}),? (?P<year>20\d{{2}})\b"),
    re2.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d{2})\b"),
    re2.compile(r"\b(?P<year>20\d{2})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
)
_BEFORE = 50
_HALF_A_YEAR = 183


class ClosingDates:
    """Knows the words of `language.yaml: closing` that stand before a last day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._closing = compile_phrases(knowledge.language.closing, "language.yaml: closing")

    def find(self, views: TextViews, published: date | None = None) -> date | None:
        """The latest day named after a word of closing; a day without a year needs `published` to have one."""
        lower = views.lower
        days = [
            day
            for pattern in _DATES
            for match in pattern.finditer(lower)
            if self._closing.search(lower[max(0, match.start() - _BEFORE) : match.start()])
            for day in _day(match.groupdict(), published)
        ]
        return max(days, default=None)


def _day(parts: dict[str, str | None], published: date | None) -> Iterator[date]:
    """The day of a match, if the calendar has it."""
    day, year = int(parts.get("day") or 0), int(parts.get("year") or 0)
    month = next((n for n in range(1, 13) if parts.get(f"m{n}")), None) or int(parts.get("month") or 0)
    try:
        if year:
            yield date(year, month, day)
        elif published:
            near = date(published.year, month, day)
            is_next = (published - near).days > _HALF_A_YEAR
            yield near.replace(year=published.year + 1) if is_next else near
    except ValueError:
        return
