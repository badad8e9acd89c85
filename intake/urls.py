"""Addresses of the intake app."""

from django.urls import include, path

from people.drafts import draft_path

from .drafts import KINDS
from .views import cards, conversation, entries, referrals, rows

app_name = "intake"

conversation_urls = [
    path("patients/<uuid:pk>/intake/", conversation.intake, name="intake"),
    path("patients/<uuid:pk>/intake/start/", conversation.intake_start, name="intake-start"),
    path("intakes/<uuid:pk>/", conversation.intake_read, name="intake-read"),
    path("intakes/<uuid:pk>/progress/", conversation.intake_progress, name="intake-progress"),
    path("intakes/<uuid:pk>/sign/", conversation.intake_sign, name="intake-sign"),
    path("intakes/<uuid:pk>/cards/<slug:slot>/", cards.card_save, name="card-save"),
    path("intakes/<uuid:pk>/flags/<slug:flag>/", cards.flag_answer, name="flag-answer"),
    path("intakes/<uuid:pk>/<slug:kind>/add/", rows.row_add, name="row-add"),
    path("intake-rows/<slug:kind>/<uuid:pk>/remove/", rows.row_remove, name="row-remove"),
    path("drafts/<slug:kind>/<uuid:pk>/", rows.draft_form, name="draft-form"),
    *[draft_path(kind) for kind in KINDS],
]

entry_urls = [
    *[
        path(f"patients/<uuid:pk>/{noun}/add/", entries.entry_add, {"kind": kind}, name=f"{kind}-add")
        for noun, kind in (("timeline", "timeline"), ("medications", "medication"), ("allergies", "allergy"))
    ],
    path("medications/<uuid:pk>/stop/", entries.medication_stop, name="medication-stop"),
    path("entries/<slug:kind>/<uuid:pk>/error/", entries.entry_error, name="entry-error"),
    path("entries/<slug:kind>/<uuid:pk>/restore/", entries.entry_restore, name="entry-restore"),
]

packet_urls = [
    path("", referrals.referral, name="referral"),
    path("match/", referrals.referral_match, name="referral-match"),
    path("undo/", referrals.referral_undo, name="referral-undo"),
    path("retry/", referrals.referral_retry, name="referral-retry"),
    path("document/", referrals.referral_document, name="referral-document"),
]

referral_urls = [
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/upload/", referrals.referral_upload, name="referral-upload"),
    path("referrals/<uuid:pk>/", include(packet_urls)),
]

urlpatterns = [*conversation_urls, *entry_urls, *referral_urls]
