"""Lines as clinicians type them: events and past treatments, each with all that it means."""

from .capturing import event, rest, tried

EVENTS = [
    (
        "mar 24 gravel race, ache outer hip",
        [event("gravel race, ache outer hip", "2024-03-01", "month", "mar 24")],
    ),
    ("MVA 2019", [event("MVA", "2019-01-01", "year", "2019")]),
    ("slipped on ice, mar 2024", [event("slipped on ice", "2024-03-01", "month", "mar 2024")]),
    ("winter 2023 new delivery route", [event("new delivery route", "2023-12-01", "season", "winter 2023")]),
    ("3/2024 MVA rear ended", [event("MVA rear ended", "2024-03-01", "month", "3/2024")]),
    ("3/5/24 fell off ladder", [event("fell off ladder", "2024-03-05", "day", "3/5/24")]),
    ("2024-03-12 lumbar MRI", [event("lumbar MRI", "2024-03-12", "day", "2024-03-12", "imaging")]),
    (
        "12 Mar 2024 L4-5 microdisc",
        [event("L4-5 microdisc", "2024-03-12", "day", "12 Mar 2024", "procedure")],
    ),
    ("sept '23 started new job", [event("started new job", "2023-09-01", "month", "sept '23")]),
    ("last winter: slipped on ice", [event("slipped on ice", "2025-12-01", "season", "last winter")]),
    (
        "6 wks ago lifted a couch, felt pop",
        [event("lifted a couch, felt pop", "2026-10-09", "about", "6 wks ago")],
    ),
    ("about 2 yrs ago LBP began", [event("LBP began", "2024-11-20", "about", "about 2 yrs ago")]),
    ("yesterday flare after mowing", [event("flare after mowing", "2026-11-19", "day", "yesterday")]),
    ("in March fell down 3 steps", [event("fell down 3 steps", "2026-03-01", "month", "in March")]),
    ("early 2022 divorce", [event("divorce", "2022-01-01", "about", "early 2022")]),
    ("fusion L5-S1 2019", [event("fusion L5-S1", "2019-01-01", "year", "2019", "procedure")]),
    ("c-section 2016, LBP since", [event("c-section, LBP since", "2016-01-01", "year", "2016", "procedure")]),
    ("since 2021 numb toes", [event("numb toes", "2021-01-01", "year", "2021")]),
    ("pt c/o LBP since 2019", [event("c/o LBP", "2019-01-01", "year", "2019")]),
    ("dx fibro 2018", [event("dx fibro", "2018-01-01", "year", "2018", "condition")]),
    (
        "summer of 2022 moved to 3rd floor apt",
        [event("moved to 3rd floor apt", "2022-06-01", "season", "summer of 2022")],
    ),
    (
        "Left hip: mar 24 gravel race",
        [event("gravel race", "2024-03-01", "month", "mar 24", problem="Left hip")],
    ),
    ("laid off in 2020", [event("laid off", "2020-01-01", "year", "2020")]),
    ("2019 L4-5 esi", [event("L4-5 esi", "2019-01-01", "year", "2019", "treatment")]),
    ("around 2015 first episode LBP", [event("first episode LBP", "2015-01-01", "about", "around 2015")]),
    ("tl before the surgery, numb toes", [event("numb toes", "", "unknown", "before the surgery")]),
    ("tl new baby", [event("new baby", "", "unknown", "")]),
    ("tl: jan 2024 new mattress", [event("new mattress", "2024-01-01", "month", "jan 2024")]),
    ("event: oct 2022 car accident", [event("car accident", "2022-10-01", "month", "oct 2022")]),
    ("foot drop L 2019", [event("foot drop L", "2019-01-01", "year", "2019")]),
    ("pt's mom died 2020", [event("pt's mom died", "2020-01-01", "year", "2020")]),
    ("2 days ago ED visit", [event("ED visit", "2026-11-18", "about", "2 days ago")]),
    ("started gaba 2022", [event("started gaba", "2022-01-01", "year", "2022", "treatment")]),
    (
        "gaba started jan 2024, foggy",
        [event("gaba started, foggy", "2024-01-01", "month", "jan 2024", "treatment")],
    ),
    ("pt seen by Dr Lee 2019", [event("seen by Dr Lee", "2019-01-01", "year", "2019")]),
    ("hx of L4-5 fusion 2015", [event("hx of L4-5 fusion", "2015-01-01", "year", "2015", "procedure")]),
    ("pt had pt x8 in 2022, no benefit", [event("had pt x8, no benefit", "2022-01-01", "year", "2022")]),
    ("L hip pain — since mar ’24", [event("L hip pain", "2024-03-01", "month", "mar '24")]),
    ("lifted box, 3 wks ago", [event("lifted box", "2026-10-30", "about", "3 wks ago")]),
    ("fall 2023 fell off bike", [event("fell off bike", "2023-09-01", "season", "fall 2023")]),
    ("fall off bike 2023", [event("fall off bike", "2023-01-01", "year", "2023")]),
    (
        "scs trial 2022, lead migrated",
        [event("scs trial, lead migrated", "2022-01-01", "year", "2022", "treatment")],
    ),
]

