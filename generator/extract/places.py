"""Where the event took place, from the opening.

One table, EXAMPLES; a new form goes into it and is run as a test.
"""

import re
from collections.abc import Sequence

from generator.extract.facts import Fact, Sentence
from generator.extract.opening import opening
from generator.extract.provinces import province_pattern
from generator.patterns import later
from generator.vietnamese import CAPITALS

_OPENING_BLOCKS = 3
_UNIT = r"(?i:huyện|thị xã|thành phố|tp\.?|tỉnh|quận|xã|phường|thị trấn|đặc khu|thôn|bản|ấp|thủ đô|tx\.?|tt\.?)"
_WORD = rf"[{CAPITALS}][\w']*"
_NAME = rf"(?:{_WORD}(?:[ -]{_WORD}){{0,3}}(?: - {_WORD}(?: {_WORD}){{0,2}})?|\d{{1,2}}\b)"
_PLACE = rf"{_UNIT} {_NAME}"
# "tại Trung tâm Hành chính phường Tam Kỳ" (at the administrative centre of the ward): a house, then the unit it is in.
_HOUSE = (
    r"(?i:(?:trụ sở|hội trường|trung tâm|nhà văn hóa|nhà văn hoá|nhà thi đấu|văn phòng|trường|công an|bộ chỉ huy"
    r"|khu di tích|quảng trường|ubnd|uỷ ban|ủy ban|đảng ủy|đảng uỷ)\b[^,.;:()]{0,60}? )"
)
# A link by video is no place where people met, and what is told of other places comes after a verb of its own.
_AT = later(rf"\btại {_HOUSE}?(?P<place>{_PLACE}(?:, {_PLACE}){{0,3}})")
_AT_PROVINCE = later(r"\btại ", re.IGNORECASE)

# Sentence and place.
EXAMPLES = (
    ("Ngày 20/6, tại huyện Mộc Châu, Cụm thi đua số 1 họp.", "huyện Mộc Châu"),
    ("Sáng 5/3, tại thôn Nà Bó, xã Hua Păng, huyện Mộc Châu, đoàn dự lễ.", "thôn Nà Bó, xã Hua Păng, huyện Mộc Châu"),
    ("Chiều 5/3, tại phường Xuân Hương - Đà Lạt, tỉnh họp.", "phường Xuân Hương - Đà Lạt"),
    ("Sáng 5/3, tại Trung tâm Hành chính phường Tam Kỳ, hai khối tổng kết.", "phường Tam Kỳ"),
    ("Ngày 5/3, hội nghị diễn ra tại Hà Nội.", "Hà Nội"),
    ("Ngày 5/3, tại TP. Vũng Tàu, đảng bộ đại hội.", "TP. Vũng Tàu"),
    ("Ngày 5/3, tại Quận 4, khối thi đua họp.", "Quận 4"),
    ("Dự hội nghị tại điểm cầu huyện Mai Sơn có 40 đại biểu.", ""),
    ("Phát biểu tại hội nghị, Bí thư Huyện ủy Mai Sơn biểu dương các xã.", ""),
)


def extract_place(sentences: Sequence[Sentence]) -> Fact[str] | None:
    """The place named after tại (at) in the opening: units with their names, or a province; None when there is none.

    >>> extract_place([Sentence("Ngày 20/6, tại huyện Mộc Châu, Cụm thi đua số 1 họp.", 1, 0)]).value
    'huyện Mộc Châu'
    """
    for sentence in opening(sentences, _OPENING_BLOCKS):
        if "ại " not in sentence.text:
            continue
        match = _AT.search(sentence.text)
        if match:
            return Fact(match["place"], sentence.text, sentence.line, "place-after-tại")
        for at in _AT_PROVINCE.finditer(sentence.text):
            province = province_pattern().match(sentence.text, at.end())
            if province:
                return Fact(province[0], sentence.text, sentence.line, "place-after-tại")
    return None
