"""Persons, organisations, posts and memberships as Popolo JSON (popoloproject.com): one object with four arrays.

Only what a text says: a membership has no start and no end, for a sighting is neither; its sources say what each
article says of it. A post stands for an office in a body that is surely one; any other office is a membership's role.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from generator.data_out.links import SiteLinks
from generator.data_out.posts import Organization, Post, label_of, stable_id
from generator.data_out.rows import changes, held, membership_id, named_organizations, organization_id
from generator.data_out.text_files import json_array
from generator.model import Article
from generator.records import Catalogue, OfficeRecord, PersonRecord

_CHANGES = {"taken_up": ", mới nhận", "given_up": ", thôi giữ", "former": ", nguyên"}


def popolo(catalogue: Catalogue, links: SiteLinks) -> Iterator[bytes]:
    """popolo.json, in chunks."""
    arrays: dict[str, Iterable[dict[str, Any]]] = {
        "persons": (_person(person, links) for person in catalogue.persons),
        "organizations": _organizations(catalogue, links),
        "posts": _posts(catalogue),
        "memberships": (_membership(*each, links) for each in held(catalogue)),
    }
    before = "{"
    for name, items in arrays.items():
        yield from chain([f"{before}{json.dumps(name)}: ".encode()], json_array(items))
        before = ","
    yield b"}\n"


def _person(person: PersonRecord, links: SiteLinks) -> dict[str, Any]:
    others = [*person.other_names, *person.other_spellings]
    written = [
        {"url": link.url, **({"note": link.note} if link.note else {})}
        for link in (person.note.links if person.note else ())
    ]
    return {
        "id": person.id,
        "name": person.name,
        **({"other_names": [{"name": name} for name in others]} if others else {}),
        **({"links": written} if written else {}),
        "sources": [{"url": links.identity(person.path)}],
    }


def _organizations(catalogue: Catalogue, links: SiteLinks) -> Iterator[dict[str, Any]]:
    provinces = {record.id: record for record in catalogue.provinces}
    for id_, (name, province) in sorted(named_organizations(catalogue).items()):
        place = provinces.get(province)
        of_area = (
            {"id": place.id, "name": place.name, "sources": [{"url": links.identity(place.path)}]} if place else {}
        )
        yield {"id": id_, "name": name, **({"area_id": province, "area": of_area} if place else {})}


def _posts(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Each once, as it is first written."""
    given: set[str] = set()
    for _, _, post, organization in held(catalogue):
        if organization and (id_ := _post_id(post, organization)) not in given:
            given.add(id_)
            label = label_of(post, organization)
            yield {"id": id_, "label": label, "role": post.role, "organization_id": organization_id(organization)}


def _post_id(post: Post, organization: Organization) -> str:
    return stable_id(label_of(post, organization), *filter(None, (organization.province,)))


def _membership(
    person: PersonRecord, office: OfficeRecord, post: Post, organization: Organization | None, links: SiteLinks
) -> dict[str, Any]:
    placed = organization and {
        "organization_id": organization_id(organization),
        "post_id": _post_id(post, organization),
    }
    said = changes(office)
    return {
        "id": membership_id(person, office),
        "person_id": person.id,
        "role": post.role if organization else office.name,
        **(placed or {}),
        "sources": [{"url": links.identity(each.path), "note": _said(each, said)} for each in office.articles],
    }


def _said(article: Article, said: Mapping[str, str]) -> str:
    """What an article says of an office, and of when. said: of changes, by path."""
    date = article.front_matter.date or "chưa rõ ngày"
    return f"{date}{_CHANGES.get(said.get(article.path, ''), '')}"
