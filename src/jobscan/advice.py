"""From findings to what to verify and where to report, and the notices in words for officers."""

from collections.abc import Iterable
from datetime import date

from jobscan.decision import CONFIRMED_CAMPAIGN
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import Combination, Verification
from jobscan.types import Advice, Assessment, Campaign, Finding, Level, Risk, Step

NOTICES = {
    "hidden_characters_removed": "Teks memuat karakter tersembunyi; pembacaan dilakukan tanpa karakter itu.",
    "disguised_words_read": "Beberapa kata ditulis tersamar; kata itu dibaca sebagai kata biasanya.",
    "styled_letters_folded": "Teks memakai huruf hias; huruf itu dibaca sebagai huruf biasa.",
    "knowledge_review_due": (
        "Data acuan (pasal, negara, upah, kanal lapor) melewati jadwal tinjau; pastikan ulang sebelum dikutip."
    ),
    "findings_without_weight": (
        "Sebagian temuan memakai indikator yang belum dikenal model, sehingga tidak ikut dalam skor."
    ),
    "knowledge_differs_from_model": "Data acuan lebih baru daripada yang dipakai melatih model.",
}
_SWITCHED_OFF = "Tanda «{title}» dimatikan kantor ini: {reason}"
_STATUS = {
    "seen": "belum diputuskan petugas",
    "confirmed": "dinyatakan bermasalah oleh petugas",
    "retracted": "pernyataan petugas dicabut",
}
_MOST_CHECKS = 6
_MOST_REPORTS = 5
_DEFAULT_CHECK = "verif_hubungi_perusahaan"
_DEFAULT_REPORT = "report_disnaker"


def advise(level: Level, findings: tuple[Finding, ...], fired: tuple[Combination, ...], knowledge: Knowledge) -> Advice:
    """Steps in the order to take them: those of fired combinations, then those of the findings, weightiest first.

    An ad without findings still gets the one check that always helps; a text that is not an ad gets none.
    """
    urgent = level in ("review", "high") and any(rule.urgent for rule in fired)
    codes = list(dict.fromkeys([*_actions(fired), *(code for finding in findings for code in finding.verify)]))
    if level in ("low", "review", "high"):
        codes += [code for code in (_DEFAULT_CHECK, _DEFAULT_REPORT) if code not in codes]
    if level == "not_an_ad":
        codes = []
    steps = [_step(code, knowledge) for code in codes]
    checks = [step for step in steps if step.kind == "check"][:_MOST_CHECKS]
    reports = [step for step in steps if step.kind == "report"][:_MOST_REPORTS]
    return Advice(
        urgent=urgent,
        verify=tuple(map(step_line, checks)),
        report=tuple(map(step_line, reports)),
        steps=(*checks, *reports),
    )


def notice_lines(assessment: Assessment, knowledge: Knowledge) -> tuple[str, ...]:
    """The campaign, the notices in words, and every indicator that the office switched off, with its reason."""
    off = assessment.knowledge.switched_off
    lines = [campaign_line(assessment.campaign)] if assessment.campaign else []
    lines += [NOTICES.get(code, code.replace("_", " ")) for code in assessment.notices]
    return (*lines, *(_SWITCHED_OFF.format(title=_title(o.code, knowledge), reason=o.reason) for o in off))


def raising_titles(risk: Risk, knowledge: Knowledge) -> tuple[str, ...]:
    """What raised the level, in words."""
    titles = {rule.code: f"gabungan tanda «{rule.title}»" for rule in knowledge.combinations}
    titles[CONFIRMED_CAMPAIGN] = "salinan dekat kampanye yang dinyatakan bermasalah oleh petugas"
    return tuple(titles.get(code, code) for code in risk.raised_by)


def campaign_line(campaign: Campaign) -> str:
    """What is known of the campaign that an ad belongs to, in one line."""
    how = "salinan dekat" if campaign.link == "text" else "kontak yang sama"
    line = (
        f"Kampanye {campaign.id} ({how}): {campaign.size} iklan sejak {campaign.first_seen}, {_STATUS[campaign.status]}"
    )
    return f"{line} ({campaign.reason})." if campaign.reason else f"{line}."


def _title(code: str, knowledge: Knowledge) -> str:
    return knowledge.indicators[code].title if code in knowledge.indicators else code


def is_review_due(knowledge: Knowledge, as_of: date) -> bool:
    """Whether the facts are older on `as_of` than their own review interval."""
    year, month = map(int, knowledge.meta.reviewed.split("-"))
    age = (as_of.year - year) * 12 + as_of.month - month
    return age > knowledge.meta.review_every_months


def _actions(fired: Iterable[Combination]) -> Iterable[str]:
    for rule in sorted(fired, key=lambda rule: not rule.urgent):
        yield from rule.actions


def _step(code: str, knowledge: Knowledge) -> Step:
    entry = knowledge.verification.steps[code]
    return Step(
        code=code,
        kind=entry.kind,
        title=entry.title,
        purpose=entry.purpose,
        actions=entry.steps,
        url=entry.url,
        phone=entry.phone,
        limits=entry.limits,
    )


def step_line(step: Step | Verification) -> str:
    """A step in one line: what, why, and where to reach it."""
    place = " · ".join(part for part in (step.phone, step.url) if part)
    return f"{step.title}: {step.purpose}" + (f" ({place})" if place else "")