TREATMENTS = [
    (
        "tried interlaminar esi mar, 2 days only",
        [
            tried(
                "interlaminar esi",
                "epidural steroid injection",
                when_words="mar",
                helped_for="2 days only",
                ended="wore_off",
            )
        ],
    ),
    (
        "tried gaba 300 tid x 6 wks, foggy, stopped b/c fog",
        [tried("gaba", "gabapentinoid", dose="300 tid x 6 wks", harms="foggy", ended="side_effect")],
    ),
    (
        "tried PT 8 visits 2022, no benefit",
        [tried("PT", "physical therapy", when_words="2022", dose="8 visits", ended="no_benefit")],
    ),
    (
        "tried pt x8, couldn't get off work",
        [tried("pt", "physical therapy", dose="x8", ended="access", access_reason="schedule")],
    ),
    ("tried pt, ins denied", [tried("pt", "physical therapy", ended="access", access_reason="cost")]),
    (
        "tried acupuncture, never approved",
        [tried("acupuncture", "acupuncture", ended="access", access_reason="cost")],
    ),
    (
        "tried botox 2024, couldn't get approval",
        [tried("botox", "botulinum toxin", when_words="2024", ended="access", access_reason="cost")],
    ),
    (
        "scs trial - could not get it approved",
        [tried("scs trial", "spinal cord stimulator", ended="access", access_reason="cost")],
    ),
    ("tried chiro, helped 2 days", [tried("chiro", "chiropractic", helped_for="2 days")]),
    (
        "tried L4-5 tfesi 3/2024 80% x 3 mo, wore off",
        [
            tried(
                "tfesi",
                "epidural steroid injection",
                region_level="L4-5",
                when_words="3/2024",
                relief_percent=80,
                helped_for="3 mo",
                ended="wore_off",
            )
        ],
    ),
    (
        "tried rfa L4-5 2022, 9 mos relief",
        [tried("rfa", "radiofrequency ablation", region_level="L4-5", when_words="2022", helped_for="9 mos")],
    ),
    ("tried mbb x2, 80% relief", [tried("mbb", "medial branch block", dose="x2", relief_percent=80)]),
    ("tried dulox 60 mg daily, nausea", [tried("dulox", "SNRI", dose="60 mg daily", harms="nausea")]),
    ("tried nsaids", [tried("nsaids", "NSAID")]),
    ("tried nsaids, upset her stomach", [tried("nsaids", "NSAID"), rest("upset her stomach")]),
    (
        "tried acupuncture, chores yes, yard no",
        [tried("acupuncture", "acupuncture", helped_with="chores", not_helped_with="yard")],
    ),
    (
        "tried tens unit, helped w/ cooking, not w/ sitting",
        [tried("tens unit", "TENS", helped_with="cooking", not_helped_with="sitting")],
    ),
    (
        "tried aqua therapy 3x/wk, still going",
        [tried("aqua therapy", "physical therapy", dose="3x/wk", ended="still_using")],
    ),
    (
        "tried SIJ inj 2023, 50-60% better",
        [tried("SIJ inj", "joint injection", region_level="SIJ", when_words="2023"), rest("50-60% better")],
    ),
    ("tried massage, could walk 20 min", [tried("massage", "massage", function_change="could walk 20 min")]),
    (
        "tried lyrica, wt gain, no help",
        [tried("lyrica", "gabapentinoid", harms="wt gain", ended="no_benefit")],
    ),
    (
        "tried esi x3, no ride",
        [tried("esi", "epidural steroid injection", dose="x3", ended="access", access_reason="schedule")],
    ),
    (
        "tried cbt-i, waitlist",
        [tried("cbt-i", "psychological treatment", ended="access", access_reason="access")],
    ),
    (
        "tried baclofen 10 mg tid prn, too sleepy",
        [tried("baclofen", "muscle relaxant", dose="10 mg tid prn", harms="too sleepy")],
    ),
    ("tried norco, didn't work", [tried("norco", "opioid", ended="no_benefit")]),
    ("tried gaba for 2 yrs", [tried("gaba", "gabapentinoid", dose="for 2 yrs")]),
    (
        "tried trigger point inj, no help, then ins denied more",
        [tried("trigger point inj", "trigger point injection"), rest("no help, then ins denied more")],
    ),
    ("tried copper bracelet, useless", [tried("copper bracelet", ended="no_benefit")]),
    ("failed PT", [tried("PT", "physical therapy")]),
    ("failed gaba, couldn't tolerate", [tried("gaba", "gabapentinoid", ended="side_effect")]),
    ("pt tried heat and ice, no help", [tried("heat and ice", ended="no_benefit")]),
    ("tryed gabapentin, no relief", [tried("gabapentin", "gabapentinoid", ended="no_benefit")]),
    ("tx: lido patch, helped 4 hrs", [tried("lido patch", "topical", helped_for="4 hrs")]),
    (
        "esi mar 24, 50% x 3 wks",
        [
            tried(
                "esi",
                "epidural steroid injection",
                when_words="mar 24",
                relief_percent=50,
                helped_for="3 wks",
            )
        ],
    ),
    (
        "mar 24 esi, 50% x 3 wks",
        [
            tried(
                "esi",
                "epidural steroid injection",
                when_words="mar 24",
                relief_percent=50,
                helped_for="3 wks",
            )
        ],
    ),
    ("gaba 300 tid, no help", [tried("gaba", "gabapentinoid", dose="300 tid", ended="no_benefit")]),
    ("PT 8 visits, no benefit", [tried("PT", "physical therapy", dose="8 visits", ended="no_benefit")]),
    (
        "pt 2x/wk x 6 wks, no change",
        [tried("pt", "physical therapy", dose="2x/wk x 6 wks", ended="no_benefit")],
    ),
    (
        "rfa L4-5 2022, 9 mos relief",
        [tried("rfa", "radiofrequency ablation", region_level="L4-5", when_words="2022", helped_for="9 mos")],
    ),
    ("dulox, foggy", [tried("dulox", "SNRI", harms="foggy")]),
    (
        "Left hip: tried cortisone shot, 2 wks only",
        [
            tried(
                "cortisone shot",
                "joint injection",
                helped_for="2 wks only",
                ended="wore_off",
                problem="Left hip",
            )
        ],
    ),
    ("tried esi, 120% relief", [tried("esi", "epidural steroid injection"), rest("120% relief")]),
    (
        "tried l5-s1 esi x2, 50%, 2 months of relief",
        [
            tried(
                "esi",
                "epidural steroid injection",
                region_level="l5-s1",
                dose="x2",
                relief_percent=50,
                helped_for="2 months",
            )
        ],
    ),
    (
        "tried rfa L3-4 mar 2022, no help",
        [
            tried(
                "rfa",
                "radiofrequency ablation",
                region_level="L3-4",
                when_words="mar 2022",
                ended="no_benefit",
            )
        ],
    ),
    (
        "Sep 2023: L5 tfesi x1 -- 60% relief",
        [
            tried(
                "tfesi",
                "epidural steroid injection",
                region_level="L5",
                when_words="Sep 2023",
                dose="x1",
                relief_percent=60,
            )
        ],
    ),
    ("tried “gaba” – no help", [tried("“gaba”", "gabapentinoid", ended="no_benefit")]),
    ("tried esi 3/24, 2 days", [tried("esi 3/24", "epidural steroid injection"), rest("2 days")]),
    ("tried ice", [tried("ice")]),
    ("tried gaba 300mg", [tried("gaba", "gabapentinoid", dose="300mg")]),
    ("tried PT, chiro, massage", [tried("PT", "physical therapy"), rest("chiro, massage")]),
    ("gaba/dulox no help", [tried("gaba/dulox", "gabapentinoid", ended="no_benefit")]),
    ("nsaids no help", [tried("nsaids", "NSAID", ended="no_benefit")]),
    ("nsaids - gi bleed 2019", [tried("nsaids", "NSAID", when_words="2019", harms="gi bleed")]),
    (
        "mbb 2023 L4-5 80% x 6 hrs",
        [
            tried(
                "mbb",
                "medial branch block",
                region_level="L4-5",
                when_words="2023",
                relief_percent=80,
                helped_for="6 hrs",
            )
        ],
    ),
    ("rfa wore off", [tried("rfa", "radiofrequency ablation", ended="wore_off")]),
]
