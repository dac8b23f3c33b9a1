"""From findings to what to verify and where to report, and the notices in words for officers."""

from collections.abc import Iterable
from datetime import date

from jobscan.decision import CONFIRMED_CAMPAIGN, risk_findings
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import Combination, Situation, Verification
from jobscan.types import Advice, Assessment, Campaign, Entity, Finding, Level, Risk, Step

NOTICES = {
    "hidden_characters_removed": "Teks memuat karakter tersembunyi; pembacaan dilakukan tanpa karakter itu.",
    "disguised_words_read": "Beberapa kata ditulis tersamar; kata itu dibaca sebagai kata biasanya.",
    "styled_letters_folded": "Teks memakai huruf hias; huruf itu dibaca sebagai huruf biasa.",
    "several_ads": "Teks memuat beberapa iklan; skor ini milik iklan yang paling perlu diperiksa di antaranya.",
    "knowledge_review_due": (
        "Data acuan (pasal, negara, upah, kanal lapor) melewati jadwal tinjau; pastikan ulang sebelum dikutip."
    ),
    "findings_without_weight": (
        "Sebagian temuan memakai indikator yang belum dikenal model, sehingga tidak ikut dalam skor."
    ),
    "closing_date_passed": (
        "Batas lamaran yang tertulis sudah lama lewat; pastikan lowongan ini masih dibuka sebelum diteruskan."
    ),
    "published_after_closing": "Iklan ini terbit sesudah batas lamaran yang tertulis; teks lama mungkin dipakai ulang.",
    "knowledge_differs_from_model": "Data acuan lebih baru daripada yang dipakai melatih model.",
}
_SWITCHED_OFF = "Tanda «{title}» dimatikan kantor ini: {reason}"
_STATUS = {
    "seen": "belum diputuskan petugas",
    "confirmed": "dinyatakan bermasalah oleh petugas",
    "retracted": "pernyataan petugas dicabut",
}
_LONG_PAST = 30  # days: ads are read and passed on for weeks after their last day
_MOST_CHECKS = 6
_MOST_REPORTS = 6
_DEFAULT_CHECK = "verif_hubungi_perusahaan"
_DEFAULT_REPORT = "report_disnaker"


def advise(
    level: Level,
    findings: tuple[Finding, ...],
    fired: tuple[Combination, ...],
    knowledge: Knowledge,
    entities: tuple[Entity, ...] = (),
) -> Advice:
    """Steps in the order to take them: pressing situations, fired combinations, other situations, each finding's own.

    An ad without findings still gets the one check that always helps; a text that is not an ad gets none.
    """
    urgent = level in ("review", "high") and any(rule.urgent for rule in fired)
    holding = situations(findings, entities, knowledge)
    ordered = _ordered(level, findings, fired, holding, knowledge)
    steps = [_step(code, when, knowledge) for code, when in ordered.items()]
    checks = [step for step in steps if step.kind == "check"][:_MOST_CHECKS]
    reports = [step for step in steps if step.kind == "report"][:_MOST_REPORTS]
    return Advice(
        urgent=urgent,
        verify=tuple(map(step_line, checks)),
        report=tuple(map(step_line, reports)),
        steps=(*checks, *reports),
    )


def situations(
    findings: tuple[Finding, ...], entities: tuple[Entity, ...], knowledge: Knowledge
) -> tuple[Situation, ...]:
    """The situations that hold for an ad, the most pressing first; they follow from findings and entities alone."""
    seen = {finding.category for finding in findings} | {finding.code for finding in findings}
    named = {entity.type for entity in entities} | {f"{entity.type}/{entity.kind}" for entity in entities}
    holding = [
        situation
        for situation in knowledge.situations
        if not seen.isdisjoint((*situation.categories, *situation.codes)) or not named.isdisjoint(situation.entities)
    ]
    codes = {situation.code for situation in holding}
    if risk_findings(findings):
        holding += [s for s in knowledge.situations if s.otherwise and s.unless not in codes]
    return tuple(holding)


def _ordered(
    level: Level,
    findings: tuple[Finding, ...],
    fired: tuple[Combination, ...],
    holding: tuple[Situation, ...],
    knowledge: Knowledge,
) -> dict[str, str | None]:
    """Codes of steps in order, each with the situation it is for."""
    if level == "not_an_ad":
        return {}
    elsewhere = {code for s in knowledge.situations if s not in holding for code in s.only_here}
    default = (_DEFAULT_CHECK, _DEFAULT_REPORT) if level in ("low", "review", "high") else ()
    codes = [
        *(code for situation in holding if situation.first for code in situation.steps),
        *_actions(fired),
        *(code for situation in holding for code in situation.steps),
        *(code for finding in findings for code in finding.verify if code not in elsewhere),
        *default,
    ]
    labels = {code: situation.label for situation in reversed(holding) for code in situation.steps}
    return {code: labels.get(code) for code in codes}


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


def date_notices(closing: date | None, published: date | None, as_of: date) -> list[str]:
    """What the last day to apply says beside the day of publication and today; a day to be checked, never a risk."""
    notices = []
    if closing and (as_of - closing).days > _LONG_PAST:
        notices.append("closing_date_passed")
    if closing and published and published > closing:
        notices.append("published_after_closing")
    return notices


def _actions(fired: Iterable[Combination]) -> Iterable[str]:
    for rule in sorted(fired, key=lambda rule: not rule.urgent):
        yield from rule.actions


def _step(code: str, when: str | None, knowledge: Knowledge) -> Step:
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
        when=when,
    )


def step_line(step: Step | Verification) -> str:
    """A step in one line: for which situation, what, why, and where to reach it."""
    place = " · ".join(part for part in (step.phone, step.url) if part)
    when = f"{step.when} → " if isinstance(step, Step) and step.when else ""
    return f"{when}{step.title}: {step.purpose}" + (f" ({place})" if place else "")
