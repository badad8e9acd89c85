"""The nine danger signs that every intake asks (decisions.md), chosen from clinical.md 6.

Those that are asked only when something points to them are in `red_flag_further`.

A clinician signs off every change here; a change gets a new version.
"""

from .red_flags import Fact, RedFlag, Settled, Tier

VERSION = "2026-11b"

_IFOMPT = "Finucane 2020, JOSPT 50:350 (IFOMPT red flag framework)"
_CAUDA = "NICE and GIRFT cauda equina pathway"
_SNNOOP = "Do 2019, Neurology 92:134 (SNNOOP10)"

FLAGS: tuple[RedFlag, ...] = (
    RedFlag(
        key="cauda_equina",
        name="Cauda equina",
        question=(
            "New saddle numbness, trouble passing or holding urine or stool, new sexual numbness, or pain or "
            "weakness in both legs?"
        ),
        patient_question=(
            "Have you lost feeling between your legs, or is it new that you cannot pass or hold pee or poop? "
            "Or are both legs weak or in pain?"
        ),
        tier=Tier.NOW,
        to_do=(
            "Send to the emergency department now for an emergency MRI. Call {emergency} if there is no safe "
            "ride."
        ),
        patient_to_do=(
            "Call {emergency} or go to the nearest emergency room now. Tell them: “I may have pressure on "
            "the nerves at the end of my spine.”"
        ),
        source=f"{_IFOMPT}; {_CAUDA}",
    ),
    RedFlag(
        key="weakness",
        name="Progressive weakness or foot drop",
        question="New or growing weakness in an arm or leg, foot drop, or clumsy hands or unsteady walking?",
        patient_question="Is an arm, a hand, a leg or a foot getting weaker? Does a foot drag when you walk?",
        tier=Tier.SAME_DAY,
        to_do=(
            "Examine today. Power of 3 or less, or falling: spine contact within 24 hours and urgent MRI. "
            "With any bladder or bowel sign: emergency department now."
        ),
        patient_to_do=(
            "Call us today so that we can check your strength. If you also lose control of your bladder or "
            "bowel, call {emergency} now."
        ),
        source=_IFOMPT,
        facts=(
            Fact(
                "bladder",
                "Bladder, bowel or saddle feeling changed too?",
                Tier.NOW,
                "Emergency department now, emergency MRI. Call {emergency} if there is no safe ride.",
            ),
            Fact(
                "cord",
                "Both sides, or unsteady walking, and growing within days?",
                Tier.NOW,
                "The cord may be pressed on: emergency department now. Over weeks: spine contact today.",
            ),
        ),
    ),
    RedFlag(
        key="infection",
        name="Infection",
        question=(
            "Fever, sweats or chills with the pain, a recent infection, injection or operation, IV drug use, "
            "or weak immunity?"
        ),
        patient_question=(
            "Do you have a fever, chills or night sweats with this pain? Or did it start after an infection, "
            "a shot or an operation?"
        ),
        tier=Tier.SAME_DAY,
        to_do=(
            "See today: temperature, examination, CRP or ESR, blood cultures if febrile, MRI if suspected. "
            "Sepsis or a new deficit: emergency department now."
        ),
        patient_to_do=(
            "Call us today. If you feel very ill, shake with chills or get weak, call {emergency} now."
        ),
        source=_IFOMPT,
        facts=(
            Fact(
                "sepsis",
                "Very ill: shaking chills, fast pulse, low pressure or confused?",
                Tier.NOW,
                "Sepsis: call {emergency} now.",
            ),
            Fact(
                "deficit",
                "New weakness, numbness, bladder or bowel change?",
                Tier.NOW,
                "Infection with a deficit: emergency department now, emergency MRI.",
            ),
            Fact(
                "joint",
                "A hot, swollen joint that cannot be moved?",
                Tier.NOW,
                "Septic joint until proven otherwise: emergency department now.",
            ),
        ),
    ),
    RedFlag(
        key="cancer",
        name="Cancer",
        question=(
            "A past cancer, weight loss without trying, or pain that is constant, worst at night and not "
            "eased by rest?"
        ),
        patient_question=(
            "Have you ever had cancer, or lost weight without trying? Or is the pain there all day and all "
            "night, and rest does not ease it?"
        ),
        tier=Tier.TWO_WEEKS,
        to_do=(
            "Arrange examination, bloods and MRI within 2 weeks. New neurological signs or high calcium: "
            "today."
        ),
        patient_to_do="Tell your clinician at this visit. We will check it with you within 2 weeks.",
        source=_IFOMPT,
        facts=(
            Fact(
                "cord",
                "Weak or unsteady legs, or a band of pain, within days?",
                Tier.NOW,
                "The cord may be pressed on: emergency department now, emergency MRI.",
            ),
            Fact(
                "neuro",
                "Any other new neurological sign?",
                Tier.SAME_DAY,
                "Examine today and arrange an urgent MRI.",
            ),
            Fact(
                "calcium",
                "Thirst, constipation and confusion, or a high calcium?",
                Tier.SAME_DAY,
                "Calcium today; treat or send in today when it is high.",
            ),
        ),
    ),
    RedFlag(
        key="fracture",
        name="Fracture",
        question=(
            "A fall, crash or blow before the pain; or thin bones, steroids or age over 70 with sudden pain "
            "at one spot?"
        ),
        patient_question=(
            "Did the pain start with a fall, a crash or a hard blow? Or do you have thin bones or take "
            "steroid pills, and the pain came all at once in one spot?"
        ),
        tier=Tier.SAME_DAY,
        to_do=(
            "Image today. After major trauma or with neurological signs: emergency department now, keep the "
            "spine still."
        ),
        patient_to_do=(
            "Call us today. If it was a bad crash or fall, or an arm or leg feels weak or numb, stay still "
            "and call {emergency} now."
        ),
        source=_IFOMPT,
        facts=(
            Fact(
                "major",
                "A major crash or a fall from a height?",
                Tier.NOW,
                "Keep the spine still and call {emergency} now.",
            ),
            Fact(
                "neuro",
                "Weakness or numbness with it?",
                Tier.NOW,
                "Fracture with a deficit: keep the spine still, emergency department now.",
            ),
        ),
    ),
    RedFlag(
        key="vascular",
        name="Vascular or thunderclap",
        question=(
            "Sudden tearing back or chest pain, a pulsing belly mass, fainting, a cold pulseless limb; or a "
            "headache that peaked within a minute?"
        ),
        patient_question=(
            "Did you get sudden tearing pain in your back, chest or belly, or faint with it? Is an arm or "
            "leg cold and pale? Or did a headache reach its worst in one minute?"
        ),
        tier=Tier.NOW,
        to_do="Call {emergency} now. Do not wait for imaging here.",
        patient_to_do="Call {emergency} now. Do not drive yourself.",
        source=f"{_SNNOOP}; general emergency practice",
    ),
    RedFlag(
        key="inflammatory",
        name="Inflammatory spine",
        question=(
            "Onset before 40, over 3 months, morning stiffness beyond 30 minutes, better with exercise, "
            "waking at night; or psoriasis, uveitis or bowel disease?"
        ),
        patient_question=(
            "Are you stiff for more than 30 minutes in the morning, and does moving help? Did it start "
            "before you were 40?"
        ),
        tier=Tier.ROUTINE,
        to_do="Refer to rheumatology; consider CRP, HLA-B27 and MRI of the sacroiliac joints.",
        patient_to_do=(
            "Tell your clinician at this visit. There are good treatments for this kind of stiffness."
        ),
        source=_IFOMPT,
    ),
    RedFlag(
        key="headache_eye",
        name="New severe headache or eye signs",
        question=(
            "A new severe headache, jaw pain on chewing, a sore scalp or any loss of sight; headache with "
            "fever, stiff neck, confusion, pregnancy or weak immunity?"
        ),
        patient_question=(
            "Do you have a new bad headache, or one with fever, a stiff neck or mixed-up thoughts? Have you "
            "lost any sight, or does your jaw hurt when you chew?"
        ),
        tier=Tier.NOW,
        to_do=(
            "Loss of sight, neurological signs, fever or stiff neck: emergency department now. Over 50 with "
            "jaw or scalp signs: same-day bloods and steroid."
        ),
        patient_to_do="Call {emergency} or go to the nearest emergency room now.",
        source=_SNNOOP,
        facts=(
            Fact(
                "peak",
                "Worst ever, and at its peak within a minute?",
                Tier.NOW,
                "Thunderclap headache: emergency department now.",
            ),
            Fact(
                "sight",
                "Any loss of sight or double vision?",
                Tier.NOW,
                "Sight is at risk: emergency department now; steroid before the biopsy.",
            ),
            Fact(
                "neuro",
                "Neurological signs, fever, stiff neck, confusion or a swollen optic disc?",
                Tier.NOW,
                "Emergency department now.",
            ),
            Fact(
                "risk",
                "Pregnant, newly delivered or weak immunity?",
                Tier.NOW,
                "Headache in pregnancy, after birth or with weak immunity: emergency department now.",
            ),
        ),
        settled=Settled(
            Tier.SAME_DAY,
            "None of the emergency signs. Over 50 with jaw or scalp signs: bloods and steroid today, for "
            "giant cell arteritis. Otherwise examine today.",
            "We will check this headache today. If you lose any sight or feel worse, call {emergency}.",
        ),
    ),
    RedFlag(
        key="self_harm",
        name="Self-harm",
        question="Thoughts of being better off dead or of self-harm; any intent, plan or means?",
        patient_question=(
            "Have you had thoughts that you would be better off dead, or of hurting yourself in some way?"
        ),
        tier=Tier.NOW,
        to_do=(
            "Stay with the person. Ask about intent, plan and means today; with any of them do not leave "
            "them alone and call {emergency}. Crisis line: {crisis}."
        ),
        patient_to_do=(
            "Please get help now. Call or text {crisis} to talk to someone at any hour. If you are in "
            "danger, call {emergency}. Is someone with you? Your team has been told."
        ),
        source="Item 9 rule (clinical.md 3.2); C-SSRS triage",
        unsure_is_yes=True,
        is_self_harm=True,
        facts=(
            Fact(
                "plan",
                "Any intent to act, or a plan?",
                Tier.NOW,
                "Do not leave them alone. Safety evaluation today; call {emergency} if they will not stay.",
            ),
            Fact(
                "means",
                "Means within reach?",
                Tier.NOW,
                "Do not leave them alone. Make the means safe with family; safety evaluation today.",
            ),
            Fact(
                "acted",
                "Acted on it, or begun to, within 3 months?",
                Tier.NOW,
                "High risk: safety evaluation today, do not leave them alone.",
            ),
        ),
    ),
)
