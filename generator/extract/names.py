"""Personal names: which runs of capitalised words may be one. Whether they are, what stands around them decides."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from generator import lexicon
from generator.extract.before import before
from generator.extract.offices import office_head, stop_verb
from generator.provinces import province_named
from generator.vietnamese import CAPITALS, comparison_key

_WORD = rf"[{CAPITALS}][^\W\d_]*(?:['’.][^\W\d_]+)*"
_RUN = re.compile(rf"(?<![\w'’.])(?:Thích nữ|{_WORD})(?: {_WORD})+")
_GLUED = re.compile(r"(?:[^\W\d_]{1,4}\.)+(?=[^\W\d_])")
# K'Giắc, H'Lim: names of one word among the K'Ho and Ê Đê.
_ONE_WORD = re.compile(r"(?<![\w'’.])(?<!người )(?<!tộc )[KH]['’][A-ZĐ][^\W\d_]+(?! [^\W\d_a-z])")
_SHORTEST, _LONGEST = 2, 5
# No name of a person begins so: "đồng chí Ban Thường vụ" is a slip for "các đồng chí Ban Thường vụ".
_UNIT = re.compile(rf"(?:{lexicon.any_of('unit_heads.txt')}|việt nam)(?!\w)", re.IGNORECASE)
_LONGEST_BULLET = 6
_ETHNIC_PREFIX = re.compile(r"[HK]['’]")
# Where an item of a list begins, and the sign between a name and the office.
_OPENS_ITEM = re.compile(r"(?:[;,:]|\svà|^(?:\d{1,3}\s*[.)/-])?)\s*$")
_DOAN_OF = frozenset({"Tỉnh", "Thành", "Huyện", "Quận", "Thị", "Xã", "Ương", "ương"})
_GOES_ON = re.compile(r"\s(?!và\s|cùng\s|nguyên\s|là\s|của\s|quyền\s)[^\W\d_A-ZĐ]")
_CLOSING_SIGNS = frozenset(",–-")
_CLOSES_NAME = re.compile(r"\s*[,–-]\s*")
# Thành Ủy, Thị Đoàn in capitals are no names.
_SURE_MIDDLE_NAMES = frozenset({"Văn", "Thị"})
_UNIT_WORDS = frozenset({"Ủy", "Uỷ"})
_MIDDLE_NAMES = frozenset({"Văn", "Thị", "Hữu", "Đức"})


@dataclass(frozen=True)
class Candidate:
    """Words that may be a person's name."""

    name: str
    """As in the text."""
    start: int
    """Where it begins in the sentence."""
    end: int
    """Where it ends."""
    sure_surname: bool
    """Its first word is hardly ever anything but a surname."""

    @property
    def has_middle_name(self) -> bool:
        """It holds a word that stands only between surname and given name."""
        return bool(_MIDDLE_NAMES & set(self.name.split()[1:-1]))

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.name.count(" ") + 1


@cache
def _surnames() -> dict[str, bool]:
    return {comparison_key(name): use == "sure" for name, use in lexicon.rows("surnames.tsv")}


@cache
def _addresses() -> frozenset[str]:
    return frozenset(comparison_key(word) for word, *_ in lexicon.rows("honorifics.tsv"))


def _holds_abbreviation(words: list[str]) -> bool:
    """Whether capitals and small letters mix as in no name: Đoàn ĐBQH; LÊ VĂN BA and Lê Văn B are names."""
    capitals = [word.isupper() for word in words if len(word) > 1]
    return any(capitals) and not all(capitals)


def _before_office(sentence: str, position: int, words: list[str]) -> list[str]:
    """The words of a name up to where an office begins: "Cao Văn Ba Chủ tịch Ủy ban"."""
    for number, word in enumerate(words):
        if number and office_head().match(sentence, position):
            return words[:number]
        position += len(word) + 1
    return words


@cache
def never_participants() -> re.Pattern[str]:
    """Any name that stands for campaigns, cities and schools, not for somebody who takes part."""
    return re.compile(rf"(?<!\w)(?:{lexicon.any_of('never_participants.txt')})(?!\w)", re.IGNORECASE)


def candidates(sentence: str) -> list[Candidate]:
    """What may be personal names in a sentence, from left to right, none overlapping.

    >>> [c.name for c in candidates("Bí thư Quận ủy Thanh Xuân Bùi Huyền Mai và Ban Tổ chức tỉnh Hà Nam")]
    ['Bùi Huyền Mai']
    >>> [c.name for c in candidates("Ông Zơ Râm Tám và ông K'Chín dự")]
    ['Zơ Râm Tám', "K'Chín"]
    """
    found = []
    for run in _RUN.finditer(sentence):
        start, words = _without_degrees(run.start(), run[0].replace("Thích nữ", "Thích_nữ").split(" "))
        name = _addressed(sentence, start, words)
        if not name:
            name = _name_in(sentence, start, words)
            name = None if name and _goes_on(sentence, name) else name
        if not name and sentence[run.end() : run.end() + 2].lstrip()[:1] in _CLOSING_SIGNS:
            name = _between_signs(sentence, start, words)
        found += [name] if name else []
    if "'" in sentence or "’" in sentence:
        found += [
            Candidate(name[0], name.start(), name.end(), sure_surname=False)
            for name in _ONE_WORD.finditer(sentence)
            if not any(other.start <= name.start() < other.end for other in found)
        ]
        found.sort(key=lambda candidate: candidate.start)
    return found


