"""A full chart, at a standstill."""

import pytest
import time_machine

from tests.chart.exploring import logged
from tests.factories.chart import whole_chart
from tests.factories.people import NOON


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def charted(pia_record, dr_amara):
    whole_chart(pia_record, dr_amara)
    logged(pia_record, range(120))
    return pia_record
