"""The words that the capture line knows, as clinicians type them. Dated data: extend it here, with a test.

Only plain words stand here. A word that could mean two things ("PT" the person, "SI" the joint) is left out,
or asks for more around it; what is not understood stays text.
"""

import re

from outcomes.rules.words import Capacity

from ..words import AccessReason, Ended, EntryKind

SOURCE = "PainCare's own list of clinicians' shorthand, 2026-11; no outside vocabulary"

#: Prefixes by what they become. The first of each is the one that its button writes.
PREFIXES = {
    "timeline": ("tl", "timeline", "event"),
    "tried": ("tried", "tx", "failed", "tryed"),
    "provoker": ("worse", "better"),
    "goal": ("goal", "goals"),
    "can": ("can",),
    "flag": ("flag", "rf", "red flag"),
    "allergy": ("allergy", "allergies"),
    "medicine": ("takes", "taking", "meds"),
    "note": ("note",),
}


#: What may stand before a treatment's name when the line has no prefix.
_BEFORE = (
    r"(?:left|right|lt|rt|bilat(?:eral)?|b/l|lumbar|cervical|thoracic|low dose|oral|po|first|"
    r"second|1st|2nd|prior|past|"
    r"old|im|us[- ]guided|[CTLS]\d{1,2}(?:\s*[-/]\s*[CTLS]?\d{1,2})*)"
)
#: Treatments: the plain class, and how it is typed. "PT" is therapy only with a count of visits.
TREATMENTS: tuple[tuple[str, str], ...] = (
    ("epidural steroid injection", r"(?:interlaminar |transforaminal |caudal |il|tf)?esis?|epidurals?"),
    ("radiofrequency ablation", r"c?rfas?|rf ablation|radiofrequency(?: ablation)?|ablation|rhizotomy"),
    ("medial branch block", r"(?:medial branch blocks?|mbbs?)"),
    ("nerve block", r"nerve blocks?|ganglion blocks?|facet blocks?|facet injections?"),
    ("trigger point injection", r"tpis?|trigger points? inj(?:ection)?s?"),
    (
        "joint injection",
        r"(?:si joint|sij|hip|knee|shoulder) inj(?:ection)?s?|joint inj(?:ection)?s?|cortisone shots?",
    ),
    ("botulinum toxin", r"(?:onabotulinum\w*|botulinum(?: toxin)?|botox)(?: inj(?:ection)?s?)?"),
    ("gabapentinoid", r"gaba(?:pentin)?|neurontin|pregab(?:alin)?|lyrica"),
    ("SNRI", r"dulox(?:etine)?|cymbalta|venlafaxine|effexor|milnacipran"),
    ("tricyclic", r"amitrip(?:tyline)?|elavil|nortrip(?:tyline)?|tcas?"),
    (
        "NSAID",
        r"nsaids?|ibuprofen|ibu|naproxen|aleve|advil|motrin|meloxicam|mobic|celecoxib|celebrex|diclofenac",
    ),
    ("paracetamol (acetaminophen)", r"apap|acetaminophen|paracetamol|tylenol"),
    ("muscle relaxant", r"cyclobenzaprine|flexeril|tizanidine|zanaflex|methocarbamol|robaxin|baclofen"),
    (
        "opioid",
        r"opioids?|tramadol|oxycodone|oxy|hydrocodone|norco|percocet|morphine|tapentadol|buprenorphine",
    ),
    ("oral steroid", r"medrol(?: dose)?pack?|medrol|prednisone|pred taper"),
    ("topical", r"lidocaine patch(?:es)?|lido patch(?:es)?|voltaren gel|capsaicin"),
    ("chiropractic", r"chiro(?:practic)?"),
    ("acupuncture", r"acupuncture|dry needling"),
    ("massage", r"massage"),
    ("TENS", r"tens(?: unit)?"),
    ("brace", r"back brace|brace|orthotics"),
    ("psychological treatment", r"cbt(?:-?i)?|act therapy"),
    ("spinal cord stimulator", r"scs(?: trial)?"),
    ("physical therapy", r"physical therapy|physio(?:therapy)?|aqua ?therapy"),
)
#: Those of them that are taken: “takes” with a bare number before one of these is a dose.
MEDICINES = (
    "gabapentinoid", "SNRI", "tricyclic", "NSAID", "paracetamol (acetaminophen)", "muscle relaxant", "opioid",
    "oral steroid", "topical",
)  # fmt: skip
#: What is said of a list, and names nothing that is on it.
OF_THE_LIST = (
    r"reviewed|updated|unchanged|same|see|per|above|on file|reconciled|verified|pending|deferred|noted|chart"
    r"|list|various|unknown"
)
#: Shorthand that stands for one medicine only, and its name on the list.
SHORT_MEDICINES = {
    "gaba": "gabapentin",
    "pregab": "pregabalin",
    "dulox": "duloxetine",
    "amitrip": "amitriptyline",
    "nortrip": "nortriptyline",
    "ibu": "ibuprofen",
    "apap": "acetaminophen",
}
#: Shorthand for what people are allergic to.
SHORT_ALLERGENS = {"pcn": "penicillin", "asa": "aspirin", "amox": "amoxicillin"}
#: How somebody reacts, in the words of an allergy list.
REACTION = (
    r"(?:(?:mild|severe|bad|full[- ]body|facial|face|lip|tongue|throat) )*"
    r"(?:hives|urticaria|rash(?:es)?|itch(?:ing|y|es)?|pruritus|blisters?|flushing|sjs|stevens[- ]johnson"
    r"|swelling|angio-?edema|anaphyla(?:xis|ctic(?: shock)?)|throat clos(?:es|ed|ing)|sob"
    r"|short(?:ness)? of breath"
    r"|wheez(?:es?|ing)|n/v|nausea|vomit(?:s|ing)|gi upset|upset stomach|diarrhea|dizz(?:y|iness)|syncope"
    r"|hypotension|palpitations|confusion|hallucinations?|headaches?|unknown(?: reaction)?"
    r"|reaction (?:unknown|not known))"
)
TREATMENT = re.compile(
    "|".join(rf"(?P<c{i}>\b(?:{typed})\b)" for i, (_, typed) in enumerate(TREATMENTS)),
    re.IGNORECASE,
)
BEGINS_WITH_TREATMENT = re.compile(rf"^(?:{_BEFORE}\s+)*(?:{TREATMENT.pattern})", re.IGNORECASE)
#: "PT 8 visits", "pt x8", "PT 2x/wk": a count makes it therapy.
COUNTED_PT = re.compile(
    r"^(?:pt|ot)\s+(?:x\s*\d+|\d+\s*(?:visits?|sessions?|wks?|weeks?|mos?|months?)|\d+\s*x\s*/\s*wk)",
    re.IGNORECASE,
)
#: What is only meant to happen is no past treatment and no event.
PLANNED = re.compile(
    r"\b(?:plan\w*|will|sched\w*|consider\w*|refer\w*|order\w*|refill\w*|start|increase|decrease|wean|titrate|needs?|"
    r"needed|next|f/u|follow[- ]?up|recheck|if|pending|upcoming|discuss\w*|wants?|would like|tbd)\b|\?",
    re.IGNORECASE,
)

