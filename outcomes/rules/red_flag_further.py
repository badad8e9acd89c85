"""Danger signs of clinical.md 6 that are not asked of everybody: raised when somebody sees or hears one.

With the nine that every intake asks (`red_flag_data`) they hold every pattern of that section.
"""

from collections.abc import Mapping

from .red_flag_data import FLAGS
from .red_flags import Fact, RedFlag, RedFlagVerdict, Tier, verdict
from .words import FlagAnswer

_EMERGENCY = "general emergency practice (clinical.md 6)"

FURTHER: tuple[RedFlag, ...] = (
    RedFlag(
        key="after_procedure",
        name="After an injection or implant",
        question="New weakness or numbness, growing back pain, or fever after an injection or an implant?",
        patient_question="Since your shot or implant, is a limb weak or numb, or do you have a fever?",
        tier=Tier.NOW,
        to_do="Bleeding or abscess near the cord: emergency department now, emergency MRI.",
        patient_to_do="Call {emergency} or go to the nearest emergency room now. Say what was done.",
        source=_EMERGENCY,
    ),
    RedFlag(
        key="sedation",
        name="Opioid over-sedation",
        question="Hard to rouse, slow breathing or blue lips on an opioid?",
        patient_question="Is the person hard to wake, slow to breathe, or blue at the lips?",
        tier=Tier.NOW,
        to_do="Naloxone and {emergency} now. Stay, keep the airway open, repeat after 2 to 3 minutes.",
        patient_to_do="Give naloxone if you have it. Call {emergency} now. Stay with the person.",
        source=f"CDC 2022 opioid guideline; {_EMERGENCY}",
        unsure_is_yes=True,
    ),
    RedFlag(
        key="limb",
        name="Limb or testis at risk",
        question=(
            "Pain out of all proportion: a tight swollen limb, a hot joint with fever, fast-spreading skin "
            "change, or sudden pain in a testis?"
        ),
        patient_question="Is one spot in very bad pain, hot, tight or fast to swell?",
        tier=Tier.NOW,
        to_do="Septic joint, compartment syndrome, necrotising infection, torsion: emergency department now.",
        patient_to_do="Call {emergency} or go to the nearest emergency room now.",
        source=_EMERGENCY,
    ),
    RedFlag(
        key="pump",
        name="Intrathecal pump failed",
        question="Itch, spasms, fever or confusion with an intrathecal pump (baclofen)?",
        patient_question="Do you have a pump, and now itch, cramp or run a fever?",
        tier=Tier.NOW,
        to_do="Baclofen withdrawal can kill: emergency department now; pump team and oral baclofen at once.",
        patient_to_do="Call {emergency} now. Say that you have a pump.",
        source=f"FDA boxed warning, intrathecal baclofen; {_EMERGENCY}",
    ),
    RedFlag(
        key="clot",
        name="Clot in leg or lung",
        question="One leg newly swollen and sore, or a known risk of clots with new leg pain?",
        patient_question="Is one leg swollen and sore, and is that new?",
        tier=Tier.SAME_DAY,
        to_do="Examine and scan the leg today.",
        patient_to_do="Call us today. If you are short of breath, call {emergency} now.",
        source=_EMERGENCY,
        facts=(
            Fact(
                "lung",
                "Short of breath, chest pain, coughing blood or fainting?",
                Tier.NOW,
                "Clot in the lung until proven otherwise: call {emergency} now.",
            ),
        ),
    ),
    RedFlag(
        key="zoster",
        name="Shingles",
        question="New blisters along one nerve, less than 72 hours old?",
        patient_question="Do you have new blisters in a band on one side?",
        tier=Tier.SAME_DAY,
        to_do="Antiviral today: it works best within 72 hours of the rash.",
        patient_to_do="Call us today. The medicine works best in the first 3 days.",
        source=_EMERGENCY,
        facts=(
            Fact(
                "eye",
                "Near the eye, on the tip of the nose, or sight changed?",
                Tier.NOW,
                "The eye is at risk: antiviral and an eye doctor now, by the emergency department.",
            ),
        ),
    ),
    RedFlag(
        key="crps",
        name="Complex regional pain syndrome",
        question="Pain out of proportion that goes on, with changed feeling, colour, swelling or movement?",
        patient_question="Has a hurt limb turned more sore, and changed in color, heat or swelling?",
        tier=Tier.TWO_WEEKS,
        to_do="Budapest criteria, then early movement therapy within 2 weeks.",
        patient_to_do="Tell your clinician at this visit. Early help works best.",
        source="Budapest criteria (Harden 2010); clinical.md 6",
    ),
)
EVERY: tuple[RedFlag, ...] = (*FLAGS, *FURTHER)


def judged(answers: Mapping[str, FlagAnswer]) -> RedFlagVerdict:
    """The nine as they were asked, and whatever else somebody saw."""
    return verdict(FLAGS, answers, further=FURTHER)
