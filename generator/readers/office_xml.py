"""The XML of office documents: parsed event by event, without document types, entities, or anything from elsewhere."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

# The text's own elements, those of formulas, and what says "or this instead".
_SPACES = ("wordprocessingml", "/math", "markup-compatibility", "dc/elements")


def parse(
    xml: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
) -> None:
    """Hand on what happens in a part: elements and attributes by their names without prefixes.

    Raises ValueError where the XML is broken or has a document type.
    """
    if not xml:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise ValueError("has a document type, which no document of Word has")

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(f"is damaged: its XML ends or breaks at line {error.lineno}") from None
    except LookupError as error:
        raise ValueError(f"is damaged: its XML has an {error}") from None


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return local if not space or any(each in space for each in _SPACES) else f"{space} {local}"
