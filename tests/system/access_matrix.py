"""Who gets what from every route: the table that a new route must join.

Each row: the sample whose key the address takes ("" for none), then one letter for each of the cast in
the order of `CAST`: `y` served, `f` refused (403), `0` not found (404), `p` public page.
The sample belongs to pia: dr_amara and nav_nia are on her team, dr_ben is not, dr_dara is elsewhere.
"""

CAST = ("dr_amara", "nav_nia", "dr_ben", "desk_cleo", "boss_moss", "dr_dara", "pia", "quin")

EVERYBODY = "pppppppp"
MANAGER = "ffffyfff"
REGISTER = "yyyyfyff"
CONTACT = "yyyyf0ff"
TEAM_EDIT = "yyfyf0ff"
CHART = "yyfff0ff"
#: The patient alone; quin has an account but no record in these tests.
OWN = "ffffffy0"
STAFF = "yyyyyyff"
SIGN = "yffff0ff"
#: Only PATCH is served, and 405 counts as served; whose draft it is, tests/intake/test_intake_drafts.py asks.
DRAFT_API = "yyyffyff"

MATRIX: dict[str, tuple[str, str]] = {
    "people:healthz": ("", EVERYBODY),
    "people:patient-new": ("", REGISTER),
    "people:patient-contact": ("patient", CONTACT),
    "people:consent-record": ("patient", CONTACT),
    "people:portal-open": ("patient", CONTACT),
    "people:record-close": ("patient", CONTACT),
    "people:care-team-join": ("patient", TEAM_EDIT),
    "people:care-team-leave": ("member", TEAM_EDIT),
    "people:care-team-lead": ("member", TEAM_EDIT),
    "people:visits": ("patient", CONTACT),
    "people:visit-move": ("visit", CONTACT),
    "people:visit-cancel": ("visit", CONTACT),
    "people:visit-mark": ("visit", CONTACT),
    "people:staff": ("", MANAGER),
    "people:staff-invite": ("colleague", MANAGER),
    "people:staff-role": ("colleague", MANAGER),
    "people:staff-deactivate": ("colleague", MANAGER),
    "people:staff-reactivate": ("colleague", MANAGER),
    "people:clinic": ("", MANAGER),
    "people:policy-set": ("policy", MANAGER),
    "chart:today": ("", "yyyyyyyy"),
    "chart:find": ("", STAFF),
    "chart:patients": ("", REGISTER),
    "chart:storyboard": ("patient", CHART),
    "chart:storyboard-table": ("patient", CHART),
    "chart:record": ("patient", CHART),
    "chart:access-log": ("patient", CHART),
    "portal:home": ("", OWN),
    "portal:flare": ("", OWN),
    "portal:plan": ("", OWN),
    "portal:settings": ("", OWN),
    "portal:mail-consent": ("", OWN),
    "portal:day-link-renew": ("", OWN),
    "portal:ask-start": ("ask", OWN),
    "portal:sign-out": ("", EVERYBODY),
    "portal:day-link": ("day_link", EVERYBODY),
    "portal:day-link-flare": ("day_link", EVERYBODY),
    "portal:question-start": ("question_link", EVERYBODY),
    "portal:question": ("question", EVERYBODY),
    "portal:question-check": ("question_link", EVERYBODY),
    "portal:question-renew": ("question_link", EVERYBODY),
    "portal:mail-stop": ("mail_link", EVERYBODY),
    "portal:api-days": ("", "ffffffpf"),
    "portal:shell": ("", EVERYBODY),
    "portal:worker": ("", EVERYBODY),
    "intake:intake": ("patient", CHART),
    "intake:intake-start": ("patient", CHART),
    "intake:intake-read": ("intake", CHART),
    "intake:intake-progress": ("intake", CHART),
    "intake:intake-sign": ("intake", SIGN),
    "intake:card-save": ("card", CHART),
    "intake:flag-answer": ("flag", CHART),
    "intake:row-add": ("new line", CHART),
    "intake:row-remove": ("line", CHART),
    "intake:draft-form": ("draft", CHART),
    "intake:draft-intake": ("intake", DRAFT_API),
    "intake:draft-problem": ("problem", DRAFT_API),
    "intake:draft-hypothesis": ("idea", DRAFT_API),
    "intake:draft-tried": ("tried", DRAFT_API),
    "intake:timeline-add": ("patient", CHART),
    "intake:medication-add": ("patient", CHART),
    "intake:allergy-add": ("patient", CHART),
    "intake:entry-error": ("entry", CHART),
    "intake:entry-restore": ("entry", CHART),
    "plans:plan": ("patient", CHART),
    "plans:plan-choose": ("patient", CHART),
    "plans:plan-new": ("patient", CHART),
    "plans:sheet": ("patient", CHART),
    "plans:plan-read": ("signed_plan", CHART),
    "plans:builder": ("draft_plan", CHART),
    "plans:builder-live": ("draft_plan", CHART),
    "plans:plan-goal": ("draft_plan", CHART),
    "plans:step-add": ("draft_plan", CHART),
    "plans:plan-discard": ("draft_plan", CHART),
    "plans:plan-sign": ("draft_plan", SIGN),
    "plans:plan-undo": ("signed_plan", SIGN),
    "plans:plan-close": ("signed_plan", SIGN),
    "plans:step-move": ("step", CHART),
    "plans:step-remove": ("step", CHART),
    "plans:step-pair": ("step", CHART),
    "plans:checkpoint-add": ("step", CHART),
    "plans:step-start": ("step", CHART),
    "plans:step-deliver": ("step", CHART),
    "plans:step-not-delivered": ("step", CHART),
    "plans:block-record": ("step", CHART),
    "plans:block-err": ("block_response", CHART),
    "plans:checkpoint": ("checkpoint", CHART),
    "plans:checkpoint-shape": ("checkpoint", CHART),
    "plans:checkpoint-remove": ("checkpoint", CHART),
    "plans:checkpoint-decide": ("checkpoint", SIGN),
    "plans:checkpoint-cosign": ("checkpoint", SIGN),
    "plans:draft-plan": ("draft_plan", DRAFT_API),
    "plans:draft-step": ("step", DRAFT_API),
    "plans:draft-checkpoint": ("checkpoint", DRAFT_API),
}
