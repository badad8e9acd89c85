"""How danger signs are typed, and what each word may answer (S18). Dated data.

A *no* counts when the words name the sign itself: "no foot drop", "no saddle numb". One symptom of several
("no fever", "no arm weakness") is a part of a question, and a part never answers no for the whole. A *yes*
counts when any part is plainly asserted. What may be a finding of another kind ("no fracture" on a film)
needs the prefix.
"""

import re
from dataclasses import dataclass

SOURCE = "PainCare's own list against its nine questions of 2026-11 (outcomes.rules.red_flag_data)"


@dataclass(frozen=True)
class SignWords:
    """One way to type a sign, and what it may answer."""

    flag: str
    typed: re.Pattern[str]
    says_no: bool = True
    says_yes: bool = True
    needs_prefix: bool = False


def _sign(flag: str, typed: str, **rules: bool) -> SignWords:
    return SignWords(flag, re.compile(typed, re.IGNORECASE), **rules)


SIGNS: tuple[SignWords, ...] = (
    _sign(
        "cauda_equina",
        r"cauda equina(?: (?:sx|symptoms|signs|syndrome))?|saddle (?:numb(?:ness)?|an(?:a)?esthesia)",
    ),
    _sign(
        "cauda_equina",
        r"(?:urinary|urine) retention|(?:bladder|bowel|b/b)(?: ?(?:/|and|or) ?(?:bladder|bowel))?"
        r"(?: (?:changes?|issues?|sx|symptoms|incontinence|dysfunction|problems?))?|incontinence",
        says_no=False,
        says_yes=False,
    ),
    _sign("weakness", r"(?:new )?foot drop|drop foot|(?:new|progressive|growing) weakness"),
    _sign("weakness", r"weakness", says_yes=False),
    _sign("weakness", r"(?:motor|leg|arm) weakness", says_no=False, says_yes=False),
    _sign("weakness", r"clumsy hands?", says_no=False),
    _sign("infection", r"(?:signs? of )?infection(?: (?:sx|signs))?"),
    _sign("infection", r"fevers?|iv ?du|iv drug use", says_no=False),
    _sign("infection", r"chills|(?:night )?sweats|f/c|f/c/s", says_no=False, says_yes=False),
    _sign("cancer", r"cancer(?: signs?)?"),
    _sign("cancer", r"(?:hx of|history of|past) cancer|cancer (?:hx|history)", says_no=False),
    _sign("cancer", r"unexplained (?:weight|wt) loss|(?:weight|wt) loss without trying", says_no=False),
    _sign("cancer", r"(?:weight|wt) loss|night pain", says_no=False, says_yes=False),
    _sign("fracture", r"fracture|fx", needs_prefix=True),
    _sign("fracture", r"trauma|falls?", says_no=False, says_yes=False),
    _sign("vascular", r"vascular(?: signs)? or thunderclap(?: headache)?"),
    _sign("vascular", r"vascular(?: signs)?|thunderclap(?: headache)?", says_no=False),
    _sign("vascular", r"puls(?:ing|atile) (?:belly|abdominal) mass", says_no=False),
    _sign("inflammatory", r"inflammatory (?:spine|back pain)(?: (?:signs|sx))?", needs_prefix=True),
    _sign("inflammatory", r"(?:am|morning) stiffness|psoriasis|uveitis", says_no=False, says_yes=False),
    _sign("headache_eye", r"new severe (?:headache|ha) or eye signs"),
    _sign(
        "headache_eye",
        r"new severe (?:headache|ha)|(?:vision|visual|sight) loss|loss of (?:vision|sight)|jaw claudication",
        says_no=False,
    ),
    _sign("self_harm", r"(?:thoughts? of )?self[- ]?harm|suicidal (?:ideation|thoughts)|si/hi|suicidality"),
)
NO = re.compile(
    r"^(?:no|denies|denied|den[ie]+s|deneis|neg(?:ative)?(?: for)?|w/o|without|\(-\))\s+", re.IGNORECASE
)
YES = re.compile(r"^(?:yes|has|have|endorses|reports|pos(?:itive)?(?: for)?|\+|\(\+\))\s*", re.IGNORECASE)
UNSURE = re.compile(r"^(?:unsure|not sure|possible|poss|maybe|\?)(?: about| of| if)?\s*", re.IGNORECASE)
AFTER = re.compile(
    r"^(.*?)(?:\s*[:=-]\s*|\s+)(?P<answer>no|neg(?:ative)?|yes|pos(?:itive)?|unsure|not sure|\?)$|^(.+)\?$",
    re.IGNORECASE,
)
#: "denies A, B and C" denies all three; "no A, B" leaves B open, so B is not taken as a no.
DENIES = re.compile(r"^(?:denies|denied|deneis)\b", re.IGNORECASE)
IN_ALL = re.compile(
    r"\b(?:all|any|no|other) (?:other )?red flags?\b|\bred flags? (?:all )?(?:neg|negative|no)\b",
    re.IGNORECASE,
)
