"""Saving one field: revisions, what is refused, and two editors who never lose a word."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from core.drafts import save_field
from core.errors import DomainError, FieldConflict
from intake.models import Intake, PainProblem
from tests.factories.intake import IntakeFactory, PainProblemFactory

pytestmark = pytest.mark.django_db


def save(draft, value, revision=0, field="good_day"):
    return save_field(draft, field=field, value=value, revision=revision)


def test_a_save_counts_the_revision_of_its_field_only():
    intake = IntakeFactory()
    assert save(intake, "Walks the dog").revision == 1
    intake.refresh_from_db()
    assert (intake.good_day, intake.revisions) == ("Walks the dog", {"good_day": 1})


def test_the_same_text_again_changes_nothing_whatever_its_revision():
    intake = IntakeFactory(good_day="Walks", revisions={"good_day": 4})
    again = save(intake, "Walks", revision=0)
    assert (again.changed, again.revision) == (False, 4)


def test_a_stale_save_returns_both_texts_and_overwrites_nothing():
    intake = IntakeFactory(good_day="Theirs", revisions={"good_day": 2})
    with pytest.raises(FieldConflict) as conflict:
        save(intake, "Mine", revision=1)
    assert (conflict.value.yours, conflict.value.theirs, conflict.value.revision) == ("Mine", "Theirs", 2)
    assert Intake.objects.get().good_day == "Theirs"


def test_a_row_that_is_gone_says_so():
    problem = PainProblemFactory()
    PainProblem.objects.all().delete()
    with pytest.raises(DomainError, match="Copy your text"):
        save(problem, "Left leg", field="where")


def test_line_ends_of_a_posted_form_are_no_change():
    intake = IntakeFactory(good_day="one\ntwo", revisions={"good_day": 1})
    assert not save(intake, "one\r\ntwo", revision=1).changed


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("good_day", "a\x00b", "unreadable"),
        ("good_day", "a\ud800b", "unreadable"),
        ("good_day", "x" * 4001, "too_long"),
        ("good_day", ["list"], "invalid"),
        ("good_day", None, "invalid"),
        ("good_day", True, "invalid"),
        ("status", "signed", "unknown_field"),
        ("revisions", "{}", "unknown_field"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(field, value, code):
    intake = IntakeFactory()
    with pytest.raises(DomainError) as refused:
        save(intake, value, field=field)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.message.endswith(".")
    assert Intake.objects.get().revisions == {}


def test_a_word_that_is_no_choice_is_refused():
    with pytest.raises(DomainError, match="not a valid choice"):
        save(PainProblemFactory(), "upward", field="side")


class TwoEditors(RuleBasedStateMachine):
    """Two people in one field. A text is lost only when somebody saw it and chose the other."""

    def __init__(self):
        super().__init__()
        self.intake = IntakeFactory()
        self.screen = dict.fromkeys("ab", ("", 0))
        self.sent = {}
        self.conflict = {}
        self.saved = [""]
        self.given_up = []

    @rule(who=st.sampled_from("ab"), text=st.text("xyz", min_size=1, max_size=4))
    def save(self, who, text):
        if who not in self.conflict:
            self._send(who, text, self.screen[who][1])

    @rule(who=st.sampled_from("ab"))
    def resend(self, who):
        """The answer was lost on the line, so the browser sends the same again."""
        if who in self.sent and who not in self.conflict:
            self._send(who, *self.sent[who])

    @rule(who=st.sampled_from("ab"))
    def reload(self, who):
        if who not in self.conflict:
            intake = Intake.objects.get(pk=self.intake.pk)
            self.screen[who] = (intake.good_day, intake.revision_of("good_day"))

    @rule(who=st.sampled_from("ab"), keeps_mine=st.booleans())
    def choose(self, who, keeps_mine):
        if who in self.conflict:
            seen = self.conflict.pop(who)
            if keeps_mine:
                self._send(who, seen.yours, seen.revision)
            else:
                self.given_up.append(seen.yours)
                self.screen[who] = (seen.theirs, seen.revision)

    def _send(self, who, text, revision):
        self.sent[who] = (text, revision)
        try:
            saved = save_field(self.intake, field="good_day", value=text, revision=revision)
        except FieldConflict as conflict:
            self.conflict[who] = conflict
            return
        if saved.changed:
            assert revision == saved.revision - 1, "a save overwrote a text that it had not seen"
            self.saved.append(text)
        self.screen[who] = (text, saved.revision)

    @invariant()
    def every_text_is_on_the_server_or_in_somebodys_conflict(self):
        stored = Intake.objects.get(pk=self.intake.pk)
        assert stored.good_day == self.saved[-1]
        assert stored.revision_of("good_day") == len(self.saved) - 1
        for conflict in self.conflict.values():
            assert conflict.theirs in self.saved
        held = {conflict.yours for conflict in self.conflict.values()}
        assert {text for text, _ in self.sent.values()} <= held.union(self.saved, self.given_up)


def test_two_editors_end_with_both_texts_kept():
    run_state_machine_as_test(
        TwoEditors,
        settings=settings(
            max_examples=50,
            stateful_step_count=20,
        ),
    )
