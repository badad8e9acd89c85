"""When to get help at once, in the words of every page that a patient takes home.

An approved emergency text (tiers T0 and T1 of `clinical.md` 6 in plain words): it is exempt from the list of
words by name.
"""

HELP_NOW = (
    "You cannot hold or pass urine or stool, or you are numb between your legs.",
    "A foot drops, or an arm or leg gets weaker.",
    "You have fever or chills with back pain, or a hot, red wound after a procedure.",
    "A sudden, worst-ever headache, or chest pain, or you cannot catch your breath.",
    "You think of ending your life.",
)
