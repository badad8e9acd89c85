"""Scores are counted anew from their answers: newer rows, nothing overwritten, nothing twice (S62)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.errors import DomainError
from outcomes import instruments, services
from outcomes.models import Answer, Score
from outcomes.rules.instrument import Method
from outcomes.rules.words import Mode
from outcomes.selectors import score_series
from people.access import Actor
from plans.selectors.numbers import numbers_of
from portal.selectors import last_scores
from tests.factories.outcomes import ScoreFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LATER = NOON + timedelta(days=3)
PEG = {"pain": 4, "enjoyment": 5, "activity": 5}


def record(patient, by, instrument="peg", answers=PEG):
    return services.record_response(
        patient=patient,
        instrument=instrument,
        answers=answers,
        true_on=TODAY,
        mode=Mode.PAPER,
        by=by,
        at=NOON,
    )


def recount(clinic, at=LATER, **changes):
    return services.recompute_scores(clinic=clinic, by=Actor.system(clinic.pk), at=at, **changes)


@pytest.fixture
def wrong(pia_record, amara):
    """A PEG that was counted as a sum, by scoring that has been put right since."""
    response = record(pia_record, amara)
    Score.objects.update(value=Decimal(14))
    return response


def test_what_comes_out_the_same_stays(pia_record, amara, maple):
    record(pia_record, amara)
    found = recount(maple)
    assert (found.looked_at, found.differ.total(), Score.objects.count()) == (1, 0, 1)


def test_a_newer_row_replaces_and_the_older_stays(wrong, maple, audited, pia_record):
    assert recount(maple).differ == {"peg": 1}
    old, new = Score.objects.order_by("computed_at")
    assert (old.value, new.value, new.replaces, new.computed_at) == (14, Decimal("4.6667"), old, LATER)
    assert (new.true_on, new.mode, new.response) == (old.true_on, old.mode, old.response)
    assert audited(pia_record)[-1] == "scores_recomputed"


def test_a_second_run_changes_nothing(wrong, maple):
    recount(maple)
    assert recount(maple).differ.total() == 0
    assert Score.objects.count() == 2


def test_a_check_writes_nothing(wrong, maple):
    assert recount(maple, write=False).differ == {"peg": 1}
    assert Score.objects.count() == 1


def test_no_score_is_replaced_twice(wrong, maple):
    recount(maple)
    newest = Score.objects.standing().get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreFactory(patient=newest.patient, replaces=newest.replaces)


def test_every_reader_takes_the_newest(wrong, maple, pia_record, as_, dr_amara):
    recount(maple)
    (series,) = score_series(pia_record)
    assert [line.shown for line in series.lines] == ["4.7"]
    assert [score.value for score in last_scores(pia_record, "peg")] == [Decimal("4.6667")]
    assert numbers_of(pia_record).latest_score("peg") == Decimal("4.6667")
    client = as_(dr_amara)
    page = client.get(reverse("outcomes:scores", args=[pia_record.pk])).content.decode()
    assert "counted anew on 23 Nov 2026, was 14.0" in page
    assert "14.0" not in client.get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode()
    for name, more in (("storyboard", []), ("series", ["score-peg"])):
        page = client.get(reverse(f"chart:{name}", args=[pia_record.pk, *more])).content.decode()
        assert "4.7" in page
        assert "14.0" not in page
        assert ">14<" not in page


def test_another_version_of_a_part_is_another_number(pia_record, amara, maple):
    profile = instruments.get("promis_29")
    record(pia_record, amara, "promis_29", {item.key: 3 for item in profile.items})
    old = Score.objects.get(instrument="promis_pf_4a")
    Score.objects.filter(pk=old.pk).update(version="1.0", value=Decimal("36.7"))
    assert recount(maple).differ == {"promis_pf_4a": 1}
    assert Score.objects.standing().get(instrument="promis_pf_4a").version == "2.0"


def test_a_number_that_is_none_now_is_none(wrong, maple):
    Answer.objects.filter(item="pain").update(value=None, skipped=True)
    recount(maple)
    assert Score.objects.standing().get().value is None


def test_other_scoring_gives_another_number(pia_record, amara, maple, monkeypatch):
    record(pia_record, amara)
    peg = replace(instruments.get("peg"), method=Method.SUM, high=Decimal(30))
    monkeypatch.setattr(instruments, "get", lambda key, version=None: peg)
    recount(maple)
    assert Score.objects.standing().get().value == 14


def test_what_is_in_error_unfinished_or_from_outside_is_left_alone(wrong, maple, amara, pia_record):
    services.enter_in_error(row=wrong, reason="wrong chart", by=amara, at=NOON)
    ScoreFactory(patient=pia_record, value=Decimal(3))
    found = recount(maple)
    assert (found.looked_at, Score.objects.count()) == (0, 2)


def test_an_unknown_form_or_answer_is_counted_and_left_alone(wrong, maple):
    Answer.objects.filter(item="pain").update(value=77)
    found = recount(maple)
    assert (found.uncounted, Score.objects.count()) == ({"peg 1": 1}, 1)


def test_an_error_marks_both_rows_and_none_of_them_counts(wrong, maple, amara, pia_record):
    recount(maple)
    services.enter_in_error(row=Score.objects.standing().get(), reason="wrong chart", by=amara, at=LATER)
    assert not Score.objects.filter(erred_at=None).exists()
    assert score_series(pia_record)[0].latest is None


def test_many_are_counted_in_chunks(pia_record, amara, maple, monkeypatch):
    monkeypatch.setattr("outcomes.services.recount._CHUNK", 2)
    for pain in range(5):
        record(pia_record, amara, answers={**PEG, "pain": pain})
    Score.objects.update(value=1)
    found = recount(maple)
    assert (found.looked_at, found.differ["peg"]) == (5, 5)


def test_nobody_counts_another_clinic(maple, birch):
    with pytest.raises(DomainError, match="another clinic"):
        services.recompute_scores(clinic=maple, by=Actor.system(birch.pk), at=NOON)


def test_the_command_says_what_it_did(wrong, maple, birch):
    said = StringIO()
    call_command("recompute_scores", "--check", stdout=said)
    assert said.getvalue() == (
        "Birch Clinic: 0 fillings looked at, 0 scores would be counted anew.\n"
        "Maple Clinic: 1 fillings looked at, 1 scores would be counted anew.\n  peg: 1\n"
    )
    Answer.objects.filter(item="pain").update(value=77)
    call_command("recompute_scores", "--clinic", "Maple Clinic", stdout=said)
    assert "peg 1: 1 could not be counted, and stay as they are." in said.getvalue()
