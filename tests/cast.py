"""The named cast: each of them is here for one reason.

`dr_amara` leads pia's care team · `dr_ben` same clinic, not on the team · `nav_nia` navigator on the team ·
`desk_cleo` front desk · `boss_moss` manager · `dr_dara` another clinic · `pia` the patient (a user) ·
`quin` another patient (a user) · `pia_record`, `quin_record` their charts.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from people.access import Actor
from people.models import Clinic, Patient, User
from people.permissions import Role
from tests.factories.people import CareTeamMemberFactory, ClinicFactory, PatientFactory, UserFactory


@pytest.fixture
def maple(db: None) -> Clinic:
    return ClinicFactory(name="Maple Clinic")


@pytest.fixture
def birch(db: None) -> Clinic:
    return ClinicFactory(name="Birch Clinic")


@pytest.fixture
def dr_amara(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Dr Amara Rao", email="amara@maple.example")


@pytest.fixture
def dr_ben(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Dr Ben Holt", email="ben@maple.example")


@pytest.fixture
def nav_nia(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Nia Silva", email="nia@maple.example", role=Role.NAVIGATOR)


@pytest.fixture
def desk_cleo(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Cleo Marsh", email="cleo@maple.example", role=Role.FRONT_DESK)


@pytest.fixture
def boss_moss(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Moss Lind", email="moss@maple.example", role=Role.MANAGER)


@pytest.fixture
def dr_dara(birch: Clinic) -> User:
    return UserFactory(clinic=birch, name="Dr Dara Voss", email="dara@birch.example")


@pytest.fixture
def pia(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Okafor, Pia", email="pia@home.example", role=Role.PATIENT)


@pytest.fixture
def quin(maple: Clinic) -> User:
    return UserFactory(clinic=maple, name="Diaz, Quin", email="quin@home.example", role=Role.PATIENT)


@pytest.fixture
def pia_record(maple: Clinic, pia: User, dr_amara: User, nav_nia: User) -> Patient:
    patient = PatientFactory(
        clinic=maple,
        user=pia,
        given_name="Pia",
        family_name="Okafor",
        mrn="004-118",
        email="pia@home.example",
        phone="555-0142",
        may_email=True,
    )
    CareTeamMemberFactory(patient=patient, user=dr_amara, is_lead=True)
    CareTeamMemberFactory(patient=patient, user=nav_nia)
    return patient


@pytest.fixture
def quin_record(maple: Clinic, quin: User, dr_ben: User) -> Patient:
    patient = PatientFactory(
        clinic=maple,
        user=quin,
        given_name="Quin",
        family_name="Diaz",
        mrn="004-119",
        email="quin@home.example",
    )
    CareTeamMemberFactory(patient=patient, user=dr_ben, is_lead=True)
    return patient


@pytest.fixture
def as_() -> Callable[[User], Client]:
    """A client signed in as somebody: `as_(dr_amara).get(...)`."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def actor_of() -> Callable[[User], Actor]:
    return Actor.of
