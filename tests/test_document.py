"""Front matter as text: what is written is what PyYAML would write, and reads back as it was."""

from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.document import dump_article, load_mapping, parse_article, split
from generator.invisible import has_invisible
from generator.model import ClusterMention, DocumentCitation, Figure, FrontMatter, PersonMention, Source
from generator.yaml_writing import yaml_scalar

SEEN = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda sign: not has_invisible(sign))
TEXT = st.text(SEEN, max_size=30) | st.sampled_from(
    [
        "yes",
        "null",
        "12",
        "1.5",
        "2024-06-20",
        "a: b",
        "- a",
        "# a",
        "a #b",
        "'a'",
        '"',
        "á b",
        "~",
        "=",
        "a:",
        "0x1F",
        "1_000",
    ]
)
TEXTS = st.lists(TEXT.filter(bool), max_size=3).map(tuple)
NAME = TEXT.filter(lambda text: bool(text.strip()))
FRONT_MATTER = st.builds(
    FrontMatter,
    title=NAME,
    title_made=st.booleans(),
    date=st.sampled_from(["", "2024", "2024-06", "2024-06-20"]),
    place=TEXT,
    persons=st.lists(st.builds(PersonMention, NAME, TEXTS, TEXT, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    clusters=st.lists(
        st.builds(ClusterMention, NAME, st.none() | st.integers(0, 99), TEXT, TEXTS, TEXT, TEXT), max_size=2
    ).map(tuple),
    documents=st.lists(st.builds(DocumentCitation, TEXT, NAME), max_size=2).map(tuple),
    figures=st.lists(
        st.builds(Figure, st.integers(-9, 10**12) | st.floats(0, 1e15, allow_nan=False), TEXT), max_size=2
    ).map(tuple),
    byline=TEXTS,
    source=st.builds(Source, TEXT, TEXT),
)


class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # its base is known at run time only
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's signature
        return True


Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


@given(FRONT_MATTER)
def test_front_matter_is_written_as_pyyaml_writes_it(front_matter: FrontMatter) -> None:
    yaml_text, _ = split(dump_article(front_matter, "Bài.\n"))
    mapping = load_mapping(yaml_text, "a.md")
    assert yaml_text == yaml.dump(mapping, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


@settings(max_examples=1000)
@given(st.text("aeExonĐủ0192 :,.()/%+–-“”'\"_#", max_size=9) | st.text("0129:.-e", max_size=9) | TEXT)
@example("Sơ kết: đạt 80,5 %")
@example("8:30")
@example("a: 'b'")
@example("12:30:45")
@example("1e5")
@example("2024-10 ")
@example("0x1F “a”")
def test_a_value_is_written_as_pyyaml_writes_it(text: str) -> None:
    assert f"- {yaml_scalar(text)}\n" == yaml.dump([text], Dumper=Dumper, allow_unicode=True, width=1_000_000)


def test_what_shows_nothing_is_written_so_that_it_is_seen() -> None:
    name = "ảnh\u202egnp.txt"
    text = dump_article(FrontMatter(title="Bài", source_file=name), "Bài.\n")
    assert not has_invisible(text)
    assert r"\u202E" in text
    assert parse_article(text, "a.md").front_matter.source_file == name


@given(FRONT_MATTER)
def test_front_matter_reads_back_as_it_was(front_matter: FrontMatter) -> None:
    text = dump_article(front_matter, "Bài.\n")
    again = parse_article(text, "a.md")
    assert dump_article(again.front_matter, again.body) == dump_article(
        parse_article(dump_article(again.front_matter, "Bài.\n"), "a.md").front_matter, "Bài.\n"
    )
    assert again.front_matter.title == front_matter.title.strip()
    assert [person.name for person in again.front_matter.persons] == [p.name.strip() for p in front_matter.persons]
