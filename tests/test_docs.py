"""What README and CONTRIBUTING say is true: commands, files and links in them exist."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.identifiers import heading_anchor
from generator.plugin import ArchiveConfig
from generator.settings import settings_from

ROOT = Path(__file__).parent.parent
DOCS = ("README.md", "CONTRIBUTING.md")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_somewhere(name: str) -> None:
    anchors = {heading_anchor(heading, "-") for heading in re.findall(r"^#+ (.+)$", text(name), re.MULTILINE)}
    links = re.findall(r"\]\(([^)\s]+)\)", text(name))
    assert links
    for link in links:
        if link.startswith("#"):
            assert heading_anchor(link[1:], "-") in anchors, link
        elif not link.startswith("https://"):
            assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", DOCS)
def test_make_targets_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text(name), re.MULTILINE))
    assert named
    assert named <= targets


def test_generator_commands_exist_with_their_options() -> None:
    commands = re.findall(r"^(?:\.venv\\Scripts\\)?generator ([a-z]+)([^#\n]*)", text("README.md"), re.MULTILINE)
    assert {command for command, _ in commands} == set(main.commands)
    for command, arguments in commands:
        options = re.findall(r"--[a-z]+", arguments)
        help_text = CliRunner().invoke(main, [command, "--help"]).output
        assert all(option in help_text for option in options), command


def test_the_map_names_every_file_and_only_those() -> None:
    """Each module of the package is on the map by its name, or by its folder's."""
    code_map = text("CONTRIBUTING.md").partition("## The map")[2].partition("## How to")[0]
    named = set(re.findall(r"`([a-z_]+(?:\.py|/))`", code_map))
    there = {path.name for path in (ROOT / "generator").glob("*.py") if not path.name.startswith("__")}
    there |= {f"{path.parent.name}/" for path in (ROOT / "generator").glob("*/__init__.py")}
    assert named == there


def test_the_test_command_is_what_ci_runs() -> None:
    assert "exec make test" in text(".ci/run")


def test_mkdocs_knows_the_settings_that_the_readme_names() -> None:
    """Of one it doesn't know it warns, which stops a strict build; and each says something that can be."""
    named: dict[str, object] = {}
    for block in re.findall(r"```yaml\n(plugins:\n  - generator:.*?)```", text("README.md"), re.DOTALL):
        ((section,),) = (each.values() for each in yaml.safe_load(block)["plugins"])
        named |= section
    config = ArchiveConfig()
    config.load_dict(named)
    assert {"columns", "limits"} <= named.keys()
    assert config.validate() == ([], [])
    settings_from(ROOT, {}, named)