def _without_degrees(start: int, words: list[str]) -> tuple[int, list[str]]:
    """A run without the degree glued to its first word (PGS.TS.Lê) and without a campaign's name at its head."""
    glued = _GLUED.match(words[0])
    if glued and (comparison_key(glued[0]).rstrip(".") in _addresses() or words[0].endswith("Thích")):
        return start + glued.end(), [words[0][glued.end() :], *words[1:]]
    if len(words) > _LONGEST and never_participants().fullmatch(" ".join(words[:3])):
        return start + len(" ".join(words[:3])) + 1, words[3:]
    return start, words


def _addressed(sentence: str, start: int, words: list[str]) -> Candidate | None:
    """The name that follows an honorific at once: it begins there, with whatever surname."""
    if len(words) > _SHORTEST and comparison_key(words[0]) in _addresses() and not _after_unit(sentence, start):
        start += len(words[0]) + 1
        words = words[1:]
    elif not before(sentence, start).any_name:
        return None
    if office_head().match(sentence, start) or _UNIT.match(sentence, start):
        return None
    words = _before_office(sentence, start, words)
    return _candidate(start, words, sure=bool(_surname(words[0])))


def _between_signs(sentence: str, start: int, words: list[str]) -> Candidate | None:
    """A name with whatever surname where only a name can stand: an item of a list, an office after it."""
    candidate = _candidate(start, words, sure=True)
    closing = candidate and _CLOSES_NAME.match(sentence, candidate.end)
    if not candidate or not closing or not office_head().match(sentence, closing.end()):
        return None
    if not _OPENS_ITEM.search(sentence, max(0, start - _LONGEST_BULLET), start):
        return None
    return None if _UNIT.match(sentence, start) or office_head().match(sentence, start) else candidate


@lru_cache(maxsize=65536)
def _surname(word: str) -> bool | None:
    """True for a sure surname, False for one that may be another word, None for none."""
    return True if _ETHNIC_PREFIX.match(word) else _surnames().get(comparison_key(word.partition("_")[0]))


def _after_unit(sentence: str, start: int) -> bool:
    """Whether what begins here may be the place a unit is named after."""
    found = before(sentence, start)
    return found.unit in ("two words", "place") and not found.of_province


def _name_in(sentence: str, start: int, words: list[str]) -> Candidate | None:
    """The name a run of capitalised words ends in: before it may stand the name of a place or an office."""
    surnames = [_surname(word) for word in words[:-1]]
    after_unit = len(words) > _SHORTEST + 1 and _after_unit(sentence, start)
    if not after_unit and words[1] not in _SURE_MIDDLE_NAMES and all(sure is None for sure in surnames):
        return None
    in_place = before(sentence, start).unit == "place"
    best: tuple[int, int, list[str], bool] | None = None
    position = start
    after_province = _words_of_province(words)
    for first, (word, sure) in enumerate(zip(words, surnames, strict=False)):
        before_middle_name = words[first + 1] in _MIDDLE_NAMES and first + 2 < len(words)
        if sure is None and before_middle_name and (after_unit if first else words[1] in _SURE_MIDDLE_NAMES):
            sure = False  # noqa: PLW2901  # of a people whose surnames are not listed
        if sure is None or first < after_province:
            position += len(word) + 1
            continue
        # "Ông Hà Văn Ba": Ông is a surname too, but here somebody is addressed.
        is_address = comparison_key(word) in _addresses() and len(words) - first > _SHORTEST
        if not is_address:
            # Of two surnames in one run the likelier begins the name: after a place's two words, before a middle name.
            score = 2 * sure + 3 * before_middle_name - 3 * (after_unit and first == 0)
            score += 4 * (first == after_province > 0) + 2 * (after_unit and first == _SHORTEST)
            # Tỉnh Đoàn Thanh Hóa; thôn Pả Chu Phìn: the word before belongs to it.
            before_it = words[first - 1] if first else ""
            inside = (word == "Đoàn" and before_it in _DOAN_OF) or (first == 1 and in_place and not before_middle_name)
            # "Phó Bí thư": Phó is a surname too, but here an office begins.
            if not inside and (best is None or score > best[0]) and not office_head().match(sentence, position):
                name = _before_office(sentence, position, words[first:])
                best = (score, position, name, sure) if len(name) <= _LONGEST else best
        position += len(word) + 1
    return _candidate(best[1], best[2], sure=best[3]) if best else None


def _words_of_province(words: list[str]) -> int:
    """How many words at the beginning name a province: two of Nghệ An Thái Thanh Quý."""
    longest = min(len(words) - 1, _LONGEST - 1)
    return next((count for count in range(longest, 0, -1) if province_named(" ".join(words[:count]))), 0)


def _candidate(start: int, words: list[str], *, sure: bool) -> Candidate | None:
    """The candidate of these words, unless they can be no name."""
    name = " ".join(words).replace("_", " ")
    if not _SHORTEST <= len(words) <= _LONGEST or _holds_abbreviation(words):
        return None
    if never_participants().fullmatch(name) or _is_province(name) or _UNIT_WORDS & {*words[1:]}:
        return None
    return Candidate(name, start, start + len(name), sure)


@cache
def _former_provinces() -> frozenset[str]:
    return frozenset(map(comparison_key, lexicon.lines("former_provinces.txt")))


def _is_province(name: str) -> bool:
    return bool(province_named(name)) or comparison_key(name) in _former_provinces()


def _goes_on(sentence: str, candidate: Candidate) -> bool:
    """Whether the words are rather the beginning of another term: Đoàn Kinh tế, Thành Cổ loa."""
    weak = not candidate.sure_surname and candidate.words == _SHORTEST
    return weak and bool(_GOES_ON.match(sentence, candidate.end)) and not stop_verb().match(sentence, candidate.end)
