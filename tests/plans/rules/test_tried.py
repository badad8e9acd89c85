"""Which past attempts are shown beside a step: by its words, and for therapy by its kind."""

import pytest

from intake.rules.treatments import CLASSES
from plans.library import TEMPLATES
from plans.rules.tried import classes_of_step
from plans.rules.words import StepKind

THERAPY = ("physical_therapy", "exercise", "manual_therapy")


@pytest.mark.parametrize(
    ("kind", "title", "clinical", "classes"),
    [
        (StepKind.PROCEDURE, "Transforaminal epidural steroid (optional)", "", ("epidural_steroid",)),
        (StepKind.PROCEDURE, "Medial branch block 1", "Then RFA.", ("facet_block",)),
        (StepKind.THERAPY, "Sit and glide", "", THERAPY),
        (StepKind.THERAPY, "CBT-I", "", ("psychological", *THERAPY)),
        (StepKind.EDUCATION, "Calm the nerve", "Short NSAID course.", ("nsaid",)),
        (StepKind.MEDICINE, "Start low", "Duloxetine 30 mg, or gabapentin.", ("snri_tca", "gabapentinoid")),
        (StepKind.SELF_CARE, "Work days", "", ()),
    ],
)
def test_the_classes_of_a_step(kind, title, clinical, classes):
    assert classes_of_step(kind, title, clinical) == classes


def test_every_procedure_and_therapy_of_the_library_is_of_some_class():
    steps = [step for template in TEMPLATES.values() for step in template.steps]
    asked = [step for step in steps if step.kind in (StepKind.PROCEDURE, StepKind.THERAPY)]
    found = {step.title: classes_of_step(step.kind, step.title, step.clinical) for step in asked}
    assert [title for title, classes in found.items() if not classes] == []
    assert {key for classes in found.values() for key in classes} <= set(CLASSES)
