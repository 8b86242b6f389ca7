"""The offices of a person through time, as the articles tell of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.dates import PartialDate
from generator.drawings import Bar, Kind, Mark, Row, bars, timeline
from generator.markup import SafeMarkdown
from generator.model import Article
from generator.pages.parts import Foremost, foremost
from generator.pages.words import article_date, number
from generator.records import OfficeRecord
from generator.translation import _, _n

# More were seen for nobody but by mistakes of reading, and each may have a dozen links.
_MOST_LISTED = 30
# So many rows are still one picture.
_MOST_DRAWN = 12
# One year, or one office seen twice, is said sooner than drawn. So are few articles, or one here and one there.
_FEWEST_DATES = 3
_FEWEST_IN_BARS = 8
_LOWEST_TOP = 3
# On a phone a bar of one year among more could not be told from the next.
_MOST_BARS = 60


@dataclass(frozen=True)
class Told:
    """One thing that articles tell of an office."""

    label: str
    """Which: newly taken, held, given up, held formerly."""
    articles: tuple[Article, ...]
    """Those that tell it, in time order; at least one."""


@dataclass(frozen=True)
class Office:
    """One office, as a person's page shows it."""

    record: OfficeRecord
    """All that is known of it."""
    seen: tuple[PartialDate, ...]
    """Of the articles that name it, the dates known, in order, each once."""
    told: tuple[Told, ...]
    """What is told of it."""


@dataclass(frozen=True)
class Career:
    """All offices of a person."""

    drawing: SafeMarkdown
    """The same as a picture; empty where it would show nothing that is not plain from the list."""
    offices: Foremost[Office]
    """By first sighting, those without any date last."""


def career(offices: Sequence[OfficeRecord]) -> Career:
    """The offices in the order in which they are first told of.

    Of those first told of at the same time, what is over then was held before the others.
    """
    in_order = sorted(map(_office, offices), key=_order)
    listed = foremost(in_order, _MOST_LISTED, lambda office: len(office.record.sightings))
    return Career(_drawing(listed.shown), listed)


def _office(record: OfficeRecord) -> Office:
    by_kind = _by_kind(record)
    told = tuple(Told(label, by_kind[kind]) for kind, label in _labels().items() if by_kind[kind])
    return Office(record, tuple(sorted(set(_dates(record.articles)))), told)


def _by_kind(record: OfficeRecord) -> dict[Kind, tuple[Article, ...]]:
    taken, former = _paths(record.taken_up), _paths(record.former)
    return {
        Kind.TAKEN: record.taken_up,
        Kind.SEEN: tuple(article for article in record.held if article.path not in taken),
        Kind.LEFT: tuple(article for article in record.given_up if article.path not in former),
        Kind.FORMER: record.former,
    }


def _paths(articles: Iterable[Article]) -> set[str]:
    return {article.path for article in articles}


def _dates(articles: Iterable[Article]) -> list[PartialDate]:
    return [date for article in articles if (date := article_date(article))]


def _order(office: Office) -> tuple[bool, tuple[PartialDate, ...], bool]:
    first = office.seen[:1]
    return not first, first, set(first).isdisjoint(_dates(office.record.given_up))


def _drawing(offices: Sequence[Office]) -> SafeMarkdown:
    dated = [office for office in offices if office.seen]
    dates = {date for office in dated for date in office.seen}
    begins = {office.seen[0] for office in dated}
    if len({date.year for date in dates}) < 2 or (len(dates) < _FEWEST_DATES and len(begins) < 2):
        return SafeMarkdown()
    drawn = foremost(dated, _MOST_DRAWN, lambda office: len(office.record.sightings))
    caption = _("Những lần các bài trong kho nêu chức vụ; không phải ngày nhận hay ngày thôi giữ chức vụ.")
    return timeline([Row(office.record.name, _marks(office.record)) for office in drawn.shown], caption, _legend())


def _legend() -> dict[Kind, str]:
    return {
        Kind.SEEN: _("được nêu"),
        Kind.TAKEN: _("mới nhận"),
        Kind.LEFT: _("thôi giữ"),
        Kind.FORMER: _("được gọi là nguyên chức vụ ấy"),
    }


def _labels() -> dict[Kind, str]:
    return {
        Kind.TAKEN: _("Mới nhận"),
        Kind.SEEN: _("Được nêu"),
        Kind.LEFT: _("Thôi giữ"),
        Kind.FORMER: _("Được gọi là nguyên chức vụ ấy"),
    }


def _marks(record: OfficeRecord) -> tuple[Mark, ...]:
    marks = {Mark(date, kind): None for kind, articles in _by_kind(record).items() for date in _dates(articles)}
    return tuple(sorted(marks, key=lambda mark: mark.date))


def articles_by_year(articles: Sequence[Article], name: str) -> SafeMarkdown:
    """How many there are in each year, from the first to the last; nothing where they are few or of one year.

    name: begins the ids of the drawing's elements.
    """
    counted = Counter(date.year for date in _dates(articles))
    if counted.total() < _FEWEST_IN_BARS or max(counted.values()) < _LOWEST_TOP:
        return SafeMarkdown()
    if not 1 < max(counted) + 1 - min(counted) <= _MOST_BARS:
        return SafeMarkdown()
    years = range(min(counted), max(counted) + 1)
    unknown = len(articles) - counted.total()
    title = _("Số bài theo năm diễn ra sự kiện")
    if unknown:
        title = f"{title} ({_n('{count} bài chưa rõ năm', unknown)})"
    return bars([Bar(str(year), counted[year], number(counted[year])) for year in years], title, name)