#: Why a treatment ended. Order matters only inside access: money, times and travel, not to be had.
_CANNOT = r"(?:could ?n[o']?t|could not|cant|can't|unable to)"
ENDINGS: tuple[tuple[Ended, AccessReason | None, re.Pattern[str]], ...] = tuple(
    (ended, access, re.compile(rf"(?<!not )(?<!never )(?<!n't )(?<!\w)(?:{typed})(?!\w)", re.IGNORECASE))
    for ended, access, typed in (
        (
            Ended.ACCESS,
            AccessReason.COST,
            r"(?:ins\w*|auth\w*|prior auth|pa|claim|coverage|payer|approval)(?: was| got)? (?:denied|"
            r"ran out|refused|stopped)|(?:never|not) approved|"
            rf"{_CANNOT} get (?:it )?(?:(?:ins\w* |prior )?(?:approv\w+|auth\w*)|"
            r"coverage|covered|paid(?: for)?)|"
            r"not covered|no coverage|visit limit|too expensive|cost too much|copays?|"
            rf"{_CANNOT} (?:afford|pay)(?: it)?|(?:b/c|bc|because|due to|"
            rf"d/t)(?: of)? (?:the )?(?:cost|ins\w*|money)",
        ),
        (
            Ended.ACCESS,
            AccessReason.SCHEDULE,
            rf"{_CANNOT} (?:get (?:off work|time off|there|a ride)|make (?:the )?(?:appts?|"
            rf"appointments?|times?))|"
            r"no (?:ride|transport\w*|childcare|time off)|too far(?: away)?|"
            r"(?:b/c|bc|because|due to|d/t)(?: of)? (?:the |her |his )?(?:sched\w*|"
            r"work(?: hours)?|shifts?|travel|bus\w*)|"
            r"scheduling|sched(?:ule)? (?:conflict|issues?|problems?)",
        ),
        (
            Ended.ACCESS,
            AccessReason.ACCESS,
            rf"wait ?list(?:ed)?|none (?:nearby|near here|available)|not available|never offered|"
            rf"{_CANNOT} (?:get (?:it|in|an appt|an appointment)|find (?:one|anyone))",
        ),
        (Ended.STILL_USING, None, r"still (?:using|taking|on it|on|going|doing(?: it)?)|ongoing|continues"),
        (Ended.WORE_OFF, None, r"wore off|stopped working|(?:pain |it )?came back|faded|stopped helping"),
        (
            Ended.SIDE_EFFECT,
            None,
            rf"{_CANNOT} tolerate(?: it)?|not tolerated|intolerant|"
            r"(?:stopped|quit|d/c'?d?|dc'?d?|off)(?: it)? (?:b/c|bc|because|due to|d/t|for|2/2)(?: of)? "
            r"(?:the )?(?:side effects?|s/e|se|fog\w*|sedation|drows\w*|dizz\w*|nausea|rash|(?:wt|"
            r"weight) gain|"
            r"constipation|stomach|gi upset|swelling|mood)",
        ),
        (
            Ended.NO_BENEFIT,
            None,
            r"(?:no|zero|0) (?:real |lasting )?(?:help|benefit|relief|improvement|effect|change|"
            r"better)(?: at all)?|"
            r"did ?n[o']?t (?:help|work|do anything)(?: at all)?|did not (?:help|"
            r"work)(?: at all)?|(?:did|does|doing) nothing|"
            r"not helpful|no good|useless|ineffective|unhelpful|never helped",
        ),
    )
)
HARMS = re.compile(
    r"\b(?:fog\w*|groggy|sedat\w*|sleepy|drows\w*|dizz\w*|nause\w*|vomit\w*|rash|hives|swelling|constipat\w*|"
    r"(?:wt|weight) gain|stomach (?:upset|pain|bleed)|gi (?:upset|bleed)|gerd|headaches?|dry mouth|zombie|"
    r"side effects?|s/e|hyperglycemia|flushing)\b",
    re.IGNORECASE,
)

