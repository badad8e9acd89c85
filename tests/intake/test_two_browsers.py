"""Two browsers in one intake: whatever happens to them, every text that was typed is still to be found.

A model of the page (static/js/autosave.js) drives the real views by their protocol: PATCH with a revision, a
card with the version it has seen, 409 with both texts, answers that are lost, a line that is cut, a page that
is reloaded or killed and comes back from its shelf, a person who chooses. A text is found in its field, among
the texts set aside, or on the page where it waits.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from django.test import RequestFactory
from django.urls import resolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from intake.models import Intake
from intake.selectors.cards import card_states
from intake.services import conversation
from people.access import Actor
from people.clock import now
from people.models import SetAside

pytestmark = pytest.mark.django_db

RUNS = 200
FACTORY = RequestFactory()
FIELD, CARD = "good_day", "goal-1"


@dataclass
class Thing:
    """A field or a card, as one page has it. `version` is the revision, or what the card was made from."""

    value: str = ""
    version: str = ""
    is_pending: bool = False
    lost: set[str] = field(default_factory=set)
    theirs: str | None = None  # The other text, while a person has to choose.
    next_version: str = ""
    sent: str | None = None


class Page:
    """What autosave.js does, without a screen."""

    def __init__(self, user, intake):
        self.user, self.intake = user, intake
        self.has_line = True
        self.things: dict[str, Thing] = {}
        self.load()

    def load(self) -> None:
        """The page is drawn from the server, then what is on the shelf goes over it."""
        kept = {name: thing for name, thing in self.things.items() if thing.is_pending}
        self.things = {name: self._from_server(name) for name in (FIELD, CARD)}
        for name, mine in kept.items():
            if mine.value != self.things[name].value:
                waits = Thing(mine.value, mine.version, is_pending=True, lost=set(mine.lost), sent=mine.sent)
                self.things[name] = waits

    def _from_server(self, name) -> Thing:
        stored = Intake.objects.get(pk=self.intake.pk)
        if name == FIELD:
            return Thing(stored.good_day, str(stored.revision_of(FIELD)))
        card = card_states(stored)[CARD]
        return Thing(card.values.get("words", ""), card.seen)

    def type(self, name, words) -> None:
        thing = self.things[name]
        thing.value, thing.is_pending = f"{thing.value} {words}".strip(), True

    def send(self, name, *, loses_answer=False) -> None:
        thing = self.things[name]
        if not thing.is_pending or thing.theirs is not None or not self.has_line:
            return
        thing.sent = thing.value
        answer = self._request(name, thing, thing.version)
        if loses_answer:
            thing.lost.add(thing.sent)
        else:
            self._take(name, thing, answer)

    def _request(self, name, thing, version):
        if name == FIELD:
            body = {"field": FIELD, "value": thing.value, "revision": int(version), "author": self.user.pk}
            address = f"/api/drafts/intake/{self.intake.pk}/"
            return self._ask(FACTORY.patch(address, body, content_type="application/json"))
        address = f"/intakes/{self.intake.pk}/cards/{CARD}/"
        posted = {"words": thing.value, "seen": version}
        return self._ask(FACTORY.post(address, posted, headers={"HX-Request": "true"}))

    def _ask(self, request):
        """The view as the address finds it, for whom the middleware would have named."""
        match = request.resolver_match = resolve(request.path)
        request.user, request.actor, request.clinic = self.user, Actor.of(self.user), self.user.clinic
        request.session, request._dont_enforce_csrf_checks = {}, True
        return match.func(request, *match.args, **match.kwargs)

    def _take(self, name, thing, answer) -> None:
        assert answer.status_code in (200, 409)
        version, theirs = self._read(name, answer)
        if answer.status_code == 200:
            thing.version, thing.is_pending, thing.lost = version, False, set()
        elif theirs in thing.lost:
            thing.version = version
            self.send(name)
        else:
            thing.theirs, thing.next_version = theirs, version

    def _read(self, name, answer):
        if name == FIELD:
            return str(answer.data["revision"]), answer.data.get("theirs")
        shown = answer.content.decode()
        theirs = re.search(r'data-theirs="([^"]*)"', shown)
        said = dict(parse_qsl(unescape(theirs[1]))) if theirs else {}
        return re.search(r'name="seen" value="(\w+)"', shown)[1], said.get("words", "")

    def choose(self, name, which) -> None:
        """Mine, theirs or both. A text that gives way is handed over first; without a line nobody chooses."""
        thing = self.things[name]
        if thing.theirs is None or not self.has_line:
            return
        if which == "theirs" and thing.value != thing.sent:
            self._request(name, thing, thing.version if name == FIELD else "none")
        chosen = {"mine": thing.value, "theirs": thing.theirs, "both": f"{thing.theirs}\n\n{thing.value}"}
        thing.value, thing.version, thing.theirs = chosen[which], thing.next_version, None
        thing.is_pending = which != "theirs"
        self.send(name)


class TwoBrowsers(RuleBasedStateMachine):
    WHO = st.sampled_from("ab")
    WHAT = st.sampled_from([FIELD, CARD])

    cast: SimpleNamespace

    @initialize()
    def open(self):
        cast = self.cast
        SetAside.objects.all().delete()
        Intake.objects.filter(patient=cast.patient).update(
            status="signed", signed_at=now(), signed_by=cast.amara
        )
        self.intake = conversation.start_intake(patient=cast.patient, by=cast.actor, at=now())
        self.pages = {"a": Page(cast.amara, self.intake), "b": Page(cast.nia, self.intake)}
        self.typed = []

    @rule(who=WHO, what=WHAT, then=st.sampled_from(["waits", "is saved", "loses the answer"]))
    def types(self, who, what, then):
        self.typed.append(f"{who}{len(self.typed)}.")
        self.pages[who].type(what, self.typed[-1])
        if then != "waits":
            self.pages[who].send(what, loses_answer=then == "loses the answer")

    @rule(who=WHO)
    def line_is_cut(self, who):
        self.pages[who].has_line = False

    @rule(who=WHO)
    def line_is_back(self, who):
        self.pages[who].has_line = True
        for what in (FIELD, CARD):
            self.pages[who].send(what)

    @rule(who=WHO)
    def is_killed_and_comes_back(self, who):
        self.pages[who].has_line = True
        self.pages[who].load()

    @rule(who=WHO, what=WHAT, which=st.sampled_from(["mine", "theirs", "both"]))
    def chooses(self, who, what, which):
        self.pages[who].choose(what, which)

    def teardown(self):
        """A text that was lost at any step stays lost, so it is enough to look twice at the end: as things
        stand, and when everything is on the server, in its field or set aside by a choice."""
        if not hasattr(self, "intake"):
            return
        self.find_all([thing.value for page in self.pages.values() for thing in page.things.values()])
        for page in (*self.pages.values(), *self.pages.values()):
            page.has_line = True
            for what in (FIELD, CARD):
                for _ in range(3):  # A choice can meet a newer text: then they choose again.
                    page.send(what)
                    page.choose(what, "both" if what == FIELD else "theirs")
                assert not page.things[what].is_pending
        self.find_all([])

    def find_all(self, waits):
        stored = Intake.objects.get(pk=self.intake.pk)
        card = stored.unfinished.get(CARD, {}).get("typed", {}).get("words", "")
        aside = SetAside.objects.values_list("text", flat=True)
        places = "\n".join([stored.good_day, card, *aside, *waits])
        assert [words for words in self.typed if words not in places] == []


@pytest.mark.timeout(600)
def test_two_browsers_end_with_both_texts_kept(dr_amara, nav_nia, pia_record, actor_of):
    TwoBrowsers.cast = SimpleNamespace(
        amara=dr_amara, nia=nav_nia, patient=pia_record, actor=actor_of(dr_amara)
    )
    run_state_machine_as_test(
        TwoBrowsers,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=8,
        ),
    )
