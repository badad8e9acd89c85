"""Authority: the three shapes of one question agree, for the whole cast."""

import pytest
from django.http import Http404

from people.access import Actor, can, can_on, get_patient_or_refuse
from people.models import Patient
from people.permissions import GRANTS, Permission, Reach, Role

CAST = ["dr_amara", "dr_ben", "nav_nia", "desk_cleo", "boss_moss", "dr_dara", "pia", "quin"]


@pytest.fixture
def cast(request):
    return {name: Actor.of(request.getfixturevalue(name)) for name in CAST}


@pytest.fixture
def charts(pia_record, quin_record):
    return [pia_record, quin_record]


def test_can_on_and_visible_to_agree_for_everybody(charts, cast):
    for actor in cast.values():
        for permission in Permission:
            visible = set(Patient.objects.visible_to(actor, permission))
            assert {chart for chart in charts if can_on(actor, permission, chart)} == visible
            if visible:
                assert can(actor, permission)


@pytest.mark.parametrize(
    ("who", "sees_pia"),
    [
        ("dr_amara", True),
        ("nav_nia", True),
        ("dr_ben", False),
        ("desk_cleo", False),
        ("boss_moss", False),
        ("dr_dara", False),
        ("pia", False),
    ],
)
def test_a_chart_opens_for_its_care_team_only(charts, cast, pia_record, who, sees_pia):
    assert can_on(cast[who], Permission.CHART_VIEW, pia_record) is sees_pia


def test_the_portal_shows_a_patient_only_their_own_record(charts, cast, pia_record):
    assert list(Patient.objects.visible_to(cast["pia"], Permission.PORTAL)) == [pia_record]


def test_somebody_who_left_the_care_team_sees_the_chart_no_longer(pia_record, nav_nia, actor_of):
    pia_record.care_team.filter(user=nav_nia).update(ended_at=pia_record.created_at)
    assert not can_on(actor_of(nav_nia), Permission.CHART_VIEW, pia_record)


def test_every_role_has_a_row_and_no_patient_reaches_beyond_themselves():
    assert set(GRANTS) == set(Role)
    assert set(GRANTS[Role.PATIENT].values()) == {Reach.SELF}


def test_the_system_actor_reaches_nothing_through_the_table(pia_record):
    assert not can_on(Actor.system(pia_record.clinic_id), Permission.CHART_VIEW, pia_record)


def test_a_patient_gets_the_answer_of_a_random_id_for_what_is_not_theirs(pia_record, quin, actor_of):
    with pytest.raises(Http404):
        get_patient_or_refuse(actor_of(quin), pia_record.pk, Permission.PORTAL)
