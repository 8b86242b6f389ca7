"""Hard line ends inside sentences, as mail programs and converted documents leave them, taken out again."""

from collections.abc import Iterable, Sequence

from generator.clean.lines import Line
from generator.clean.reading import Reading, reading
from generator.patterns import later
from generator.sentences import ends_sentence

# After these words no line, title or caption ends: the sentence goes on, whatever the next line begins with.
_NEVER_LAST = frozenset(
    [
        "và",
        "của",
        "các",
        "những",
        "về",
        "với",
        "cho",
        "do",
        "để",
        "là",
        "từ",
        "trong",
        "trên",
        "theo",
        "được",
        "đã",
        "sẽ",
        "đang",
        "gồm",
        "bởi",
        "mỗi",
        "từng",
        "như",
        "hoặc",
        "hay",
        "nhằm",
        "vì",
        "nên",
        "mà",
        "thì",
        "bằng",
        "giữa",
        "cùng",
        "đ/c",
        "ông",
        "bà",
        "số",
        "ngày",
        "tháng",
        "thứ",
    ]
)
# With a capital they begin an office: Ủy viên, Phó Chủ tịch; "Tỉnh ủy" may end a line.
_OPENS_OFFICE = ("Ủy", "Uỷ", "Phó", "Quyền", "Nguyên")
_NEVER_LAST_PAIR, _LONGEST_PAIR = (" đồng chí", " đối với", " nhiệm kỳ"), 9
_TAG = later(r"\(?[^\W\d_][\w.+ ]{1,24}\)? ?[-–]|\([^\W\d_][\w+]{0,24}(?:\.[\w+]{1,10}){0,3}\)")
_ADDRESS = later(r"\(?[\w-]+(?:\.[\w-]+){0,2}\.(?:vn|com|net|org)\)?")
_ITEM = later(r"[-+*•–] |\d{1,2}[.)] |[a-zđ][.)] ")
_BRACKET = later(r"\([^()]{1,80}\)[,;]? (?=\S)")
# How many words of a broken paragraph tell it from a broken title or caption.
_FEWEST_OF_PARAGRAPH = 20
_FEWEST_OF_SENTENCE = 6
_FEWEST_WORDS = 3
_LONGEST_TAG = 30
_LONGEST_CAPTION = 45


def join_broken(lines: Iterable[Line]) -> list[Line]:
    r"""Lines with the hard line ends inside sentences taken out.

    A line goes on in the next where, with no empty line between them, it ends in a letter, a digit, a comma or a dash
    and the next begins in lower case; where it ends in a comma or a word that ends nothing; or where a paragraph that
    was broken before has not come to its full stop. Over an empty line only a comma or such a word goes on, in lower
    case.
    >>> from generator.clean.lines import split_lines
    >>> [line.text for line in join_broken(split_lines("Tại hội nghị, đại diện\ntừng huyện báo cáo.\nSau đó"))]
    ['Tại hội nghị, đại diện từng huyện báo cáo.', 'Sau đó']
    >>> [line.text for line in join_broken(split_lines("Huyện ủy họp cùng các đồng chí\nLê Ba, Hà Tư.\nKết quả\nTốt"))]
    ['Huyện ủy họp cùng các đồng chí Lê Ba, Hà Tư.', 'Kết quả', 'Tốt']
    """
    joined: list[Line] = []
    group: list[Line] = []
    words = 0
    for line in lines:
        if group and _goes_on(group, words, line):
            group.append(line)
            words += line.reading.words
            continue
        if group:
            joined.append(_as_one(group))
        group, words = [line], line.reading.words
    return [*joined, _as_one(group)] if group else joined


def _as_one(group: Sequence[Line]) -> Line:
    first = group[0]
    if len(group) == 1:
        return first
    return Line(
        first.number,
        reading(" ".join(part.text for part in group)),
        "\n".join(part.original for part in group),
        first.after_gap,
    )


def _may_be_caption(group: Sequence[Line], words: int) -> bool:
    return words <= _LONGEST_CAPTION and bool(_as_one(group).reading.caption)


def _goes_on(group: Sequence[Line], words: int, line: Line) -> bool:
    """Whether a line goes on what some before it say, one after the other. words: how many they have."""
    before, text = group[-1].reading, line.reading.text
    last = before.text[-1]
    several = len(group) > 1
    if not several and last in "-–)" and _is_tag(before.text):
        return line.reading.words >= _FEWEST_OF_SENTENCE
    if not (last in ",–-/" or last.isalnum()):
        return False
    lower = text[0].islower() or _goes_on_in_bracket(line.reading)
    surely_open = last == "," or _ends_nowhere(before.text) or _ends_what_began(text)
    if not (lower or surely_open or several):
        return False
    if line.after_gap:
        goes = lower and surely_open and words >= _FEWEST_OF_SENTENCE
    elif lower:
        goes = True
    elif words < _FEWEST_OF_SENTENCE or _ITEM.match(text):
        goes = False
    else:
        goes = (surely_open or words >= _FEWEST_OF_PARAGRAPH) and not _may_be_caption(group, words)
    return goes and not _is_furniture(line.reading) and not (not several and _is_furniture(before))


def _goes_on_in_bracket(reading: Reading) -> bool:
    """A bracket stands within the sentence: neither a newspaper's tag nor a caption in brackets."""
    text = reading.text
    match = _BRACKET.match(text) if text[0] == "(" else None
    return match is not None and text[match.end()].islower() and not reading.opens_body


def _ends_what_began(text: str) -> bool:
    """A full stop after a word or two: the end of a sentence whose line was cut."""
    return text[-1] == "." and text.count(".") == 1 and text.count(" ") < _FEWEST_WORDS and not text[0].islower()


def _ends_nowhere(text: str) -> bool:
    last = text[text.rfind(" ") + 1 :]
    return (
        last in _OPENS_OFFICE
        or last.lower() in _NEVER_LAST
        or f" {text[-_LONGEST_PAIR:]}".lower().endswith(_NEVER_LAST_PAIR)
    )


def _is_furniture(reading: Reading) -> bool:
    # A line with a rule that is a stamp has none.
    return reading.rule is not None or reading.stamp is not None or bool(_ADDRESS.fullmatch(reading.text))


def _is_tag(text: str) -> bool:
    """A newspaper's tag that lost its paragraph: "(Báo X) -"."""
    return len(text) <= _LONGEST_TAG and bool(_TAG.fullmatch(text)) and not ends_sentence(text.rstrip(")"))
