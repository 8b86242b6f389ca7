"""Random hands and a random converter at work on one article, and what must hold whatever they do.

The hand edits with other tools than the merge is made of: ruamel.yaml for the front matter, lines for comments and
paragraphs. Everything it writes bears a mark of its own, so that it is found again.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from generator.document import load_mapping
from generator.errors import ProblemError
from generator.model import DocumentCitation, Figure, FrontMatter, PersonMention

SCALARS = ("title", "date", "date_basis", "period", "published", "place", "source_file")
LISTS = ("persons", "clusters", "provinces", "documents", "figures", "byline")
NAMES = {"persons": "name", "clusters": "name", "documents": "number", "figures": "quote"}


@dataclass(frozen=True)
class Claim:
    """Something a hand did, as what must hold from then on."""

    what: str
    holds: Callable[[dict[str, Any], list[str], str], bool]
    """Given front matter, paragraphs and the whole file."""


@dataclass
class Hand:
    """A hand with a seeded mind of its own."""

    chance: random.Random
    claims: list[Claim] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    marks: int = 0

    def mark(self) -> str:
        self.marks += 1
        return f"tay{self.marks}x"

    def edit(self, data: bytes) -> bytes:
        """The file after some edits. What an earlier edit did and this one undid is claimed no more."""
        text = data.decode("utf-8")
        mark, windows = text.startswith("\ufeff"), "\r\n" in text
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        head, body = text[4:].split("\n---\n", maxsplit=1)
        paragraphs = body.strip("\n").split("\n\n") if body.strip() else []
        head = self._front_matter(head + "\n") if self.chance.random() < 0.8 else head + "\n"
        if self.chance.random() < 0.5:
            head = self._comment(head)
        if self.chance.random() < 0.6:
            self._paragraphs(paragraphs)
        text = f"---\n{head}---\n\n" + "".join(f"{each}\n\n" for each in paragraphs)[:-1]
        if mark or self.chance.random() < 0.15:
            text = "\ufeff" + text
            self.claims.append(Claim("byte order mark", lambda _f, _p, t: t.startswith("\ufeff")))
        if windows or self.chance.random() < 0.2:
            text = text.replace("\n", "\r\n")
            self.claims.append(Claim("line ends", lambda _f, _p, t: t.count("\n") == t.count("\r\n")))
        said = read(text)
        self.claims = [claim for claim in self.claims if claim.holds(*said)]
        return text.encode("utf-8")

    def _claim(self, what: str, holds: Callable[[dict[str, Any], list[str], str], bool]) -> None:
        self.claims.append(Claim(what, holds))

    def _front_matter(self, head: str) -> str:
        reader = YAML()
        reader.preserve_quotes = True
        reader.width = 1_000_000
        if self.chance.random() < 0.3:
            reader.indent(mapping=2, sequence=4, offset=2)
        mapping = reader.load(head)
        claims, touched = list(self.claims), set(self.touched)
        for _ in range(self.chance.randint(1, 4)):
            edit = self.chance.choice(
                [
                    self._set,
                    self._delete,
                    self._add,
                    self._shuffle_keys,
                    self._requote,
                    self._item,
                    self._item,
                    self._item,
                ]
            )
            edit(mapping)
        out = StringIO()
        reader.dump(mapping, out)
        try:
            load_mapping(out.getvalue(), "")
        except ProblemError:
            # ruamel.yaml loses a line end now and then, after a list that was emptied.
            self.claims, self.touched = claims, touched
            return head
        return out.getvalue()

    def _set(self, mapping: CommentedMap) -> None:
        key = self.chance.choice(SCALARS)
        value = self.chance.choice(["1999-01-02", "1999-03", "1999"]) if key in ("date", "published") else self.mark()
        mapping[key] = value
        self.touched.add(key)
        self._claim(f"{key} set to {value}", lambda f, _p, _t: str(f.get(key)) == value)

    def _delete(self, mapping: CommentedMap) -> None:
        key = self.chance.choice([key for key in mapping if key in (*SCALARS, *LISTS)] or ["title"])
        mapping.pop(key, None)
        if key in self.touched:
            # What a hand takes back of its own is no edit any more.
            return
        self.touched.add(key)
        self._claim(f"{key} deleted", lambda f, _p, _t: key not in f)

    def _add(self, mapping: CommentedMap) -> None:
        key = self.mark()
        mapping.insert(self.chance.randrange(len(mapping) + 1), key, {"own": [1, "a: b"]})
        self._claim(f"{key} added", lambda f, _p, t: f.get(key) == {"own": [1, "a: b"]} and t.count(key) == 1)

    def _shuffle_keys(self, mapping: CommentedMap) -> None:
        keys = list(mapping)
        self.chance.shuffle(keys)
        for key in keys:
            mapping.move_to_end(key)
        self._claim("keys in order", lambda f, _p, _t: in_order(keys, list(f)))

    def _requote(self, mapping: CommentedMap) -> None:
        for key, value in mapping.items():
            if isinstance(value, str) and self.chance.random() < 0.5:
                kind = self.chance.choice([SingleQuotedScalarString, DoubleQuotedScalarString, str])
                mapping[key] = kind(value)
            elif isinstance(value, CommentedSeq) and self.chance.random() < 0.3:
                value.fa.set_flow_style()
            elif isinstance(value, CommentedSeq):
                for item in value:
                    if isinstance(item, CommentedMap) and self.chance.random() < 0.3:
                        item.fa.set_flow_style()

    def _item(self, mapping: CommentedMap) -> None:
        key = self.chance.choice(LISTS)
        items = mapping.get(key)
        if not isinstance(items, CommentedSeq):
            return
        self.touched.add(key)
        edit = self.chance.choice([self._item_added, self._item_deleted, self._item_changed, self._items_moved])
        edit(key, items)

    def _item_added(self, key: str, items: CommentedSeq) -> None:
        mark, name = self.mark(), NAMES.get(key)
        new: Any = {name: mark} if name else mark
        if key == "documents":
            new = {"kind": "Luật", "number": mark}
        if key == "figures":
            new = {"value": 7, "unit": "thư", "quote": mark}
        items.insert(self.chance.randrange(len(items) + 1), new)
        self._claim(f"{key} given {mark}", lambda f, _p, _t: named(f, key).count(mark) == 1)

    def _item_deleted(self, key: str, items: CommentedSeq) -> None:
        if not items:
            return
        gone = items.pop(self.chance.randrange(len(items)))
        identity = identity_of(gone)
        if [identity_of(item) for item in items].count(identity) == 0:
            self._claim(
                f"{key} without {identity}", lambda f, _p, _t: identity not in map(identity_of, f.get(key) or ())
            )

    def _item_changed(self, key: str, items: CommentedSeq) -> None:
        if not items:
            return
        place = self.chance.randrange(len(items))
        mark = self.mark()
        if not isinstance(items[place], dict):
            items[place] = mark
        elif key == "persons" and self.chance.random() < 0.5:
            roles = items[place].setdefault("roles", [])
            if roles and self.chance.random() < 0.5:
                roles.pop()
            roles.append(mark)
            self._claim(
                f"role {mark}",
                lambda f, _p, _t: sum(mark in (p.get("roles") or ()) for p in f.get("persons") or ()) == 1,
            )
            return
        else:
            items[place][NAMES[key]] = mark
        self._claim(f"{key} with {mark}", lambda f, _p, _t: named(f, key).count(mark) == 1)

    def _items_moved(self, key: str, items: CommentedSeq) -> None:
        before = [identity_of(item) for item in items]
        moved = list(items)
        self.chance.shuffle(moved)
        items[:] = moved
        order = [identity_of(item) for item in moved]
        if len(set(order)) == len(order) and order != before:

            def holds(front_matter: dict[str, Any], _p: list[str], _t: str) -> bool:
                there = list(map(identity_of, front_matter.get(key) or ()))
                # Of two that changed places one may be deleted since: then nothing shows that they did.
                shows = not in_order(before, [each for each in order if each in there])
                return not shows or in_order(order, there)

            self._claim(f"{key} in order {order}", holds)

    def _comment(self, head: str) -> str:
        mark = f"# {self.mark()}"
        lines = head.split("\n")[:-1]
        place = self.chance.randrange(len(lines))
        if self.chance.random() < 0.5:
            lines.insert(place, self.chance.choice(["", "  "]) + mark)
        else:
            lines[place] += f"  {mark}"
        self._claim(f"comment {mark}", lambda _f, _p, t: t.count(mark) == 1)
        commented = "\n".join(lines) + "\n"
        try:
            # Not within a text of several lines, where it would be no comment.
            same = load_mapping(commented, "") == load_mapping(head, "")
        except ProblemError:
            same = False
        if not same:
            self.claims.pop()
        return commented if same else head

    def _paragraphs(self, paragraphs: list[str]) -> None:
        self.touched.add("body")
        for _ in range(self.chance.randint(1, 3)):
            place = self.chance.randrange(len(paragraphs) + 1)
            kind = self.chance.choice(["add", "delete", "change", "move", "rewrite", "split"])
            mark = self.mark()
            if kind == "add" or place == len(paragraphs):
                paragraphs.insert(place, f"Đoạn của {mark}.")
            elif kind == "delete":
                gone = paragraphs.pop(place)
                if gone not in paragraphs:
                    self._claim_gone(gone)
                continue
            elif kind == "change":
                words = paragraphs[place].split(" ")
                words.insert(self.chance.randrange(len(words) + 1), mark)
                paragraphs[place] = " ".join(words).strip()
            elif kind == "rewrite":
                paragraphs[place] = f"Viết lại hết: {mark}."
            elif kind == "split":
                words = paragraphs[place].split(" ")
                cut = len(words) // 2
                paragraphs[place : place + 1] = [" ".join([*words[:cut], mark]), " ".join(words[cut:]) or mark + "b"]
            else:
                before = list(paragraphs)
                self.chance.shuffle(paragraphs)
                order = list(paragraphs)
                if len(set(order)) == len(order) and order != before:
                    self._claim_order(order)
                continue
            self._claim_once(next(each for each in paragraphs if mark in each), mark)

    def _claim_gone(self, paragraph: str) -> None:
        self._claim(f"paragraph gone: {paragraph[:30]}", lambda _f, p, _t: paragraph not in p)

    def _claim_order(self, order: list[str]) -> None:
        self._claim("paragraphs in order", lambda _f, p, _t: in_order(order, p))

    def _claim_once(self, paragraph: str, mark: str) -> None:
        self._claim(f"paragraph {mark}", lambda _f, p, t: p.count(paragraph) == 1 and t.count(mark) == 1)


def read(text: str) -> tuple[dict[str, Any], list[str], str]:
    """Front matter, paragraphs and the whole of a file."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    head, body = plain[4:].split("\n---\n", maxsplit=1)
    return load_mapping(head + "\n", "a.md"), [each.strip("\n") for each in body.split("\n\n") if each.strip()], text


