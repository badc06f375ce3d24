"""The deployment files, as far as they can be checked without deploying."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.settings import _READERS, read_settings
from bot.sheets.printing import NO_FONT

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def test_the_environment_example_names_settings_and_is_valid_as_it_is() -> None:
    text = (DEPLOY / "env.example").read_text("utf-8")
    named = re.findall(r"^#?(JINCE_\w+)=(.*)$", text, re.MULTILINE)
    assert {name for name, _ in named} == set(_READERS)
    assert read_settings({name: value for name, value in named if name == "JINCE_RATE_LIMIT"}).rate_limit == 30


def test_the_compose_file_builds_our_container_and_exposes_nothing_to_the_world() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    service = compose["services"]["jince"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert {volume.partition(":")[0] for volume in service["volumes"]} == set(compose["volumes"])


def test_what_the_container_copies_is_there() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source


def test_the_container_has_a_font_to_print_with() -> None:
    installed = re.findall(r"fonts-[\w-]+", (DEPLOY / "Containerfile").read_text("utf-8"))
    assert installed and all(font in NO_FONT for font in installed)


def test_no_file_holds_a_secret() -> None:
    for path in DEPLOY.iterdir():
        assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{43}", path.read_text("utf-8")), path.name


@pytest.mark.parametrize("page", ["telegram.md", "wechat.md", "wecom.md"])
def test_every_setting_a_page_names_is_one(page: str) -> None:
    named = set(re.findall(r"JINCE_[A-Z_]+", (ROOT / "docs" / page).read_text("utf-8")))
    assert named and named <= set(_READERS)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="only where systemd is installed")
def test_the_unit_is_one(tmp_path: Path) -> None:
    unit = (DEPLOY / "jince.service").read_text("utf-8").replace("/opt/jince/bin/jince", "/bin/true")
    copy = tmp_path / "jince.service"
    copy.write_text(unit.replace("User=jince", "User=root").replace("Group=jince", "Group=root"), "utf-8")
    run = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0 and "jince.service" not in run.stderr, run.stderr
