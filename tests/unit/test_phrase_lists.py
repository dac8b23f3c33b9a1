"""Lists of phrases are found as one expression for each list would find them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import seconds

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.knowledge.literals import needed_literals, plain
from jobscan.knowledge.phrase_lists import PhraseLists

_PHRASES = (
    "biaya admin(istrasi)?",
    "(tf|transfer) ... dulu",
    "(gaji|upah)( \\w+){0,2} (besar|bsr)",
    "(ktp|kk)? ?dititip",
    "[ab]+ c",
    "\\d+ ?(rb|ribu)",
    "k*mboja",
    "(a|b|(c d))+ e",
    "kemnaker.go.id",
    "🇰🇭",
    "rp ?\\S+ (dulu|dl)",
    "(per |tiap )*orang",
    "x{2} y",
    "(ke )*(luar negeri|ln)\\b",
    "(?:a)b",
    "(?i:LOKER)",
)
_TEXTS = st.lists(
    st.sampled_from(
        [
            "biaya", "admin", "administrasi", "tf", "dulu", "gaji", "besar", "bsr", "ktp", "dititip", "a", "b", "c",
            "d", "e", "50", "ribu", "rb", "kmboja", "mboja", "kemnaker.go.id", "🇰🇭", "rp", "orang", "per", "xx", "y",
            "ke", "ln", "é", "loker",
        ]
    ),
    max_size=14,
)  # fmt: skip


@settings(deadline=None)  # the first text compiles the phrases
@given(_TEXTS, st.sampled_from([" ", "", "\n- ", ", ", " 🎉 ", "........"]))
def test_nothing_is_lost_and_nothing_is_added(words: list[str], between: str) -> None:
    lower = between.join(words)
    lists = {"all": _PHRASES, "few": _PHRASES[::3], **{phrase: (phrase,) for phrase in _PHRASES}}
    found = dict(PhraseLists(lists, "test").find(lower))
    for name, phrases in lists.items():
        expected = [match.span() for match in compile_phrases(phrases, "test").finditer(lower)]
        assert found.get(name, []) == [(start, end) for start, end in expected if start < end]


@pytest.mark.parametrize(
    ("phrase", "needed"),
    [
        ("biaya admin", [{" biaya admin "}]),
        ("(tf|transfer) uang", [{" tf uang ", " transfer uang "}]),
        ("gaji ... besar", [{" besar "}, {" gaji "}]),
        ("biaya\\W+admin", [{" biaya admin "}]),
        ("k[a4]mboja", [{"mboja "}]),
        ("ktp( asli)?", [{" ktp ", " ktp asli "}]),
        ("\\d+", []),
        ("🇰🇭", []),
        ("(?i:x)y", []),
        ("(ab)+c", [{"abc "}]),
        ("(ab)*c", [{"c "}]),
        ("((ab)*c)?", []),
    ],
)
def test_what_a_text_must_hold(phrase: str, needed: list[set[str]]) -> None:
    assert [set(strings) for strings in needed_literals(phrase)] == needed


def test_plain_text_is_words_and_blanks() -> None:
    assert plain("gaji: 5jt!\n\n🎉 é_x") == " gaji 5jt _x "
    assert plain("") == "  "


def test_few_phrases_of_the_catalogue_fit_every_text(knowledge: Knowledge) -> None:
    phrases = [phrase for entry in knowledge.indicators.values() for phrase in entry.phrases]
    blind = [phrase for phrase in phrases if not needed_literals(phrase)]
    assert len(blind) < 20, blind


@pytest.mark.parametrize("piece", ["a ", "biaya admin ", "tf dulu ", "ktp ktp dititip ", "rp 5 dulu ", "tf – dulu "])
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    lists = PhraseLists({"all": _PHRASES}, "test")
    shorter, longer = (seconds(lambda size=size: list(lists.find(piece * size))) for size in (200, 2_000))
    assert longer < 40 * max(shorter, 0.0005)