#: What kind of event a title is, first match wins; the rest is story.
EVENT_KINDS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{typed})\b", re.IGNORECASE))
    for kind, typed in (
        (EntryKind.IMAGING, r"mri|ct|x-?rays?|xr|emg|ncs|dexa|ultrasound|us guided scan|bone scan|myelogram"),
        (
            EntryKind.PROCEDURE,
            r"surgery|fusion|lami(?:nectomy)?|microdisc\w*|discectomy|acdf|thr|tkr|tha|tka|arthroscop\w*|c-?section|"
            r"hysterectomy|appy|chole|operation|repair|replacement|decompression|colonoscopy|biopsy",
        ),
        (EntryKind.CONDITION, r"dx|dxd|diagnos\w*|onset"),
    )
)

#: Activities and postures that may follow in a list after "worse" or "better"; any word in -ing may too.
ACTIVITY = re.compile(
    r"^(?:\w+ing|stairs?|cough|sneeze|overhead|heat|cold|ice|rest|stress|recliner|car|van|desk|work|hills?|"
    r"flexion|extension|rotation|showers?|hot (?:bath|shower)|weather|rain|yard ?work|chores|"
    r"computer|heels)\b",
    re.IGNORECASE,
)
#: After "worse" or "better" these tell a course over time, not something that provokes.
COURSE = re.compile(
    r"^(?:and|but|or|since|than|over|this|last|today|now|lately|recently|x\s*\d|\d+\s*%|\d+\s*/\s*10|\d+$|every|each|"
    r"for|until|overall|again|yet|still|off|pain|sx|symptoms|so|too|because|b/c|bc|if|not|no|never|all|some|"
    r"a (?:bit|lot|little)|the last|by the|compared|vs|after (?:mva|surgery|the|fall|accident|"
    r"injury|inj|her|his|that))\b",
    re.IGNORECASE,
)

