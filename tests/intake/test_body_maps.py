"""Body maps and clocks: saved whole, taken back when emptied, two versions never mixed up."""

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from intake.models import BodyMap, ClockPattern, Intake
from intake.rules.body_regions import names_of
from intake.rules.body_sites import sites_of
from intake.selectors.body_maps import map_in, map_state, maps_of
from intake.selectors.conversation import charted
from intake.services import rows
from intake.services.entries import put_back
from people.clock import now
from tests.factories.intake import BodyMapFactory, ClockPatternFactory
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db


def layer(intake, name):
    return map_in(maps_of(intake), name)


def save(client, intake, name="now", *, seen=None, headers=HTMX, **posted):
    seen = map_state(layer(intake, name)).seen if seen is None else seen
    return client.post(
        reverse("intake:map-layer", args=[intake.pk, name]), posted | {"seen": seen}, headers=headers
    )


def regions(intake, name="now"):
    found = layer(intake, name)
    return {row.region: row.mark.value for row in found.marks.all()} if found else {}


class TestMap:
    def test_what_is_marked_is_kept_with_how_it_feels(self, amara, intake):
        problem = intake.problems.get()
        answer = save(amara, intake, r224=f"ab.d.{problem.key}.", r226="s...224")
        assert "2 areas" in answer.text
        first, second = layer(intake, "now").marks.all()
        assert (first.qualities, first.depth, first.problem) == (["ache", "burn"], "deep", problem)
        assert second.travels_from == 224
        assert layer(intake, "now").true_on == intake.patient.today(now())
        assert Event.objects.filter(action="body_map_saved", detail="now").exists()

    def test_without_a_script_the_brush_paints_what_was_ticked(self, amara, intake):
        answer = save(amara, intake, headers={}, r224="on", **{"brush-n": "on", "brush-depth": "s"})
        assert answer.url.endswith("?layer=now#body-map")
        assert regions(intake) == {224: "n.s.."}

    def test_the_same_again_writes_nothing(self, amara, intake):
        for _ in range(3):
            save(amara, intake, r224="a...")
        assert Event.objects.filter(action="body_map_saved").count() == 1
        assert BodyMap.objects.count() == 1

    def test_a_stale_version_is_answered_with_both_and_overwrites_nothing(self, amara, intake):
        seen = map_state(None).seen
        save(amara, intake, r224="a...")
        answer = save(amara, intake, seen=seen, r101="b...")
        assert answer.status_code == 409
        assert "forehead and temple (burn)" in answer.text
        assert 'data-theirs="when=&amp;r224=a..."' in answer.text
        assert regions(intake) == {224: "a..."}
        save(amara, intake, r101="b...")
        assert regions(intake) == {101: "b..."}

    def test_a_conflict_without_a_script_keeps_what_was_ticked(self, amara, intake):
        seen = map_state(None).seen
        save(amara, intake, r224="a...")
        answer = save(amara, intake, seen=seen, headers={}, r101="on")
        assert answer.status_code == 409
        assert '<input type="hidden" name="r101" value="...">' in answer.text

    def test_an_emptied_map_is_taken_back_and_can_be_put_back(self, amara, intake, dr_amara, actor_of):
        save(amara, intake, r224="a...")
        save(amara, intake)
        gone = BodyMap.objects.get()
        assert gone.is_entered_in_error
        assert not charted(intake).maps
        put_back(row=gone, by=actor_of(dr_amara), at=now())
        assert regions(intake) == {224: "a..."}

    def test_a_start_takes_a_date_as_said_and_a_day_that_cannot_be_stays_words(self, amara, intake):
        save(amara, intake, "start", r224="...", when="winter 2023")
        assert (layer(intake, "start").true_on.isoformat(), layer(intake, "start").precision) == (
            "2023-12-01",
            "season",
        )
        save(amara, intake, "start", r224="...", when="May 2099")
        assert layer(intake, "start").true_on is None
        assert layer(intake, "start").date_words == "May 2099"

    def test_the_start_is_copied_from_now_once(self, amara, intake):
        save(amara, intake, r224="a...", r226="b...")
        copy = reverse("intake:map-copy", args=[intake.pk, "start"])
        for _ in range(2):
            assert amara.post(copy, {"source": layer(intake, "now").pk}, headers=HTMX).status_code == 200
        assert regions(intake, "start") == regions(intake)
        assert Event.objects.filter(action="body_map_copied").count() == 1

    def test_a_copy_never_covers_marks(self, amara, intake):
        save(amara, intake, r224="a...")
        save(amara, intake, "start", r101="a...")
        answer = amara.post(
            reverse("intake:map-copy", args=[intake.pk, "start"]), {"source": layer(intake, "now").pk}
        )
        assert answer.status_code == 422
        assert regions(intake, "start") == {101: "a..."}

    def test_what_changed_since_the_start_is_said(self, amara, intake):
        save(amara, intake, "start", r224="a...")
        answer = save(amara, intake, r224="a...", r223="a...")
        assert "Since the start: +1 area, now both sides." in answer.text

    def test_a_signed_intake_keeps_its_map(self, amara, intake):
        Intake.objects.update(status="signed", signed_at=now(), signed_by=intake.started_by)
        assert save(amara, intake, r224="a...").status_code == 422
        assert not BodyMap.objects.exists()

    def test_one_map_makes_the_topic_started(self, amara, intake):
        save(amara, intake, r224="a...")
        where = next(state for state in charted(intake).topics if state.topic == "where")
        assert where.progress == "started"

    def test_no_such_layer(self, amara, intake):
        assert amara.get(reverse("intake:map-layer", args=[intake.pk, "later"])).status_code == 404


