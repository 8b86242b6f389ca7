"""What a note gives to the page it opens: its text, and where else the same person or thing is told of."""

import re
from urllib.parse import quote

from generator.markup import SafeMarkdown, escape
from generator.resolve.notes import Identifier, Note
from generator.translation import _

_TITLE = re.compile(r"\A\s*#[ \t][^\n]*\n?")
# Where a register shows what it has under an identifier; after Wikidata's "formatter URL" of each.
_REGISTERS = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "isni": ("ISNI", "https://isni.org/isni/"),
    "orcid": ("ORCID", "https://orcid.org/"),
    "gnd": ("GND", "https://d-nb.info/gnd/"),
}


def without_title(note: str) -> SafeMarkdown:
    r"""The note without its first-level heading: the page it opens has one.

    >>> without_title("# Nguyễn Văn A\n\nSinh năm 1960.\n")
    'Sinh năm 1960.'
    """
    return SafeMarkdown(_TITLE.sub("", note, count=1).strip() if _TITLE.match(note) else note.strip())


def opening_of(note: Note | None) -> str:
    r"""What stands first on the page of a note, with an empty line after it; nothing without a note.

    >>> opening_of(Note("persons/a.md", "Sinh năm 1960.", identifiers=(Identifier("wikidata", "Q1"),)))
    'Sinh năm 1960.\n\n**Liên kết ngoài:** [Wikidata: Q1](https://www.wikidata.org/wiki/Q1)\n\n'
    """
    if not note:
        return ""
    links = [f"[{escape(link.note or link.url)}]({_target(link.url)})" for link in note.links]
    links += map(_register_link, note.identifiers)
    outside = f"**{_('Liên kết ngoài')}:** {' · '.join(links)}" if links else ""
    return "".join(f"{part}\n\n" for part in (without_title(note.body), outside) if part)


def _register_link(elsewhere: Identifier) -> str:
    name, address = _REGISTERS.get(elsewhere.scheme.casefold(), (elsewhere.scheme, ""))
    text = escape(f"{name}: {elsewhere.identifier}")
    return f"[{text}]({address}{quote(elsewhere.identifier, safe='')})" if address else text


def _target(url: str) -> str:
    # Signs that Markdown or a template would read as their own.
    return quote(url, safe="/:?#@!$&'*+,;=%~[]").replace("[", "%5B").replace("]", "%5D").replace("'", "%27")
