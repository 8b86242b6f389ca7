"""Changes of office said of somebody without the name: "… đối với đồng chí A. Theo đó, đồng chí giữ chức …"."""

import re
from collections import defaultdict
from collections.abc import Sequence

from generator.extract.changes import changes_after, tells_of_decision
from generator.extract.facts import Sentence
from generator.extract.mentions import ENOUGH, Persons, Sighting
from generator.patterns import later

# An honorific that stands for the name. A set stands first: the engine passes over all that is not in it at once.
_PRONOUN = later(
    r"[đĐôÔbBaAcCtT](?<![^ ,“\"].)"
    r"(?:(?<=[đĐ])ồng chí|(?<=[ôÔ])ng|(?<=[bB])à|(?<=[aA])nh|(?<=[cC])(?:hị|ô)|(?<=[tT])hầy)"
    r"(?= (?:nguyên|từng|được|đã|đang|hiện|là|làm|giữ|thôi|vừa|mới|vốn|chính thức|tiếp tục|nhận|trúng|đắc|tái|sẽ|bị"
    r"|lần lượt|cũng)\b)"
)
# It stands at the beginning, after a comma, or after a word that tells when.
_OPENS = later(r"(?:^|[,“\"] ?|\b(?:hiện|nay|dịp|khi|đó) )$", re.IGNORECASE)
_OPENS_REACH = 6
# What somebody became in a year long past is no news, and perhaps no longer so.
_IN_A_YEAR = later(r"\b(?:năm|tháng|từ|thời|giai đoạn|nhiệm kỳ)\b[^.;\d]{0,60}\d", re.IGNORECASE)
_HE = frozenset({"ông", "anh", "thầy"})
_SHE = frozenset({"bà", "chị", "cô"})
_PATIENT = later(r"\b(?:đối với|cho|tặng|của) (?:[^\W\d_]+ ){0,4}$", re.IGNORECASE)
_PATIENT_REACH = 40


_Named = list[tuple[Sighting, list[Sighting]]]
"""Sightings in one sentence, each with all those of its person."""


def add_pronouns(persons: Persons, sentences: Sequence[Sentence]) -> None:
    """Adds to each person what a sentence says of them under a bare honorific, where it can mean nobody else.

    The honorific means who was named last in its own sentence; else the only one of the sentence before, in the same
    paragraph, or the one there whom a decision concerned.
    """
    named: dict[int, _Named] = {}
    before = Sentence("", 0, -1)
    for sentence in sentences:
        for pronoun in _PRONOUN.finditer(sentence.text):
            start = pronoun.start()
            if not _OPENS.search(sentence.text, max(0, start - _OPENS_REACH), start):
                continue
            named = named or _by_sentence(persons)
            _add(sentence, pronoun, named, before)
        before = sentence


def _by_sentence(persons: Persons) -> dict[int, _Named]:
    named: dict[int, _Named] = defaultdict(list)
    for seen in persons.values():
        for sighting in seen:
            named[id(sighting.sentence)].append((sighting, seen))
    return named


def _add(
    sentence: Sentence,
    pronoun: re.Match[str],
    named: dict[int, _Named],
    before: Sentence,
) -> None:
    text, at = sentence.text, pronoun.end()
    here = sorted(named.get(id(sentence), []), key=lambda pair: pair[0].start)
    limit = next((each.start for each, _ in here if each.start > at), len(text))
    same_paragraph = before.block == sentence.block
    changed, _ = changes_after(text, at, limit, decided=same_paragraph and tells_of_decision(before.text))
    if not changed:
        return
    earlier = [pair for pair in here if pair[0].start < at]
    if not earlier and same_paragraph:
        earlier = _of_sentence_before(before, named.get(id(before), []))
    if not earlier or _IN_A_YEAR.search(text, earlier[-1][0].start if earlier[-1][0].sentence is sentence else 0, at):
        return
    _, seen = earlier[-1]
    if _agrees(pronoun[0].lower(), seen):
        seen.append(Sighting("", tuple(changed), sentence, "pronoun", at))


def _of_sentence_before(before: Sentence, named: _Named) -> _Named:
    """The person whom the sentence before leaves in mind, alone in the list; empty when there are several."""
    ordered = sorted(named, key=lambda pair: pair[0].start)
    if len({id(seen) for _, seen in ordered}) == 1:
        return ordered[-1:]
    last = ordered[-1:]
    patient = last and _PATIENT.search(before.text, max(0, last[0][0].start - _PATIENT_REACH), last[0][0].start)
    return last if patient else []


def _agrees(pronoun: str, seen: Sequence[Sighting]) -> bool:
    """Whether a man's honorific is said of nobody who is a woman, and the reverse."""
    seen = seen[:ENOUGH]
    words = {word for each in seen for word in (*each.address.lower().split(), *each.alias.lower().split()[:1])}
    is_woman = bool(words & _SHE) or any(" Thị " in sighting.name for sighting in seen)
    return not (pronoun in _HE and is_woman) and not (pronoun in _SHE and bool(words & _HE))