def named(front_matter: dict[str, Any], key: str) -> list[str]:
    """The names of a list's items."""
    items = front_matter.get(key) or ()
    return [str(item.get(NAMES.get(key, ""))) if isinstance(item, dict) else str(item) for item in items]


def identity_of(item: Any) -> str:
    """What an item is known by, in the plainest words."""
    if not isinstance(item, dict):
        return str(item)
    known = (
        [item.get("id")] if item.get("id") else [item.get(key) for key in ("name", "kind", "number", "value", "unit")]
    )
    return " ".join(str(each) for each in known if each is not None)


def in_order(wanted: list[str], found: list[str]) -> bool:
    """Whether what is left of the wanted ones stands in their order. What is gone may come again anywhere."""
    wanted[:] = [each for each in wanted if each in set(found)]
    place = {each: at for at, each in enumerate(wanted)}
    places = [place[each] for each in found if each in place]
    return places == sorted(places)


def another_converter(chance: random.Random, front_matter: FrontMatter, paragraphs: list[str]) -> FrontMatter:
    """What another converter, or a changed source, might make of an article; changes the paragraphs in place."""
    for _ in range(chance.randint(1, 5)):
        front_matter = chance.choice(_CHANGES)(chance, front_matter)
    for _ in range(chance.randint(0, 2)):
        place = chance.randrange(len(paragraphs))
        kind = chance.choice(["change", "add", "delete", "split", "join"])
        word = f"máy{chance.randrange(10**6)}"
        if kind == "change":
            paragraphs[place] = f"{paragraphs[place]} Thêm {word}."
        elif kind == "add":
            paragraphs.insert(place, f"Câu mới của {word}, chưa từng có.")
        elif kind == "delete" and len(paragraphs) > 4:
            del paragraphs[place]
        elif kind == "split" and len(paragraphs[place].split()) > 12:
            words = paragraphs[place].split(" ")
            cut = len(words) // 2
            paragraphs[place : place + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]
        elif kind == "join" and place + 1 < len(paragraphs):
            paragraphs[place : place + 2] = [" ".join(paragraphs[place : place + 2])]
    return front_matter