#: Abilities: the capacity, how its verb is typed after "can", and how it stands without a prefix.
ABILITIES: tuple[tuple[Capacity, str, str], ...] = (
    (Capacity.WALK, r"walk(?:s|ing)?", r"walks|walking tol(?:erance)?"),
    (Capacity.STAIRS, r"climbs?(?: stairs)?|stairs", r"climbs|stairs"),
    (Capacity.SIT, r"sit(?:s|ting)?", r"sits|sit(?:ting)? tol(?:erance)?"),
    (Capacity.STAND, r"stand(?:s|ing)?", r"stands|stand(?:ing)? tol(?:erance)?"),
    (Capacity.LIFT, r"lift(?:s|ing)?", r"lifts"),
    (Capacity.DRIVE, r"drive(?:s)?|driving", r"drives|driving tol(?:erance)?"),
    (Capacity.COOK, r"cook(?:s|ing)?", r"cooks"),
    (Capacity.CAR, r"(?:get in and out of )?(?:the )?car", r"gets in and out of (?:the )?car"),
    (Capacity.SEX, r"(?:have )?sex", r"sex"),
    (
        Capacity.SOCIAL,
        r"sees? (?:friends|family)(?: and family)?",
        r"sees (?:friends|family)(?: and family)?",
    ),
    (Capacity.SLEEP, r"sleep(?:s)?", r"sleeps"),
)
#: Units as typed, and as the inventory names them.
UNITS: tuple[tuple[str, str], ...] = (
    ("minutes", r"minutes?|mins?"),
    ("hours", r"hours?|hrs?|h"),
    ("meters", r"meters?|metres?|m"),
    ("blocks", r"blocks?|blks?"),
    ("flights", r"flights?(?: of (?:stairs|steps))?"),
    ("kg", r"kgs?|kilos?"),
    ("lb", r"lbs?|pounds?"),
    ("miles", r"miles?|mi"),
    ("steps", r"steps?"),
    ("times a day", r"(?:x|times)\s*(?:/|a|per)\s*d(?:ay)?"),
    ("times a week", r"(?:x|times)\s*(?:/|a|per)\s*(?:wk|week)"),
    ("times a month", r"(?:x|times)\s*(?:/|a|per)\s*(?:mo|month)"),
    ("meals a week", r"meals\s*(?:/|a|per)\s*(?:wk|week)"),
    ("hours a week", r"(?:hours?|hrs?)\s*(?:/|a|per)\s*(?:wk|week)"),
)
