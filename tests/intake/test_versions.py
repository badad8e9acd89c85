"""Two versions of a card: the one that gives way is kept in plain words, of whichever kind the card is."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from intake.rules.clock_pattern import read_pattern, version_words
from outcomes.models import Measure
from people.models import SetAside
from people.permissions import Permission
from tests.factories.intake import ImagingFindingFactory, TimelineEntryFactory
from tests.factories.outcomes import MeasureFactory
from tests.intake.pages import HTMX, nothing, seen_in, url

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Meets:
    """Nia's version of a card and Amara's, as they are posted and as they are read afterwards."""

    route: str
    of: str
    nia: dict[str, str]
    nia_words: str
    amara: dict[str, str]
    amara_words: str
    args: tuple[str, ...] = ()


KINDS = {
    "exam": Meets(
        "exam-save",
        "intake",
        {"left": "own_pain", "degrees_left": "40", "note": "guarded"},
        "Straight leg raise, left: their pain at 40°, Straight leg raise, note: guarded",
        {"left": "negative", "right": "negative"},
        "Straight leg raise, left: negative, Straight leg raise, right: negative",
        ("slr",),
    ),
    "reflex": Meets(
        "exam-save",
        "intake",
        {"left": "1"},
        "Reflex, ankle (S1), left: 1 of 4",
        {"left": "2"},
        "Reflex, ankle (S1), left: 2 of 4",
        ("reflex-s1",),
    ),
    "scan": Meets(
        "scan-save",
        "scan",
        {"words": "Bulge", "study": "{study}", "problem": "{problem}", "relevance": "not_sure"},
        "Bulge, not sure, MRI lumbar spine, Left leg",
        {"words": "Protrusion", "level": "L4-5", "side": "left", "study_words": "MRI"},
        "Protrusion, L4-5, left, MRI",
    ),
    "mechanism": Meets(
        "mechanism-save",
        "problem",
        {"lesion": "yes", "tissue": "unknown", "note": "as told"},
        "A lesion or disease of the nervous system in the history that fits: yes, note: as told",
        {"mechanical": "no"},
        "It answers to load in proportion: no",
    ),
    "map": Meets(
        "map-layer",
        "intake",
        {"r224": "a.d..", "when": "last week"},
        "last week, Left point of the elbow (ache, deep)",
        {"r101": "b..."},
        "Right forehead and temple (burn)",
        ("now",),
    ),
    "clock": Meets(
        "clock-save",
        "problem",
        {"b1": "2", "stiff": "45 min"},
        "Strong 2 to 4 a.m.; stiff 45 min after getting up",
        {"b1": "0"},
        "No pain 2 to 4 a.m.",
    ),
}


@pytest.fixture
def intake(intake):
    intake.problems.update(where="Left leg")
    return intake


@pytest.mark.parametrize("kind", KINDS)
class TestKept:
    @pytest.fixture(autouse=True)
    def met(self, kind, intake, amara, as_, nav_nia):
        """Nia saved first; Amara's version met hers."""
        self.meets, self.amara, self.nia = KINDS[kind], amara, as_(nav_nia)
        problem = intake.problems.get()
        study = TimelineEntryFactory(patient=intake.patient, kind="imaging", title="MRI lumbar spine")
        rows = {
            "intake": intake,
            "problem": problem,
            "scan": ImagingFindingFactory(intake=intake, words="", level=""),
        }
        self.names = {"study": str(study.pk), "problem": str(problem.pk)}
        self.address = url(self.meets.route, rows[self.meets.of].pk, *self.meets.args)
        assert self.save(self.nia, self.meets.nia, nothing()).status_code == 200
        self.answer = self.save(amara, self.meets.amara, nothing())

    def save(self, client, posted, seen):
        values = {name: text.format(**self.names) for name, text in posted.items()}
        return client.post(self.address, values | {"seen": seen}, headers=HTMX)

    def test_the_second_version_is_kept_before_anybody_chose(self, intake, dr_amara):
        assert self.answer.status_code == 409
        kept = SetAside.objects.get()
        assert (kept.text, kept.by) == (self.meets.amara_words, dr_amara)
        assert self.meets.amara_words in listed(self.nia, intake)

    def test_both_are_shown_in_words(self):
        shown = self.answer.text.replace(" · ", ", ")
        assert self.meets.nia_words in shown
        assert self.meets.amara_words in shown

    def test_who_chose_their_own_leaves_the_first_version_with_its_author(self, intake, nav_nia):
        assert self.save(self.amara, self.meets.amara, seen_in(self.answer)).status_code == 200
        kept = SetAside.objects.get()
        assert (kept.text, kept.by) == (self.meets.nia_words, nav_nia)
        assert "Nia Silva" in listed(self.amara, intake)


def listed(client, intake):
    return client.get(reverse("people:set-aside", args=[intake.patient_id])).text


def test_a_version_that_is_handed_over_is_kept_although_theirs_is_chosen(amara, intake):
    """What was typed on since both were shown comes as the stale save that it is."""
    row = ImagingFindingFactory(intake=intake, words="Bulge", level="")
    typed_on = {"words": "Protrusion", "level": "L4-5", "seen": "none"}
    assert amara.post(url("scan-save", row.pk), typed_on, headers=HTMX).status_code == 409
    assert "Protrusion, L4-5" in listed(amara, intake)


class TestKeptApart:
    def test_versions_of_a_card_that_is_kept_apart_are_too(self, amara, as_, nav_nia, intake):
        save = url("card-save", intake.pk, "sex")
        for value in ("2", "3"):
            answer = amara.post(save, {"value": value, "limiter": "hip", "seen": nothing()}, headers=HTMX)
        assert answer.status_code == 409
        assert SetAside.objects.get().permission == Permission.SENSITIVE
        amara.post(save, {"value": "3", "limiter": "hip", "seen": seen_in(answer)}, headers=HTMX)
        assert SetAside.objects.get().permission == Permission.SENSITIVE
        assert "value: 2" in listed(amara, intake)
        assert "value: 2" not in listed(as_(nav_nia), intake)

    @pytest.mark.parametrize(("sensitive", "words"), [(False, "Walks"), (True, "kept apart")])
    def test_a_goal_names_its_track_unless_that_is_kept_apart(self, amara, intake, sensitive, words):
        track = MeasureFactory(patient=intake.patient, label="Walks", sensitive=sensitive)
        save = url("card-save", intake.pk, "goal-1")
        for measure in ("", str(track.pk)):
            amara.post(save, {"words": "Walk", "measure": measure, "seen": nothing()}, headers=HTMX)
        assert Measure.objects.count() == 1
        assert SetAside.objects.get().text == f"measure: {words}, words: Walk"


def test_a_clock_that_says_nothing_has_no_words():
    assert version_words(read_pattern({})) == []
