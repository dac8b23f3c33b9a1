"""Numbers of licences and job orders that an ad states; whether they exist is for the officer to ask."""

from collections.abc import Iterator

import re2

from jobscan.entities.making import make_entity
from jobscan.text import TextViews
from jobscan.types import Entity

# Law 18/2017: SIP3MI of a placement firm, SIP2MI of one recruitment; SIUPPAK and SIUKAK of manning agencies
_KINDS = (
    ("sip3mi", r"sip3mi|siup3mi|sippmi"),
    ("sip2mi", r"sip2mi|surat izin perekrutan"),
    ("siuppak", r"siuppak|siukak|siupkak"),
    ("job_order", r"job ?order|id jo|jo|demand letter"),
    ("nib", r"nib|nomor induk berusaha"),
    ("lpk", r"(?:izin|ijin|no(?:mor)?\.? izin|vin) (?:lpk|operasional lpk|so)|vin"),
    ("decree", r"sk|kep(?:men|dirjen)?|ahu"),
)
_NUMBER = r"(?:[a-z]{1,6}[./\-])?\d[\da-z]*(?:[./\-]+[\da-z]+){0,8}"
_LINK = r"[ .:#(\-]{0,4}(?:no(?:mor)?\.?|number|ke)?[ .:#\-]{0,3}"
_FIND = re2.compile("|".join(rf"\b(?:{words})\b(?P<{kind}>{_LINK}{_NUMBER})" for kind, words in _KINDS))
_GROUPS = dict(_FIND.groupindex)
_VALUE = re2.compile(_NUMBER)
_FEWEST_DIGITS = {"nib": 13, "decree": 3}


def find_licences(views: TextViews) -> Iterator[Entity]:
    """Numbers in capitals as written; kind says of what."""
    for match in _FIND.finditer(views.lower):
        kind, group = next((name, number) for name, number in _GROUPS.items() if match[number] is not None)
        start = match.start(group)
        value = list(_VALUE.finditer(match[group]))[-1]
        if sum(map(str.isdigit, value[0])) >= _FEWEST_DIGITS.get(kind, 2):
            yield make_entity(views, "licence", value[0].upper(), start + value.start(), start + value.end(), kind)
