"""The rows of the first conversation that save themselves field by field."""

from people.drafts import DraftKind
from people.permissions import Permission

from .models import (
    Barrier,
    HealthFact,
    Hypothesis,
    Intake,
    PainProblem,
    Provoker,
    TimelineEntry,
    TraumaNote,
    TreatmentTried,
    TriageDraft,
    VisitSummary,
)
from .services import closing, conversation, health, life, rows, timeline, triage

EDIT = Permission.INTAKE_EDIT

TRIAGE = DraftKind("triage", TriageDraft, EDIT, triage.ensure_open)

KINDS = (
    DraftKind("intake", Intake, EDIT, conversation.ensure_open, conversation.touch),
    DraftKind("problem", PainProblem, EDIT, conversation.ensure_row_open, conversation.touch_of_row),
    DraftKind("hypothesis", Hypothesis, EDIT, conversation.ensure_row_open, rows.idea_saved),
    DraftKind("tried", TreatmentTried, EDIT, conversation.ensure_row_open, conversation.touch_of_row),
    DraftKind("summary", VisitSummary, EDIT, closing.ensure_summary_open),
    DraftKind("provoker", Provoker, EDIT, conversation.ensure_row_open, conversation.touch_of_row),
    DraftKind("entry", TimelineEntry, EDIT, timeline.ensure_entry_open, timeline.entry_saved),
    DraftKind("barrier", Barrier, EDIT, life.ensure_open),
    TRIAGE,
    DraftKind("fact", HealthFact, EDIT, health.ensure_row_open, health.fact_saved),
    DraftKind(
        "trauma",
        TraumaNote,
        Permission.SENSITIVE,
        conversation.ensure_row_open,
        conversation.touch_of_row,
    ),
)
