"""Names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules.names import folded, may_be_same_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Pia", "Okafor"), ("pia", "OKAFOR"), True),
        (("Adán", "Portillo"), ("Adan", "Portillo"), True),
        (("Pia Ada", "Okafor"), ("Pia", "Okafor"), True),
        (("Ada", "Okafor"), ("Pia", "Okafor"), False),
        (("Pia", "Okafor"), ("Pia", "Okafor-Lee"), False),
        (("", "Okafor"), ("", "Okafor"), True),
        (("伟", "王"), ("伟", "王"), True),
        (("Straße", "Maß"), ("STRASSE", "MASS"), True),
    ],
)
def test_the_same_name(one, other, same):
    assert may_be_same_name(*one, *other) is same
    assert may_be_same_name(*other, *one) is same


@given(st.text())
def test_folding_twice_is_folding_once(name):
    assert folded(folded(name)) == folded(name)