def save_clock(client, problem, *, seen=None, **posted):
    row = ClockPattern.objects.filter(problem=problem, erred_at=None).first()
    if seen is None:
        seen = client.get(reverse("intake:intake", args=[problem.patient_id])).context["clocks"][0].state.seen
    answer = client.post(
        reverse("intake:clock-save", args=[problem.pk]), posted | {"seen": seen}, headers=HTMX
    )
    return answer, row


class TestClock:
    def test_hours_and_stiffness_are_kept_and_said(self, amara, intake):
        problem = intake.problems.get()
        answer, _ = save_clock(amara, problem, b1="2", b2="1", quiet="on", stiff="45 min")
        words = "Strong 2 to 4 a.m.; mild 4 to 6 a.m.; none otherwise; stiff 45 min after getting up"
        assert words in answer.text
        assert "Finucane 2020" in answer.text
        assert ClockPattern.objects.get().levels[:4] == [None, 2, 1, None]

    def test_a_stale_clock_is_answered_with_both(self, amara, intake):
        problem = intake.problems.get()
        _, _ = save_clock(amara, problem, b1="2")
        answer, _ = save_clock(amara, problem, seen="old", b5="1")
        assert answer.status_code == 409
        assert "Strong 2 to 4 a.m." in answer.text
        assert ClockPattern.objects.get().levels[1] == 2

    def test_an_emptied_clock_is_taken_back(self, amara, intake):
        problem = intake.problems.get()
        save_clock(amara, problem, b1="2")
        save_clock(amara, problem)
        assert ClockPattern.objects.get().is_entered_in_error

    def test_an_earlier_pattern_of_the_same_place_is_shown_beside(self, amara, intake, pia_record):
        problem = intake.problems.get()
        intake.problems.update(where="Low back")
        ClockPatternFactory(
            intake__patient=pia_record, intake__status="signed", intake__signed_at=now(),
            intake__signed_by=intake.started_by, problem__where="low back", levels=[2] + [None] * 11,
        )  # fmt: skip
        answer, _ = save_clock(amara, problem, b5="1")
        assert ": Strong midnight to 2 a.m." in answer.text


