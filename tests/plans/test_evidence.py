"""Evidence gathers itself: dated, with units, against baseline, line and goal; missing is never zero."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from outcomes import instruments
from outcomes import services as outcomes
from outcomes.rules.words import DayMark, Mode, Protocol
from plans import services
from plans.rules.checkpoint import FindingCode
from plans.rules.evidence import from_snapshot, snapshot
from plans.rules.words import JudgedBy, NotDeliveredReason
from plans.selectors.checkpoints import checkpoint_whole
from plans.selectors.evidence import checkpoint_facts
from tests.factories.outcomes import ReadingFactory, ScoreFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def facts(plan, days=21):
    point = plan.checkpoints.waiting().order_by("due_on").first()
    return checkpoint_facts(checkpoint_whole(point), on=TODAY + timedelta(days=days))


def words_of(evidence, label):
    return next(line for line in evidence.lines if line.label == label)


def read(plan, value, days, by):
    on = TODAY + timedelta(days=days)
    at = NOON + timedelta(days=max(days, 0))
    outcomes.record_reading(
        measure=plan.goal.measure, value=Decimal(value), true_on=on, mode=Mode.STAFF, by=by, at=at
    )


def test_nothing_new_is_said_and_never_a_zero(plan):
    evidence = facts(plan)
    assert evidence.finding.code is FindingCode.CANNOT_TELL
    line = words_of(evidence, "Sits without stopping")
    assert (line.words, line.change) == ("Nothing new recorded, was 20 minutes on 20 Nov 2026", "")
    assert line.note == "line 36 minutes, goal 60 minutes"
    assert words_of(evidence, "PEG").note == "Asked, not answered yet"


def test_the_latest_number_since_signing_answers(plan, amara):
    read(plan, 30, 5, amara)
    read(plan, 38, 19, amara)
    evidence = facts(plan)
    assert evidence.finding.code is FindingCode.MET
    line = words_of(evidence, "Sits without stopping")
    assert line.words == "38 minutes on 9 Dec 2026, was 20 minutes on 20 Nov 2026"
    assert (line.change, line.tone, line.glyph) == ("Clear shift, better", "better", "▲")


def test_a_timed_value_is_not_held_against_a_told_one(plan, amara):
    on = TODAY + timedelta(days=19)
    ReadingFactory(measure=plan.goal.measure, value=Decimal(38), true_on=on, protocol=Protocol.TIMED)
    line = words_of(facts(plan), "Sits without stopping")
    assert (line.words, line.change) == ("38 minutes on 9 Dec 2026, no baseline", "Cannot tell")


def test_a_small_move_is_noise(plan, amara):
    read(plan, 23, 19, amara)
    assert words_of(facts(plan), "Sits without stopping").change == "No clear change"
    assert facts(plan).finding.code is FindingCode.NOT_MET


def test_peg_is_held_against_its_baseline(plan, pia_record):
    ScoreFactory(patient=pia_record, instrument="peg", version="1", value=Decimal(7), true_on=TODAY)
    ScoreFactory(
        patient=pia_record,
        instrument="peg",
        version="1",
        value=Decimal("4.6667"),
        true_on=TODAY + timedelta(days=20),
    )
    line = words_of(facts(plan), "PEG")
    assert line.words.startswith("4.7 of 10 on 10 Dec 2026, was 7 of 10 on 20 Nov 2026")
    assert line.tone == "better"


def test_days_without_a_word_are_counted_as_such(plan, pia_record, amara, later):
    for day, mark in [(1, DayMark.GOOD), (2, DayMark.HARD), (4, DayMark.OKAY)]:
        outcomes.save_day(
            patient=pia_record,
            operation_id=uuid4(),
            day=TODAY + timedelta(days=day),
            mark=mark,
            received_at=later(day),
            mode=Mode.STAFF,
            by=amara,
        )
    line = words_of(facts(plan, days=11), "Days")
    assert line.words == "3 of 10 days logged: 1 good, 1 okay, 1 hard."


def test_what_was_not_delivered_is_named_with_its_reason(plan, amara):
    services.mark_not_delivered(
        step=plan.steps.get(position=2), reason=NotDeliveredReason.APPROVAL, by=amara, at=NOON
    )
    line = words_of(facts(plan), "Delivered")
    assert line.words == "1 of 2 steps took place or are under way"
    assert "not delivered: Not approved or still waiting for approval" in line.note


def block_of(plan, by, *, percent, days, position=2):
    on, at = TODAY + timedelta(days=days), NOON + timedelta(days=days)
    step = services.deliver_step(step=plan.steps.get(position=position), on=on, by=by, at=at)
    services.record_block_response(step=step, percent=percent, hours=Decimal(9), on=on, by=by, at=at)
    return step


def test_a_block_answers_its_own_question(facet, amara):
    step = block_of(facet, amara, percent=70, days=1)
    point = checkpoint_whole(step.checkpoints.get())
    evidence = checkpoint_facts(point, on=TODAY + timedelta(days=2))
    assert point.question == "Did the block ease the main pain by more than 50% for at least an hour?"
    assert evidence.finding.code is FindingCode.MET
    assert "The payer's line of 80% is not met." in evidence.finding.sentence


def test_a_block_without_an_answer_cannot_tell(facet, amara):
    step = services.start_step(step=facet.steps.get(position=2), on=TODAY, by=amara, at=NOON)
    point = checkpoint_whole(step.checkpoints.get())
    assert "not recorded as delivered" in checkpoint_facts(point, on=TODAY).finding.sentence
    services.deliver_step(step=step, on=TODAY, by=amara, at=NOON)
    point = checkpoint_whole(point)
    assert checkpoint_facts(point, on=TODAY).finding.sentence == "What the block did is not recorded yet."


def test_two_blocks_are_counted_two_weeks_apart(facet, amara):
    block_of(facet, amara, percent=70, days=1)
    step = block_of(facet, amara, percent=85, days=15, position=3)
    evidence = checkpoint_facts(checkpoint_whole(step.checkpoints.get()), on=TODAY + timedelta(days=16))
    assert words_of(evidence, "Blocks").words == "2 positive of 2, counted 14 days or more apart"


@pytest.mark.parametrize("readings", [1, 12])
def test_evidence_costs_the_same_whatever_there_is(plan, amara, readings, django_assert_num_queries):
    for day in range(1, readings + 1):
        read(plan, 20 + day, day, amara)
    point = checkpoint_whole(plan.checkpoints.waiting().get())
    with django_assert_num_queries(6):
        checkpoint_facts(point, on=TODAY + timedelta(days=21))


def test_a_phq8_of_the_night_stands_beside_the_phq9_that_was_asked(plan, pia_record):
    """The link served it while nobody watched; its number never answers for the PHQ-9."""
    plan.checkpoints.waiting().update(instrument="phq9")
    assert "PHQ-8" not in [line.label for line in facts(plan).lines]
    for value, days in ((16, 0), (8, 20)):
        day = TODAY + timedelta(days=days)
        ScoreFactory(patient=pia_record, instrument="phq8", value=Decimal(value), true_on=day)
    line = words_of(facts(plan), "PHQ-8")
    assert line.words.startswith("8 of 24 on 10 Dec 2026, was 16 of 24")
    assert line.note == "Asked while the clinic was closed"
    assert words_of(facts(plan), "PHQ-9").words.startswith("Nothing new recorded")


def scored(patient, instrument, *days_and_values):
    for days, value in days_and_values:
        score = {"instrument": instrument, "version": instruments.get(instrument).version}
        ScoreFactory(patient=patient, value=Decimal(value), true_on=TODAY + timedelta(days=days), **score)


def test_pain_the_same_and_life_wider_is_said_before_any_line(plan, amara, pia_record):
    read(plan, 38, 19, amara)
    scored(pia_record, "nrs", (0, 6), (20, 6))
    line = facts(plan).lines[0]
    assert line.label == "Function and pain"
    assert line.words == (
        "Pain the same, life wider, 20 Nov 2026 to 9 Dec 2026: Sits without stopping from 20 to 38 minutes"
        " (clear shift, better). Pain now, 0 to 10 from 6 to 6 of 10 (no clear change)."
    )
    assert "Farrar 2001" in line.source


def test_without_a_number_for_pain_no_pattern_is_said(plan, amara):
    read(plan, 38, 19, amara)
    assert [line.label for line in facts(plan).lines][:2] == ["Sits without stopping", "PEG"]


def test_function_leads_where_a_questionnaire_is_asked(plan, amara, pia_record):
    """The goal's own measure stands first, then function scores, then PEG with its pain."""
    plan.checkpoints.waiting().update(judged_by=JudgedBy.INSTRUMENT, instrument="rmdq", measure=None)
    read(plan, 38, 19, amara)
    scored(pia_record, "rmdq", (0, 16), (20, 15))
    labels = [line.label for line in facts(plan).lines]
    assert labels[:3] == ["Sits without stopping", "RMDQ", "PEG"]
    own = facts(plan).lines[0]
    assert (own.change, own.note) == ("Clear shift, better", "goal 60 minutes")


def test_every_badge_has_its_source(plan, amara, pia_record):
    read(plan, 38, 19, amara)
    scored(pia_record, "peg", (0, 7), (20, 4))
    lines = [line for line in facts(plan).lines if line.change]
    assert len(lines) == 2
    assert all(line.source.startswith("Source: ") for line in lines)
    assert from_snapshot(snapshot(facts(plan))) == facts(plan)


def test_evidence_that_was_kept_before_sources_were_is_still_read(plan):
    kept = snapshot(facts(plan))
    for line in kept["lines"]:
        del line["source"]
    assert all(line.source == "" for line in from_snapshot(kept).lines)
