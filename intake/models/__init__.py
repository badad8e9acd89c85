"""The person’s story: what came with them, what they told, and what we think is going on."""

from .body_maps import BodyMap, BodyMark
from .capture import CapturedLine
from .clock_patterns import ClockPattern
from .closing import Addendum, ReadBack, VisitSummary
from .conversation import Intake
from .entries import Allergy, Medication, MedicineStatement, TimelineEntry
from .evidence import ExamFinding, ImagingFinding, TestRequest
from .health import HealthFact, SleepScreen, TraumaNote
from .hypotheses import Hypothesis, IdeaDecision, IdeaEvidence
from .life import Barrier, Triage, TriageDraft
from .mechanisms import MechanismReading, PatternReview
from .medicines import MedicationReview, MedicineMerge
from .previsit import PreVisit
from .problems import PainProblem, Provoker
from .records import RecordRequest
from .referrals import Referral, ReferralDocument
from .sittings import Sitting
from .tried import TreatmentTried

__all__ = [
    "Addendum",
    "Allergy",
    "Barrier",
    "BodyMap",
    "BodyMark",
    "ClockPattern",
    "CapturedLine",
    "HealthFact",
    "ExamFinding",
    "Hypothesis",
    "IdeaDecision",
    "IdeaEvidence",
    "ImagingFinding",
    "Intake",
    "MechanismReading",
    "Medication",
    "MedicationReview",
    "MedicineMerge",
    "MedicineStatement",
    "PainProblem",
    "PreVisit",
    "PatternReview",
    "Provoker",
    "ReadBack",
    "RecordRequest",
    "Referral",
    "ReferralDocument",
    "SleepScreen",
    "Sitting",
    "TestRequest",
    "TimelineEntry",
    "TraumaNote",
    "TreatmentTried",
    "VisitSummary",
    "Triage",
    "TriageDraft",
]