class TestPage:
    def test_two_maps_are_compared_in_words(self, amara, pia_record):
        BodyMapFactory(patient=pia_record, regions=[224], true_on="2023-12-01")
        BodyMapFactory(patient=pia_record, regions=[223, 224, 226], true_on="2024-05-01")
        page = amara.get(reverse("intake:body-map", args=[pia_record.pk])).text
        assert "+2 areas, now both sides" in page
        gained = ", ".join(names_of({223, 226}))
        assert f"<dt>Gained</dt><dd>{gained}</dd>" in page
        index = len(sites_of({223, 224, 226}))
        assert f"{index} of 19 sites, in" in page

    def test_a_map_of_another_day_is_added_once(self, amara, pia_record):
        address = reverse("intake:map-add", args=[pia_record.pk])
        for _ in range(2):
            assert amara.post(address, {"r224": "on", "when": "May 2024"}).status_code == 302
        made = BodyMap.objects.get()
        assert (made.layer, made.true_on.isoformat(), made.precision) == ("dated", "2024-05-01", "month")

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({"when": "May 2024"}, "Mark at least one area."),
            ({"r224": "on"}, "Say which day"),
            ({"r224": "on", "when": "some day"}, "Say which day"),
            ({"r224": "on", "when": "2099"}, "still to come"),
        ],
    )
    def test_what_cannot_be_added_comes_back_as_it_was(self, amara, pia_record, posted, sentence):
        answer = amara.post(reverse("intake:map-add", args=[pia_record.pk]), posted)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert ('name="r224" value="..." checked' in answer.text) == ("r224" in posted)
        assert not BodyMap.objects.exists()

    def test_a_map_in_error_leaves_the_page(self, amara, pia_record):
        made = BodyMapFactory(patient=pia_record, regions=[224])
        amara.post(reverse("intake:entry-error", args=["body-map", made.pk]), {"reason": "another patient"})
        page = reverse("intake:body-map", args=[pia_record.pk])
        assert "No map yet" in amara.get(page).text
        assert "another patient" in amara.get(page).text
        amara.post(reverse("intake:entry-restore", args=["body-map", made.pk]), {"next": page})
        assert "No map yet" not in amara.get(page).text

    def test_what_was_replaced_is_not_put_back_over_its_successor(self, amara, intake, dr_amara, actor_of):
        save(amara, intake, r224="a...")
        save(amara, intake)
        gone = BodyMap.objects.get()
        save(amara, intake, r226="a...")
        with pytest.raises(DomainError, match="Another one stands in its place"):
            put_back(row=gone, by=actor_of(dr_amara), at=now())

    def test_its_queries_do_not_grow(self, amara, pia_record, django_assert_max_num_queries):
        for month in range(1, 9):
            BodyMapFactory(patient=pia_record, regions=[101, 224, 226], true_on=f"2024-0{month}-01")
        amara.get(reverse("intake:body-map", args=[pia_record.pk]))
        with django_assert_max_num_queries(11):
            amara.get(reverse("intake:body-map", args=[pia_record.pk]))


def test_the_brush_follows_a_problem_that_is_added(amara, intake):
    answer = amara.post(reverse("intake:row-add", args=[intake.pk, "problem"]), headers=HTMX)
    assert 'id="brush-problem" hx-swap-oob="true"' in answer.text


def test_a_removed_problem_is_no_longer_offered(amara, intake, dr_amara, actor_of):
    intake.problems.update(where="Low back")
    rows.remove_row(row=intake.problems.get(), by=actor_of(dr_amara), at=now())
    save(amara, intake, r224=f"a..{intake.problems.get().key}.")
    assert layer(intake, "now").marks.get().problem is None


def test_a_problem_without_words_but_with_a_clock_is_kept_when_it_is_removed(
    amara, intake, dr_amara, actor_of
):
    problem = intake.problems.get()
    save_clock(amara, problem, b1="2")
    assert rows.remove_row(row=problem, by=actor_of(dr_amara), at=now())
    assert intake.problems.get().is_entered_in_error
    page = amara.get(reverse("intake:body-map", args=[intake.patient_id])).text
    assert "When in the day it hurts" not in page
