"""Addresses of the intake app."""

from django.urls import include, path

from people.drafts import draft_path

from .drafts import KINDS
from .views import (
    body_maps,
    capture,
    cards,
    closing,
    conversation,
    day,
    entries,
    exam,
    flags,
    health,
    ideas,
    life,
    medicines,
    records,
    referrals,
    rows,
    scans,
    sittings,
    test_requests,
    timeline,
    triage,
)

app_name = "intake"

conversation_urls = [
    path("patients/<uuid:pk>/intake/", conversation.intake, name="intake"),
    path("patients/<uuid:pk>/intake/start/", conversation.intake_start, name="intake-start"),
    path("intakes/<uuid:pk>/", conversation.intake_read, name="intake-read"),
    path("intakes/<uuid:pk>/progress/", conversation.intake_progress, name="intake-progress"),
    path("intakes/<uuid:pk>/quote/", conversation.quote_keep, name="quote-keep"),
    path("intakes/<uuid:pk>/resume/", sittings.intake_resume, name="intake-resume"),
    path("intakes/<uuid:pk>/sitting/", sittings.sitting, name="sitting"),
    path("intakes/<uuid:pk>/sign/", conversation.intake_sign, name="intake-sign"),
    path("intakes/<uuid:pk>/cards/<slug:slot>/", cards.card_save, name="card-save"),
    path("intakes/<uuid:pk>/flags/<slug:flag>/", flags.flag_answer, name="flag-answer"),
    path("intakes/<uuid:pk>/flags/<slug:flag>/take/", flags.alarm_take, name="alarm-take"),
    path("intakes/<uuid:pk>/capture/", capture.capture, name="capture"),
    path("intakes/<uuid:pk>/parts/<slug:part>/", capture.intake_part, name="intake-part"),
    path("captured/<uuid:pk>/undo/", capture.captured_undo, name="captured-undo"),
    path("captured/<uuid:pk>/again/", capture.captured_again, name="captured-again"),
    path("intake-rows/provoker/<uuid:pk>/problem/", rows.provoker_problem, name="provoker-problem"),
    path("intakes/<uuid:pk>/<slug:kind>/add/", rows.row_add, name="row-add"),
    path("intake-rows/<slug:kind>/<uuid:pk>/remove/", rows.row_remove, name="row-remove"),
    path("drafts/<slug:kind>/<uuid:pk>/", rows.draft_form, name="draft-form"),
    *[draft_path(kind) for kind in KINDS],
]

closing_urls = [
    path("intakes/<uuid:pk>/read-back/", closing.read_back, name="read-back"),
    path("intakes/<uuid:pk>/addendum/", closing.addendum_add, name="addendum-add"),
    path("intakes/<uuid:pk>/summary/", closing.summary, name="summary"),
    path("intakes/<uuid:pk>/summary/write/", closing.summary_write, name="summary-write"),
    path("summaries/<uuid:pk>/live/", closing.summary_live, name="summary-live"),
    path("summaries/<uuid:pk>/approve/", closing.summary_approve, name="summary-approve"),
]

body_map_urls = [
    path("patients/<uuid:pk>/map/", body_maps.body_map, name="body-map"),
    path("patients/<uuid:pk>/map/add/", body_maps.map_add, name="map-add"),
    path("intakes/<uuid:pk>/maps/<slug:layer>/", body_maps.map_layer, name="map-layer"),
    path("intakes/<uuid:pk>/maps/<slug:layer>/copy/", body_maps.map_copy, name="map-copy"),
    path("problems/<uuid:pk>/clock/", body_maps.clock_save, name="clock-save"),
]

