"""Bank accounts and e-wallets to which money should go."""

from collections.abc import Iterator

import re2

from jobscan.entities.making import make_entity
from jobscan.text import TextViews
from jobscan.types import Entity

_WALLETS = frozenset({"dana", "ovo", "gopay", "go-pay", "shopeepay", "shopee pay", "spay", "linkaja", "link aja"})
_BANKS = (
    "bca", "bri", "bni", "bsi", "btn", "btpn", "jenius", "mandiri", "cimb niaga", "cimb", "permata", "danamon", "mega",
    "panin", "ocbc", "maybank", "muamalat", "bank kalsel", "bankkalsel", "bank jago", "jago", "seabank", "sea bank",
    "neo", "allo", "bank jatim", "bank jateng", "bjb", "bank dki", "bank kaltimtara", "bank sumut", "bank nagari",
    "bank ntb",
)  # fmt: skip
_NUMBER = r"\d(?:[ .\-]?\d){7,17}"
_NAME = "|".join(sorted({*_BANKS, *_WALLETS}, key=len, reverse=True))
_REK = r"(?:no(?:mor|\.)? ?rek(?:ening)?|norek|rek(?:ening)?)"
_NAMED = re2.compile(rf"\b(?P<name>{_NAME})\b(?:[^\d\n]{{0,18}})\b(?P<number>{_NUMBER})\b")
_UNNAMED = re2.compile(rf"\b{_REK}\b\.?[ :]{{0,3}}(?P<number>{_NUMBER})\b(?:[ (,]{{0,3}}(?P<name>{_NAME})\b)?")
_NAMED_GROUPS, _UNNAMED_GROUPS = dict(_NAMED.groupindex), dict(_UNNAMED.groupindex)
_WALLET_DIGITS = range(10, 14)


def find_accounts(views: TextViews) -> Iterator[Entity]:
    """Numbers as bare digits; kind is the bank or wallet, `bank` where none is named.

    A number that starts like a telephone number belongs to a wallet, never to a bank.
    """
    taken: set[int] = set()
    for pattern, groups in ((_NAMED, _NAMED_GROUPS), (_UNNAMED, _UNNAMED_GROUPS)):
        number = groups["number"]
        for match in pattern.finditer(views.lower):
            digits = "".join(filter(str.isdigit, match[number]))
            name = match[groups["name"]] or "bank"
            start, end = match.span(number)
            if start not in taken and _fits(name, digits):
                taken.add(start)
                yield make_entity(views, "account", digits, start, end, name.replace(" ", "").replace("-", ""))


def _fits(name: str, digits: str) -> bool:
    like_phone = digits.startswith(("08", "628"))
    return like_phone and len(digits) in _WALLET_DIGITS if name in _WALLETS else not like_phone
