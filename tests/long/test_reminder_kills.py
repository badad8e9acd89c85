"""Many reminders, the worker killed again and again, the broker emptied twice: none lost, none doubled."""

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from followup.models import Reminder
from followup.rules.words import ReminderState
from tests.long import campaign

FULL_CAMPAIGN = int(os.environ.get("CAMPAIGN_KILLS", "20"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("kills", "reminders"), [(3, 500), pytest.param(FULL_CAMPAIGN, 2_000, marks=pytest.mark.long)]
)
def test_every_reminder_ends_sent_or_uncertain(kills: int, reminders: int, tmp_path: Path):
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    campaign.ask_everybody(reminders)
    with campaign.under_attack(tmp_path) as attack:
        strikes = sorted(chance.sample(range(10, reminders - 200), kills))
        flushes = set(chance.sample(strikes, 2))
        for strike in strikes:
            campaign.wait_until(lambda strike=strike: attack.taken >= strike, f"{strike} messages")
            attack.kill_worker()
            if strike in flushes:
                attack.empty_broker()
        campaign.wait_until(lambda: campaign.all_ended(reminders), "every reminder has ended")

    ended = Counter(Reminder.objects.values_list("state", flat=True))
    taken = Counter(attack.mail.message_ids)
    sys.stdout.write(
        f"\nseed {seed}: {attack.kills} kills, {attack.half_sent} of them half way through a message, "
        f"{attack.flushes} flushes; {dict(ended)}, {len(taken)} Message-IDs taken\n"
    )
    assert (attack.kills, attack.flushes) == (kills, 2)
    assert sum(ended.values()) == reminders
    assert set(ended) <= campaign.ENDED
    assert ended[ReminderState.UNCERTAIN] <= kills
    assert [message_id for message_id, times in taken.items() if times > 1] == []
    assert sent_ids() <= set(taken)


def sent_ids() -> set[bytes]:
    """What we say was sent was really taken."""
    sent = Reminder.objects.filter(state=ReminderState.SENT)
    return {message_id.encode() for message_id in sent.values_list("message_id", flat=True)}