evidence_urls = [
    path("intakes/<uuid:pk>/exam/<slug:group>/", exam.exam_group, name="exam-group"),
    path("intakes/<uuid:pk>/exam/<slug:group>/normal/", exam.exam_rest_normal, name="exam-rest-normal"),
    path("intakes/<uuid:pk>/tests/<slug:test>/", exam.exam_save, name="exam-save"),
    path("intakes/<uuid:pk>/scan-findings/new/", scans.scan_add, name="scan-add"),
    path("scan-findings/<uuid:pk>/", scans.scan_save, name="scan-save"),
    path("scan-findings/<uuid:pk>/remove/", scans.scan_remove, name="scan-remove"),
    path("patients/<uuid:pk>/test-requests/new/", test_requests.test_request_new, name="test-request-new"),
    path("test-requests/<uuid:pk>/result/", test_requests.test_request_result, name="test-request-result"),
    path("patients/<uuid:pk>/ideas/", ideas.ideas, name="ideas"),
    path("patients/<uuid:pk>/pattern/", ideas.pattern_review, name="pattern-review"),
    path("problems/<uuid:pk>/mechanism/", ideas.mechanism, name="mechanism"),
    path("problems/<uuid:pk>/mechanism/save/", ideas.mechanism_save, name="mechanism-save"),
    path("intakes/<uuid:pk>/ideas/new/", ideas.idea_add, name="idea-add"),
    path("ideas/<uuid:pk>/decide/", ideas.idea_decide, name="idea-decide"),
    path("ideas/<uuid:pk>/choose/", ideas.idea_work, name="idea-work"),
    path("ideas/<uuid:pk>/problem/", ideas.idea_problem, name="idea-problem"),
    path("ideas/<uuid:pk>/evidence/", ideas.idea_evidence, name="idea-evidence"),
]

entry_urls = [
    *[
        path(f"patients/<uuid:pk>/{noun}/add/", entries.entry_add, {"kind": kind}, name=f"{kind}-add")
        for noun, kind in (("timeline", "timeline"), ("medications", "medication"), ("allergies", "allergy"))
    ],
    path("patients/<uuid:pk>/timeline/line/", timeline.timeline_line, name="timeline-line"),
    path("timeline-entries/<uuid:pk>/", timeline.timeline_entry, name="timeline-entry"),
    path("timeline-entries/<uuid:pk>/<slug:act>/", timeline.timeline_act, name="timeline-act"),
    path("medications/<uuid:pk>/stop/", entries.medication_stop, name="medication-stop"),
    path("entries/<slug:kind>/<uuid:pk>/error/", entries.entry_error, name="entry-error"),
    path("entries/<slug:kind>/<uuid:pk>/restore/", entries.entry_restore, name="entry-restore"),
]

medicine_urls = [
    path("medicines/<slug:kind>/<uuid:pk>/state/", medicines.medicine_state, name="medicine-state"),
    path("patients/<uuid:pk>/medicines/line/", medicines.medicine_line, name="medicine-line"),
    path("patients/<uuid:pk>/medicines/review/", medicines.medicine_review, name="medicine-review"),
    path("medications/<uuid:pk>/merge/", medicines.medicine_merge, name="medicine-merge"),
    path("medicine-merges/<uuid:pk>/undo/", medicines.medicine_merge_undo, name="medicine-merge-undo"),
]

day_urls = [
    path("intakes/<uuid:pk>/sleep/", day.sleep_save, name="sleep-save"),
    path("intakes/<uuid:pk>/sleep/task/", day.sleep_task, name="sleep-task"),
    path("intakes/<uuid:pk>/apart/", day.apart, name="apart"),
    path("intakes/<uuid:pk>/apart/start/", day.apart_start, name="apart-start"),
    path("intakes/<uuid:pk>/facts/state/", health.fact_state, name="fact-state"),
]

life_urls = [
    path("patients/<uuid:pk>/life/", life.life, name="life"),
    path("patients/<uuid:pk>/life/add/", life.barrier_add, name="barrier-add"),
    path("barriers/<uuid:pk>/end/", life.barrier_end, name="barrier-end"),
    path("patients/<uuid:pk>/triage/begin/", triage.triage_begin, name="triage-begin"),
    path("patients/<uuid:pk>/triage/", triage.triage_decide, name="triage-decide"),
    path("triages/<uuid:pk>/contact/", triage.triage_contact, name="triage-contact"),
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

record_urls = [
    path("patients/<uuid:pk>/papers/", records.records, name="records"),
    path("papers/<uuid:pk>/came/", records.record_settle, {"how": "came"}, name="record-came"),
    path("papers/<uuid:pk>/none/", records.record_settle, {"how": "none"}, name="record-none"),
    path("papers/<uuid:pk>/wait/", records.record_settle, {"how": "wait"}, name="record-wait"),
]

urlpatterns = [
    *body_map_urls,
    *closing_urls,
    *conversation_urls,
    *day_urls,
    *entry_urls,
    *evidence_urls,
    *life_urls,
    *medicine_urls,
    *record_urls,
    *referral_urls,
]
