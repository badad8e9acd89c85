"""Addresses of the people app."""

from django.urls import include, path

from . import views

app_name = "people"

patient_urls = [
    path("contact/", views.patient_contact, name="patient-contact"),
    path("contact/identity/", views.identity_correct, name="identity-correct"),
    path("contact/consent/", views.consent_record, name="consent-record"),
    path("contact/portal/", views.portal_open, name="portal-open"),
    path("contact/close/", views.record_close, name="record-close"),
    path("care-team/", views.care_team_join, name="care-team-join"),
    path("visits/", views.visits, name="visits"),
    path("set-aside/", views.set_aside, name="set-aside"),
]

visit_urls = [
    path("move/", views.visit_move, name="visit-move"),
    path("cancel/", views.visit_cancel, name="visit-cancel"),
    path("mark/", views.visit_mark, name="visit-mark"),
]

staff_urls = [
    path("", views.staff, name="staff"),
    path("<uuid:pk>/invite/", views.staff_invite, name="staff-invite"),
    path("<uuid:pk>/role/", views.staff_role, name="staff-role"),
    path("<uuid:pk>/deactivate/", views.staff_deactivate, name="staff-deactivate"),
    path("<uuid:pk>/reactivate/", views.staff_reactivate, name="staff-reactivate"),
]

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("shelf-keys/", views.shelf_keys, name="shelf-keys"),
    path("signed-in/", views.signed_in, name="signed-in"),
    path("patients/new/", views.patient_new, name="patient-new"),
    path("patients/<uuid:pk>/", include(patient_urls)),
    path("care-team/<uuid:pk>/leave/", views.care_team_leave, name="care-team-leave"),
    path("care-team/<uuid:pk>/lead/", views.care_team_lead, name="care-team-lead"),
    path("visits/<uuid:pk>/", include(visit_urls)),
    path("staff/", include(staff_urls)),
    path("clinic/", views.clinic, name="clinic"),
    path("clinic/numbers/<slug:key>/", views.policy_set, name="policy-set"),
]
