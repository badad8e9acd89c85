"""Addresses of the plans app."""

from django.urls import include, path

from people.drafts import draft_path

from .drafts import KINDS
from .views import builder, checkpoints, plan, steps, tailoring

app_name = "plans"

patient_urls = [
    path("", plan.plan, name="plan"),
    path("choose/", plan.plan_choose, name="plan-choose"),
    path("new/", plan.plan_new, name="plan-new"),
    path("sheet/", plan.sheet, name="sheet"),
]
plan_urls = [
    path("", plan.plan_read, name="plan-read"),
    path("edit/", builder.builder, name="builder"),
    path("live/", builder.builder_live, name="builder-live"),
    path("goal/", tailoring.plan_goal, name="plan-goal"),
    path("steps/", tailoring.step_add, name="step-add"),
    path("discard/", builder.plan_discard, name="plan-discard"),
    path("sign/", builder.plan_sign, name="plan-sign"),
    path("undo/", plan.plan_undo, name="plan-undo"),
    path("close/", plan.plan_close, name="plan-close"),
]
step_urls = [
    path("move/", tailoring.step_move, name="step-move"),
    path("remove/", tailoring.step_remove, name="step-remove"),
    path("pair/", tailoring.step_pair, name="step-pair"),
    path("checkpoint/", tailoring.checkpoint_add, name="checkpoint-add"),
    path("start/", steps.step_start, name="step-start"),
    path("deliver/", steps.step_deliver, name="step-deliver"),
    path("not-delivered/", steps.step_not_delivered, name="step-not-delivered"),
    path("block/", steps.block_record, name="block-record"),
]
checkpoint_urls = [
    path("", checkpoints.checkpoint, name="checkpoint"),
    path("shape/", tailoring.checkpoint_shape, name="checkpoint-shape"),
    path("remove/", tailoring.checkpoint_remove, name="checkpoint-remove"),
    path("decide/", checkpoints.checkpoint_decide, name="checkpoint-decide"),
    path("cosign/", checkpoints.checkpoint_cosign, name="checkpoint-cosign"),
]
urlpatterns = [
    path("patients/<uuid:pk>/plan/", include(patient_urls)),
    path("plans/<uuid:pk>/", include(plan_urls)),
    path("steps/<uuid:pk>/", include(step_urls)),
    path("checkpoints/<uuid:pk>/", include(checkpoint_urls)),
    path("block-responses/<uuid:pk>/err/", steps.block_err, name="block-err"),
    *[draft_path(kind) for kind in KINDS],
]