def _some(chance: random.Random, items: tuple[Any, ...], new: Any) -> tuple[Any, ...]:
    kept = [item for item in items if chance.random() < 0.8]
    if chance.random() < 0.5:
        kept.insert(chance.randrange(len(kept) + 1), new)
    if chance.random() < 0.2:
        chance.shuffle(kept)
    return tuple(kept)


def _persons(chance: random.Random, known: FrontMatter) -> FrontMatter:
    name = f"Máy Thêm {chance.choice('ABCĐE')}"
    persons = _some(chance, known.persons, PersonMention(name, ("Bí thư",)))
    once = list({person.name: person for person in persons}.values())
    changed = [
        replace(person, roles=_some(chance, person.roles, f"Chức {chance.choice('ABC')}"))
        if chance.random() < 0.4
        else person
        for person in once
    ]
    return replace(known, persons=tuple(replace(each, roles=tuple(dict.fromkeys(each.roles))) for each in changed))


def _once(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))


_CHANGES: list[Callable[[random.Random, FrontMatter], FrontMatter]] = [
    lambda chance, known: replace(known, title=f"Tên máy đặt {chance.choice('ABC')}"),
    lambda chance, known: replace(known, date=chance.choice(["", "2001-02-03", "2001-05", "2002"])),
    lambda chance, known: replace(known, place=chance.choice(["", "xã Máy", "huyện Máy"])),
    lambda chance, known: replace(known, period=chance.choice(["", "2001-H1", "2003"])),
    lambda chance, known: replace(
        known, provinces=_once(_some(chance, known.provinces, chance.choice(["Cà Mau", "Huế"])))
    ),
    lambda chance, known: replace(known, byline=_once(_some(chance, known.byline, "Máy"))),
    lambda chance, known: replace(
        known,
        documents=_once(_some(chance, known.documents, DocumentCitation("Chỉ thị", f"{chance.randrange(9)}-CT/M"))),
    ),
    lambda chance, known: replace(
        known,
        figures=_once(_some(chance, known.figures, Figure(chance.randrange(900), "máy", f"có {chance.random()} máy"))),
    ),
    _persons,
    _persons,
]
