"""Packets wait as rows: two workers, a dead worker, live progress, a bomb."""

import json
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from intake.models import Referral, ReferralDocument
from intake.rules.packet import Limits, PacketError, read_packet, redact_packet
from intake.rules.words import ReferralState
from intake.services import referrals
from intake.services.referrals import importing
from intake.tasks import sweep_referrals
from people.access import Actor
from people.models import Patient
from tests.factories.intake_referrals import bundle, condition, everything, number, packed, person, received
from tests.factories.people import NOON, ClinicFactory

_MEBIBYTE = 1024 * 1024


def elsewhere(work):
    """Run in another thread, on a database connection of its own."""

    def run():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=20)


@pytest.mark.django_db
def test_the_sweep_imports_all_that_waits(maple):
    for n in range(3):
        somebody = person(identifier=[number("MR", str(n))], birthDate=f"198{n}-01-01")
        received(maple, bundle(condition(), patient=somebody))
    sweep_referrals()
    sweep_referrals()
    assert Referral.objects.filter(state=ReferralState.DONE).count() == Patient.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_claim_the_same_packet():
    clinic = ClinicFactory()
    first, second = received(clinic, bundle(condition())), received(clinic, bundle(condition("c2")))
    with transaction.atomic():
        mine = referrals.claim_waiting(at=NOON)
        theirs = elsewhere(lambda: referrals.claim_waiting(at=NOON))
        nobodys = elsewhere(lambda: referrals.claim_waiting(at=NOON))
    assert {mine.pk, theirs.pk} == {first.pk, second.pk}
    assert nobodys is None


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_by_others_while_the_packet_is_read(monkeypatch):
    clinic = ClinicFactory()
    received(clinic, bundle(*(condition(f"c{n}", note=[{"text": f"{n} " * 400}]) for n in range(2500))))
    claimed, seen = referrals.claim_waiting(at=NOON), []
    renew = importing.renew

    def renew_and_look(referral, *, percent):
        renew(referral, percent=percent)
        seen.append(elsewhere(lambda: Referral.objects.values_list("state", "progress").get()))

    monkeypatch.setattr(importing, "renew", renew_and_look)
    referrals.import_packet(referral=claimed, at=NOON)
    shown = [percent for _, percent in seen]
    assert len(shown) >= 3
    assert shown == sorted(set(shown))
    assert {state for state, _ in seen} == {ReferralState.READING}


@pytest.mark.django_db(transaction=True)
def test_the_same_packet_dropped_twice_at_once_is_one():
    clinic = ClinicFactory()
    content = bundle(*everything())

    def drop():
        return referrals.receive_packet(
            clinic=clinic, filename="a.json", content=content, by=Actor.system(clinic.pk), at=NOON
        ).referral.pk

    def run(_):
        try:
            return drop()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(run, range(4)))
    assert len(keys) == Referral.objects.count() == 1


# --- Hostile files -----------------------------------------------------------------------------


def bomb(unit: bytes, *, mebibytes: int) -> bytes:
    engine = zlib.compressobj(9, wbits=31)
    block = unit * (_MEBIBYTE // len(unit))
    start = engine.compress(b'{"resourceType": "Bundle", "x": "')
    return start + b"".join(engine.compress(block) for _ in range(mebibytes)) + engine.flush()


@pytest.mark.parametrize("unit", [b"a", b" ", b"[", b'","'])
@pytest.mark.parametrize("work", [lambda c: redact_packet(c, limits=Limits()), lambda c: read(c)])
def test_a_gzip_bomb_stops_early_and_small(unit, work):
    content = bomb(unit, mebibytes=400)
    assert len(content) < 3 * _MEBIBYTE
    tracemalloc.start()
    with pytest.raises(PacketError):
        work(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 120 * _MEBIBYTE


def read(content: bytes):
    return read_packet(content, filename="bomb.json.gz", today=NOON.date())


@pytest.mark.django_db
def test_a_bomb_gets_its_sentence_and_is_not_kept(maple):
    referral = received(maple, bomb(b"a", mebibytes=64), filename="bomb.json.gz")
    assert (referral.state, ReferralDocument.objects.count()) == (ReferralState.REFUSED, 0)
    assert "unpacks to more than 200 times its size" in referral.refusal


@pytest.mark.django_db
def test_a_60_mb_file_is_refused(maple):
    referral = received(maple, b" " * (60 * _MEBIBYTE))
    assert (referral.state, ReferralDocument.objects.count()) == (ReferralState.REFUSED, 0)
    assert referral.refusal.startswith("This is larger than 50 MB.")


# --- The document as it is kept ----------------------------------------------------------------


def test_the_document_differs_only_where_a_number_was_blanked():
    entries = [condition(), person(identifier=[number("SS", "999-12-3456"), number("MR", "S-77")])]
    packet = {"resourceType": "Bundle", "entry": [{"resource": one} for one in entries]}
    original = json.dumps(packet, indent=1)
    kept = redact_packet(packed(original.encode()), limits=Limits())
    text = zlib.decompress(kept.content, 31).decode()
    assert kept.removed == 1
    assert json.loads(text) == json.loads(original.replace("999-12-3456", "[not kept]"))
    assert text.startswith(original[: original.index('"Patient"') - 60])


def test_a_packet_without_such_numbers_is_kept_as_it_came():
    content = bundle(*everything())
    assert zlib.decompress(redact_packet(content, limits=Limits()).content, 31) == content


@pytest.mark.parametrize(
    "hide",
    [
        lambda text: text.replace('"identifier"', '"\\u0069dentifier"'),
        lambda text: text.replace('"SS"', '"\\u0053S"'),
        lambda text: text.replace("999-12-3456", "999\\u002d12-3456"),
    ],
)
def test_escapes_hide_nothing(hide):
    told = {"status": "generated", "div": "<div>SSN 999-12-3456</div>"}
    somebody = person(text=told, identifier=[number("SS", "999-12-3456")])
    content = hide(bundle(patient=somebody).decode()).encode()
    text = zlib.decompress(redact_packet(content, limits=Limits()).content, 31).decode()
    assert "12-3456" not in text


def test_identifiers_of_anybody_in_the_packet_are_blanked():
    relative = {"resourceType": "RelatedPerson", "id": "r", "identifier": [number("PPN", "X1234567")]}
    alone = b"\n".join(json.dumps(one).encode() for one in (person(), relative))
    for content in (bundle(relative), alone):
        assert b"X1234567" not in zlib.decompress(redact_packet(content, limits=Limits()).content, 31)
