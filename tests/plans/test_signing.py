import pytest

from tests.factories.plans import signed

pytestmark = pytest.mark.django_db


def test_it(pia_record, dr_amara):
    plan = signed(pia_record, dr_amara)
    assert plan.is_signed
