"""Steps follow the situation: danger, money, data, abroad or at home; never a channel that does not serve it."""

import pytest

from jobscan.advice import advise, situations, step_line
from jobscan.decision import fired_combinations
from jobscan.knowledge import Knowledge
from jobscan.types import Advice, Entity, Finding, Level

ABROAD_ONLY = {"report_bp3mi", "report_kp2mi", "report_kbri", "report_peduliwni", "verif_siskop2mi", "verif_sip3mi"}


def finding(knowledge: Knowledge, code: str) -> Finding:
    entry = knowledge.indicators[code]
    return Finding(
        code=code,
        category=entry.category,
        severity=entry.severity,
        origin="phrase",
        title=entry.title,
        reason=entry.reason,
        verify=entry.verify,
    )


def advice(knowledge: Knowledge, *codes: str, entities: tuple[Entity, ...] = (), level: Level = "review") -> Advice:
    findings = tuple(finding(knowledge, code) for code in codes)
    return advise(level, findings, fired_combinations(knowledge.combinations, findings), knowledge, entities)


def codes(steps: Advice, kind: str) -> list[str]:
    return [step.code for step in steps.steps if step.kind == kind]


def country(kind: str = "destination") -> Entity:
    return Entity(type="country", value="MY", start=0, end=8, kind=kind)


def account() -> Entity:
    return Entity(type="account", value="1234567890", start=0, end=10, kind="bri")


def test_danger_calls_the_police_first(knowledge: Knowledge) -> None:
    steps = advice(knowledge, "restriction_of_movement", "registration_fee", entities=(country(),))
    assert codes(steps, "report")[0] == "report_polri110"
    assert steps.report[0].startswith("Bila ada orang yang disekap")


@pytest.mark.parametrize("code", ["registration_fee", "task_deposit_upgrade", "free_yet_fee"])
def test_money_goes_to_the_bank_and_the_scam_centre(knowledge: Knowledge, code: str) -> None:
    steps = advice(knowledge, code)
    assert codes(steps, "report")[:2] == ["report_bank", "report_iasc"]
    assert "verif_bukti" in codes(steps, "check")
    assert not ABROAD_ONLY & {step.code for step in steps.steps}


def test_money_keeps_its_place_when_a_combination_fires(knowledge: Knowledge) -> None:
    steps = advice(knowledge, "registration_fee", "personal_account_transfer")
    assert codes(steps, "report")[:2] == ["report_bank", "report_iasc"]


def test_data_given_has_its_own_steps(knowledge: Knowledge) -> None:
    steps = advice(knowledge, "request_credentials_otp")
    assert codes(steps, "check")[0] == "verif_data_diberikan"
    assert "report_bank" in codes(steps, "report")


def test_work_abroad_goes_to_the_migrant_offices(knowledge: Knowledge) -> None:
    steps = advice(knowledge, "individual_sponsor_recruiter", entities=(country(),))
    assert codes(steps, "check")[:4] == ["verif_negara_tujuan", "verif_siskop2mi", "verif_sip3mi", "verif_sip2mi"]
    assert codes(steps, "report")[:2] == ["report_bp3mi", "report_kp2mi"]
    assert "verif_karirhub" not in codes(steps, "check")


def test_missions_abroad_only_where_someone_may_be_there(knowledge: Knowledge) -> None:
    assert "report_kbri" in codes(advice(knowledge, "dest_closed_country"), "report")
    assert "report_kbri" not in codes(advice(knowledge, "tourist_or_pilgrim_visa"), "report")


def test_work_at_home_goes_to_the_labour_office(knowledge: Knowledge) -> None:
    steps = advice(knowledge, "fake_known_company")
    assert codes(steps, "check")[:3] == ["verif_hubungi_perusahaan", "verif_karirhub", "verif_wlkp"]
    assert codes(steps, "report")[0] == "report_disnaker"


def test_a_home_ad_is_sent_to_no_migrant_office(knowledge: Knowledge) -> None:
    assert "report_kp2mi" in knowledge.indicators["online_scam_job_role"].verify
    assert not ABROAD_ONLY & {step.code for step in advice(knowledge, "online_scam_job_role").steps}


def test_children_and_women_have_their_own_line(knowledge: Knowledge) -> None:
    assert codes(advice(knowledge, "underage_allowed"), "report")[:2] == ["report_sapa129", "report_uptd_ppa"]


def test_an_ad_without_findings_has_one_check_and_a_text_that_is_no_ad_none(knowledge: Knowledge) -> None:
    assert codes(advice(knowledge, level="low"), "check") == ["verif_hubungi_perusahaan"]
    assert not advice(knowledge, "registration_fee", level="not_an_ad").steps


def test_situations_follow_from_findings_and_entities_alone(knowledge: Knowledge) -> None:
    assert [s.code for s in situations((), (account(),), knowledge)] == ["money_sent"]
    assert [s.code for s in situations((), (country("mention"),), knowledge)] == []
    assert [s.code for s in situations((finding(knowledge, "vague_job_description"),), (), knowledge)] == ["domestic"]
    assert [s.code for s in situations((finding(knowledge, "diploma_retention"),), (), knowledge)] == []


def test_every_step_has_a_date_or_says_that_it_is_general(knowledge: Knowledge) -> None:
    for situation in knowledge.situations:
        for code in situation.steps:
            step = knowledge.verification.steps[code]
            assert step.sources or step.confidence == "general_knowledge", code
            assert step_line(step)
