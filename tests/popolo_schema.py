"""The classes of Popolo as JSON Schema, written after the tables of the specification (popoloproject.com, 2017).

Stricter than its own schemas in one thing: a property that it does not name is a mistake here.
"""

from typing import Any

_TEXT = {"type": ["string", "null"]}
_DAY = {"type": ["string", "null"], "pattern": r"^[0-9]{4}(-[0-9]{2}){0,2}$"}
_LINK = {
    "type": "object",
    "properties": {"url": {"type": "string", "format": "uri"}, "note": _TEXT},
    "required": ["url"],
    "additionalProperties": False,
}
_LINKS = {"type": "array", "items": _LINK}


def _object(texts: str, **others: Any) -> dict[str, Any]:
    properties = {**dict.fromkeys(texts.split(), _TEXT), **others}
    return {"type": "object", "properties": properties, "additionalProperties": False}


_AREA = _object("id name identifier classification parent_id", sources=_LINKS)
_NAMES = {
    "type": "array",
    "items": {
        **_object(
            "family_name given_name additional_name note", name={"type": "string"}, start_date=_DAY, end_date=_DAY
        ),
        "required": ["name"],
    },
}
PERSON = _object(
    "id name family_name given_name additional_name sort_name summary biography gender national_identity",
    other_names=_NAMES,
    birth_date=_DAY,
    death_date=_DAY,
    links=_LINKS,
    sources=_LINKS,
)
ORGANIZATION = _object(
    "id name classification parent_id area_id abstract description",
    other_names=_NAMES,
    area=_AREA,
    founding_date=_DAY,
    dissolution_date=_DAY,
    links=_LINKS,
    sources=_LINKS,
)
POST = _object(
    "id label role organization_id area_id",
    other_label={"type": "array", "items": {"type": "string"}},
    area=_AREA,
    start_date=_DAY,
    end_date=_DAY,
    links=_LINKS,
    sources=_LINKS,
)
MEMBERSHIP = _object(
    "id label role person_id organization_id post_id on_behalf_of_id area_id",
    area=_AREA,
    start_date=_DAY,
    end_date=_DAY,
    links=_LINKS,
    sources=_LINKS,
)


def _all_of(of_class: dict[str, Any]) -> dict[str, Any]:
    # Ours refer to each other, so none may lack its identifier.
    return {"type": "array", "items": {**of_class, "required": ["id"]}}


POPOLO = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "persons": _all_of(PERSON),
        "organizations": _all_of(ORGANIZATION),
        "posts": _all_of(POST),
        "memberships": _all_of(MEMBERSHIP),
    },
    "required": ["persons", "organizations", "posts", "memberships"],
    "additionalProperties": False,
}
