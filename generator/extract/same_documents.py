"""Citations that are of one document, however often and however shortly it is named."""

import re
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace

from generator.extract.facts import Fact
from generator.model import DocumentCitation
from generator.patterns import later

_PARTS = later(r"\d+|[^\W\d_]+")
_Key = tuple[str, ...]


@dataclass
class SameDocuments:
    """The documents found so far, each once. To add one takes the same time however many there are."""

    facts: list[Fact[DocumentCitation]] = field(default_factory=list)
    """In order of first mention."""
    _alike: dict[_Key, int] = field(default_factory=dict)
    """Where the one of a kind and with these parts of a number is."""
    _bare: dict[_Key, deque[int]] = field(default_factory=lambda: defaultdict(deque))
    """Where those are that are known by a bare number, without leading zeros."""
    _full: dict[_Key, int] = field(default_factory=dict)
    """Where the first is whose number in full begins so."""

    def add(self, fact: Fact[DocumentCitation]) -> None:
        """Adds a citation, or joins it to the document it names: a bare number joins the full one it begins."""
        new = fact.value
        places = [self._alike.get(_alike(new), -1)]
        if new.number.isdecimal():
            places.append(self._full.get(_begins(new), -1))
        else:
            places += list(self._bare.get(_begins(new), ()))[:1]
        place = min((each for each in places if each >= 0), default=len(self.facts))
        if place == len(self.facts):
            self.facts.append(fact)
        else:
            known = self.facts[place].value
            fuller = max(known.number, new.number, key=len)
            if known.number.isdecimal() and not fuller.isdecimal():
                self._bare[_begins(known)].remove(place)
                del self._alike[_alike(known)]
            joined = replace(known, number=fuller, date=known.date or new.date, issuer=known.issuer or new.issuer)
            self.facts[place] = self.facts[place]._replace(value=joined)
            if known.number.isdecimal() == fuller.isdecimal():
                return
            new = joined
        self._alike.setdefault(_alike(new), place)
        if new.number.isdecimal():
            self._bare[_begins(new)].append(place)
        else:
            self._full[_begins(new)] = min(place, self._full.get(_begins(new), place))


def _alike(citation: DocumentCitation) -> _Key:
    """Kind, and the digits and letters of the number, whatever signs stand between: 42-CT/TW, 42/CT-TW."""
    return citation.kind.lower(), *_PARTS.findall(citation.number.upper())


def _begins(citation: DocumentCitation) -> _Key:
    """Kind, and what a bare number of the same document is: 5 of 05 and of 05-CT/TW."""
    return citation.kind.lower(), re.split(r"[-–/ ]", citation.number, maxsplit=1)[0].lstrip("0")
