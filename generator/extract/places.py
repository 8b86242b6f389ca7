"""Where the event took place, from the sentence that dates it."""

import re
from collections.abc import Iterable

from generator.extract.facts import Fact, Sentence
from generator.extract.provinces import province_pattern
from generator.vietnamese import CAPITALS

_OPENING_BLOCKS = 2
_UNIT = r"(?:huyện|thị xã|thành phố|TP\.?|tỉnh|quận|xã|phường|thị trấn)"
_PLACE = re.compile(rf"\btại\s+(?P<place>{_UNIT}\s+[{CAPITALS}]\w*(?:\s+[{CAPITALS}]\w*){{0,3}})")


def extract_place(sentences: Iterable[Sentence]) -> Fact[str] | None:
    """The place named after tại (at) in the opening: a unit with its name, or a province; None when there is none.

    >>> extract_place([Sentence("Ngày 20/6, tại huyện Mộc Châu, Cụm thi đua số 1 họp.", 1, 0)]).value
    'huyện Mộc Châu'
    """
    for sentence in sentences:
        if sentence.aside or sentence.block >= _OPENING_BLOCKS:
            continue
        match = _PLACE.search(sentence.text)
        if match:
            return Fact(match["place"], sentence.text, sentence.line, "place-after-tại")
        for at in re.finditer(r"\btại\s+", sentence.text):
            province = province_pattern().match(sentence.text, at.end())
            if province:
                return Fact(province[0], sentence.text, sentence.line, "place-after-tại")
    return None
