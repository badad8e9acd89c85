"""Lines as clinicians type them: allergies and what is taken now, with all that they mean."""

from .capturing import allergy, medicine, none_known, rest

ALLERGIES = [
    ("NKDA", [none_known("NKDA")]),
    ("nka.", [none_known("nka")]),
    ("no known allergies", [none_known("no known allergies")]),
    ("no drug allergies", [none_known("no drug allergies")]),
    ("denies allergies", [none_known("denies allergies")]),
    ("allergies: none", [none_known("allergies: none")]),
    ("allergic to sulfa", [allergy("sulfa")]),
    ("pt allergic to pcn, hives", [allergy("penicillin", "hives")]),
    ("is allergic to sulfa - rash, itching", [allergy("sulfa", "rash, itching")]),
    (
        "allergic to penicillin (anaphylaxis) and latex",
        [allergy("penicillin", "anaphylaxis"), allergy("latex")],
    ),
    ("allergic to ct contrast, severe rash", [allergy("ct contrast", "severe rash")]),
    ("has an allergy to adhesive tape", [allergy("adhesive tape")]),
    ("allergies: pcn hives, codeine n/v", [allergy("penicillin", "hives"), allergy("codeine", "n/v")]),
    ("allergy: latex", [allergy("latex")]),
    ("allergies to shellfish, peanuts", [allergy("shellfish"), allergy("peanuts")]),
    ("allergic to asa, reaction unknown", [allergy("aspirin", "reaction unknown")]),
    ("allergy: morphine gave itching and hives", [allergy("morphine", "itching, hives")]),
    ("allergic to lidocaine: throat closing", [allergy("lidocaine", "throat closing")]),
]

TAKEN = [
    ("takes gabapentin 300 mg tid", [medicine("gabapentin", "300 mg tid")]),
    ("takes gaba 300 tid", [medicine("gabapentin", "300 tid")]),
    ("taking oxycodone 5mg q6h", [medicine("oxycodone", "5mg q6h")]),
    ("pt takes lisinopril 10 mg daily", [medicine("lisinopril", "10 mg daily")]),
    (
        "takes metformin 1000 mg bid, atorvastatin 20 mg",
        [medicine("metformin", "1000 mg bid"), medicine("atorvastatin", "20 mg")],
    ),
    (
        "takes ibu 800 prn and tylenol 1000 mg at night",
        [medicine("ibuprofen", "800 prn"), medicine("tylenol", "1000 mg at night")],
    ),
    ("takes dulox 60 mg, daily", [medicine("duloxetine", "60 mg daily")]),
    ("on warfarin 5 mg daily", [medicine("warfarin", "5 mg daily")]),
    ("still taking amitrip 25 qhs", [medicine("amitriptyline", "25 qhs")]),
    ("takes vitamin D3 2000 IU", [medicine("vitamin D3", "2000 IU")]),
    ("takes tizanidine prn", [medicine("tizanidine", "prn")]),
    ("taking fish oil 2 caps daily", [medicine("fish oil", "2 caps daily")]),
    ("meds: metformin, lisinopril", [medicine("metformin"), medicine("lisinopril")]),
    ("meds: metformin, water pill at times", [medicine("metformin"), rest("water pill at times")]),
    ("takes: gaba", [medicine("gabapentin")]),
    (
        "taking: baclofen 10 mg tid & naproxen 500 bid",
        [medicine("baclofen", "10 mg tid"), medicine("naproxen", "500 bid")],
    ),
]
