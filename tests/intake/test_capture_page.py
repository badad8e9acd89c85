"""The page of the capture line: what it answers and shows, and what follows it; the rows of provokers."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from intake.models import (
    CapturedLine,
    Intake,
    Provoker,
)
from intake.rules.capture import Becomes
from intake.selectors.conversation import charted
from intake.services import rows
from intake.services.capture import undo_line
from intake.views.capture import PART_OF, PARTS
from people.clock import now
from tests.factories.intake import PainProblemFactory
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db


def post(client, intake, text, headers=HTMX, **more):
    body = {"text": text, "key": str(uuid4())} | more
    return client.post(reverse("intake:capture", args=[intake.pk]), body, headers=headers)


class TestPage:
    def test_it_shows_what_the_line_became_with_undo_and_other_readings(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        answer = post(client, intake, "worse sitting 20, leg goes numb")
        assert "Worse with: sitting, 20 (unit not said)" in answer.text
        assert "Kept as text: leg goes numb" in answer.text
        assert 'data-changed="where"' in answer.text
        page = client.get(intake.get_absolute_url()).text
        assert "Worse with: sitting" in page
        assert 'value="20"' in page
        for kind in Becomes:
            assert f'name="as" value="{kind}"' in page

    def test_without_htmx_it_is_an_ordinary_form(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        assert post(client, intake, "note: new job", headers={}).headers["Location"].endswith("#capture")
        line = CapturedLine.objects.get()
        assert client.post(reverse("intake:captured-undo", args=[line.pk])).status_code == 302
        again = reverse("intake:captured-again", args=[line.pk])
        assert client.post(again, {"as": "timeline"}).status_code == 302
        assert CapturedLine.objects.get().kind == "timeline"
        assert client.post(again, {"as": "poem"}, headers=HTMX).status_code == 422

    def test_an_empty_line_and_a_bad_key(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        assert post(client, intake, "  ").status_code == 422
        assert post(client, intake, "note: x", key="no key").status_code == 200
        assert CapturedLine.objects.count() == 1

    @pytest.mark.parametrize("part", PARTS)
    def test_a_part_that_stands_on_the_page_is_drawn_anew(self, as_, dr_amara, intake, part):
        client = as_(dr_amara)
        assert f'<section id="{part}"' in client.get(intake.get_absolute_url()).text
        answer = client.get(reverse("intake:intake-part", args=[intake.pk, part]))
        assert answer.text.strip().startswith(f'<section id="{part}"')
        assert Event.objects.filter(action="read", patient_id=intake.patient_id).exists()

    def test_every_kind_of_line_has_its_part(self):
        assert set(PART_OF.values()) == set(PARTS)
        assert set(Becomes) - set(PART_OF) == {Becomes.NOTE, Becomes.TIMELINE}

    def test_an_unknown_part_is_not_found(self, as_, dr_amara, intake):
        assert as_(dr_amara).get(reverse("intake:intake-part", args=[intake.pk, "sign"])).status_code == 404

    def test_somebody_else_who_signed_in_beside_captures_nothing(self, as_, dr_amara, nav_nia, intake):
        answer = post(as_(nav_nia), intake, "worse sitting", headers=HTMX | {"X-Author": str(dr_amara.pk)})
        assert answer.status_code == 403
        assert not CapturedLine.objects.exists()

    @pytest.mark.parametrize(("who_else", "status"), [("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)])
    def test_others_are_refused(self, request, as_, intake, typed, who_else, status):
        line = typed("worse sitting")
        client = as_(request.getfixturevalue(who_else))
        assert post(client, intake, "better walking").status_code == status
        assert client.post(reverse("intake:captured-undo", args=[line.pk])).status_code == status
        assert CapturedLine.objects.get().undone_at is None

    def test_what_stayed_text_is_listed_however_long_ago(self, as_, dr_amara, intake, typed):
        typed("may be allergic to penicillin - rash")
        typed("worse sitting 15 min")
        for number in range(7):
            typed(f"worse sitting {number + 20} min")
        page = as_(dr_amara).get(intake.get_absolute_url()).text
        assert "may be allergic to penicillin - rash" in page
        assert "worse sitting 26 min" in page
        assert "worse sitting 15 min" not in page

    def test_its_queries_do_not_grow_with_its_lines(self, as_, dr_amara, intake, typed):
        client = as_(dr_amara)
        client.get(intake.get_absolute_url())

        def queries():
            with CaptureQueriesContext(connection) as asked:
                client.get(intake.get_absolute_url())
            return len(asked)

        before = queries()
        for number in range(4):
            typed(f"worse sitting {number + 1} min")
        assert queries() == before

    def test_the_signed_page_keeps_provokers_and_texts(self, as_, dr_amara, intake, typed, who):
        typed("worse sitting 20 min, leg goes numb")
        typed("lives w/ dtr")
        undo_line(line=typed("note: wrong chart"), **who)
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
        page = as_(dr_amara).get(reverse("intake:intake-read", args=[intake.pk])).text
        assert "Worse with sitting" in page
        assert "leg goes numb" in page
        assert "lives w/ dtr" in page
        assert "wrong chart" not in page


class TestProvokers:
    """The rows themselves, under the pain that they move."""

    def test_one_is_added_of_its_problem_once(self, as_, dr_amara, intake):
        client, problem = as_(dr_amara), intake.problems.get()
        for _ in range(2):
            answer = client.post(
                reverse("intake:row-add", args=[intake.pk, "provoker"]), {"problem": problem.pk}, headers=HTMX
            )
        assert answer.text.count("Activity, posture or setting") == 1
        assert Provoker.objects.get().problem == problem

    def test_it_is_removed_and_put_back(self, as_, dr_amara, typed):
        typed("worse sitting 20 min")
        client, row = as_(dr_amara), Provoker.objects.get()
        answer = client.post(reverse("intake:row-remove", args=["provoker", row.pk]), headers=HTMX)
        assert "Removed: Worse with sitting 20 min" in answer.text
        answer = client.post(reverse("intake:entry-restore", args=["provoker", row.pk]), headers=HTMX)
        assert 'value="20 min"' in answer.text

    def test_it_is_moved_to_another_problem_of_this_intake_only(self, as_, dr_amara, intake, typed, who):
        typed("worse sitting")
        client, row = as_(dr_amara), Provoker.objects.get()
        hip = PainProblemFactory(intake=intake, where="Left hip")
        url = reverse("intake:provoker-problem", args=[row.pk])
        client.post(url, {"problem": hip.pk}, headers=HTMX)
        assert Provoker.objects.get().problem == hip
        assert client.post(url, {"problem": PainProblemFactory().pk}, headers=HTMX).status_code == 422
        client.post(url, {"problem": ""}, headers=HTMX)
        assert charted(intake).loose_provokers == [row]

    def test_the_old_texts_are_shown_where_they_were_filled_and_not_asked_again(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        assert "as said before" not in client.get(intake.get_absolute_url()).text
        intake.problems.update(worse_with="sitting, the van")
        page = client.get(intake.get_absolute_url()).text
        assert "Worse with, as said before" in page
        assert "sitting, the van" in page

    def test_a_blank_one_is_gone_when_it_is_removed(self, intake, who):
        row = rows.add_row(intake=intake, kind="provoker", **who)
        assert not rows.remove_row(row=row, **who)
        assert not Provoker.objects.exists()
