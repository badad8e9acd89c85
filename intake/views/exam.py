"""The exam of an open intake: a group at a time, each test saving itself."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.models import Intake
from intake.rules.cards import CardConflict, CardState
from intake.rules.exam import Cluster, si_clusters
from intake.rules.exam_tests import BY_KEY, ExamTest, of_group
from intake.rules.exam_words import Choice, ExamGroup
from intake.selectors.evidence import exam_of, exam_states
from intake.services import exam as services
from people.access import note_read, requires
from people.clock import now

from .guards import EDIT, intake_or_refuse, refusal, same_author
from .versions import both_versions, typed_in

#: As many choices stand side by side; more of them are a list.
_MOST_RADIOS = 5


@dataclass(frozen=True)
class ExamSide:
    """One side of a test, as a template draws it."""

    side: str
    choices: tuple[Choice, ...]
    answer: str
    degrees: str

    @property
    def label(self) -> str:
        return "" if self.side == "middle" else self.side.capitalize()


@dataclass(frozen=True)
class ExamRow:
    """One test as a card."""

    test: ExamTest
    state: CardState

    @property
    def sides(self) -> list[ExamSide]:
        values = self.state.values
        return [
            ExamSide(side, self.test.kind.choices, values.get(side, ""), values.get(f"degrees_{side}", ""))
            for side in self.test.sides
        ]

    @property
    def note(self) -> str:
        return self.state.values.get("note", "")

    @property
    def is_list(self) -> bool:
        return len(self.test.kind.choices) > _MOST_RADIOS


@requires(EDIT)
@require_GET
def exam_group(request: HttpRequest, pk: UUID, group: str) -> HttpResponse:
    """The tests of a group: into the page for htmx, else a page of its own."""
    intake = intake_or_refuse(request, pk)
    note_read(request, intake.patient, category="intake")
    return _group(request, intake, _group_or_404(group))


@requires(EDIT)
@require_POST
@same_author
def exam_save(request: HttpRequest, pk: UUID, test: str) -> HttpResponse:
    if test not in BY_KEY:
        raise Http404
    intake, asked = intake_or_refuse(request, pk), BY_KEY[test]
    typed = typed_in(request, _fields(asked))
    back = _address(intake, asked.group)
    try:
        state = services.save_exam(
            intake=intake,
            test=asked,
            values=typed,
            seen=request.POST.get("seen", ""),
            by=request.actor,
            at=now(),
        )
    except CardConflict as conflict:
        card = services.versions_of(intake, asked)
        return both_versions(request, card, conflict, title=asked.name, typed=typed, back=back)
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{back}#test-{asked.key}")
    return render(request, "intake/_exam_says.html", {"row": ExamRow(asked, state)})


@requires(EDIT)
@require_POST
def exam_rest_normal(request: HttpRequest, pk: UUID, group: str) -> HttpResponse:
    """The rest of the group was examined and is normal: somebody says so, for each of them."""
    intake, asked = intake_or_refuse(request, pk), _group_or_404(group)
    try:
        services.record_rest_normal(intake=intake, group=asked, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(_address(intake, asked))
    return _group(request, intake, asked)


def _group_or_404(group: str) -> ExamGroup:
    if group not in set(ExamGroup):
        raise Http404
    return ExamGroup(group)


def _fields(test: ExamTest) -> list[str]:
    degrees = [f"degrees_{side}" for side in test.sides] if test.in_degrees else []
    return [*test.sides, *degrees, "note"]


def _address(intake: Intake, group: ExamGroup) -> str:
    return reverse("intake:exam-group", args=[intake.pk, group])


def _group(request: HttpRequest, intake: Intake, group: ExamGroup) -> HttpResponse:
    tests = of_group(group)
    states = exam_states(intake, tests)
    rows = [ExamRow(test, states[test.key]) for test in tests]
    left = sum(not row.state.values.get(side) for row in rows for side in row.test.sides)
    context = {
        "patient": intake.patient,
        "intake": intake,
        "group": group,
        "rows": rows,
        "left": left,
        "sources": list(dict.fromkeys(test.source for test in tests)),
        "clusters": _clusters(intake, group),
    }
    template = "intake/_exam_group.html" if is_htmx(request) else "intake/exam_group.html"
    return render(request, template, context)


def _clusters(intake: Intake, group: ExamGroup) -> list[Cluster]:
    return si_clusters(exam_of(intake).found) if group == ExamGroup.SI_JOINT else []
