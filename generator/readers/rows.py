"""A row of a file that holds many articles, to a raw article: which column is the text, the title, the address."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta, timezone

from generator.dates import PartialDate
from generator.errors import ProblemError
from generator.invisible import has_invisible, one_line
from generator.readers import text as plain_text
from generator.readers.places import refused
from generator.readers.raw import Content, Given, RawArticle, SourceFile
from generator.settings import CONFIG_FILE, Columns, Intake
from generator.vietnamese import comparison_key

# What collections and scrapers call their columns. The first is the rule; one of the others counts only where no other
# of its row is there.
_USUAL = {
    "text": ("text", "content", "body", "article", "maintext", "full_text", "noi_dung"),
    "title": ("title", "headline", "tieu_de"),
    "url": ("url", "link", "source_url"),
    "date": ("date", "published", "published_at", "date_published", "date_publish", "publish_date", "pub_date"),
    "id": ("id",),
}
_LONGEST_ID = 100
_URL = re.compile(r"https?://[^\s<>\"]+")
_UNUSUAL_SIGNS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
# What programs write for want of a day.
_NO_DAYS = frozenset({"0001-01-01", "1900-01-01", "1970-01-01"})
# An instant is a day only somewhere: there, where the articles are published.
_VIETNAM = timezone(timedelta(hours=7))


def settled(columns: Columns, there: Collection[str], path: str) -> Columns:
    """Which column is what in a file; empty for what there is none of.

    columns: as set by a person; there: those of the file. Raises ProblemError, naming the columns there
    are, where one that was set isn't there, and where it isn't clear which is the text.
    """
    found: dict[str, str] = {}
    wrong = ""
    for role, (rule, *others) in _USUAL.items():
        wanted = getattr(columns, role)
        named = [wanted] if wanted else [rule] if rule in there else [name for name in others if name in there]
        if wanted and wanted not in there:
            wrong = wrong or f"has no column {wanted}, set as {role}"
        elif role == "text" and len(named) != 1:
            wrong = f"may have the text in {' or '.join(named)}" if named else "has no column for the text"
        found[role] = named[0] if len(named) == 1 else ""
    if wrong:
        names = ", ".join(sorted(there)) or "none"
        hint = f"its columns are: {names}; say in {CONFIG_FILE} which is which: `columns: {{text: …}}`"
        raise refused(path, wrong, hint)
    return Columns(**found)


class Names:
    """The names of the sources in a file, row by row: by its identifier; by its number where it has none, or one that
    a row before has. Rows that are added at the end change no name of those before.

    >>> names = Names(SourceFile("a/b.jsonl", "b.jsonl"), "line")
    >>> [names.next(each) for each in ("x1", None, 7.0, "x1")]
    ['b.jsonl#x1', 'b.jsonl#line-2', 'b.jsonl#7', 'b.jsonl#line-4']
    """

    def __init__(self, file: SourceFile, unit: str) -> None:
        """unit: what is counted, "line" or "row"."""
        self._file, self._unit = file.name, unit
        self._number = 0
        self._given: set[str] = set()

    def next(self, value: object = None, number: int = 0) -> str:
        """The name of the next row. value: what its column of identifiers holds; number: its own, where not every one
        is a row's.
        """
        self._number = number or self._number + 1
        identifier = _identifier(value)
        if not identifier or identifier in self._given:
            return f"{self._file}#{self._unit}-{self._number}"
        self._given.add(identifier)
        return f"{self._file}#{identifier}"


def article_of(row: Mapping[str, object], intake: Intake, source: SourceFile) -> RawArticle:
    """The raw article in a row. intake: its columns settled. Raises ProblemError where the row has no text."""
    columns = intake.columns
    value = row.get(columns.text)
    notes: tuple[str, ...] = ()
    if isinstance(value, bytes):
        value, _, notes = _content(value, source)
    if not isinstance(value, str):
        what = "is empty" if value is None else f"holds no text but {_KINDS.get(type(value), 'another kind of value')}"
        raise _refused(source, f"column {columns.text} {what}", "put the article's text into it")
    if not value.strip():
        raise _refused(source, f"column {columns.text} is empty", "put the article's text into it")
    # As it is: in a title that was decoded wrongly, what shows nothing may be letters.
    title = _single_spaced(row.get(columns.title))
    try:
        # It has to be text as that of a file has.
        content = _content(_titled(value, title).encode("utf-8"), source)
    except UnicodeEncodeError:
        raise _refused(source, "has half a character (a lone surrogate)", "mend the row") from None
    day, words = published(row.get(columns.date))
    # What was repaired in the text was repaired in its first line.
    title = title and one_line(content.text.partition("\n")[0])
    given = Given(title, address_in(row.get(columns.url)), day, words)
    return RawArticle.of(source, Content(content.text, given, notes + content.notes), intake.limits)


def _content(data: bytes, source: SourceFile) -> Content:
    try:
        return plain_text.read(data)
    except ValueError as error:
        raise _refused(source, str(error), "mend the row or delete it") from None


def _refused(source: SourceFile, message: str, hint: str) -> ProblemError:
    return refused(source.path, message, hint, source.line)


_KINDS: dict[type, str] = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}


def _titled(text: str, title: str) -> str:
    """The text with its title as first line, once."""
    first, _, rest = text.lstrip().partition("\n")
    if not title:
        return text
    return f"{title}\n\n{rest if comparison_key(one_line(first)) == comparison_key(one_line(title)) else text}"


def address_in(value: object) -> str:
    """An http or https address; empty for all else."""
    words = line_in(value)
    return words if _URL.fullmatch(words) else ""


def line_in(value: object) -> str:
    """A text on one line; empty for what is none."""
    return one_line(_single_spaced(value))


def _single_spaced(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _identifier(value: object) -> str:
    """What names the row, if it can stand in a name."""
    if isinstance(value, float) and value.is_integer():
        # Tables have no empty whole numbers, so columns with gaps come as fractions.
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    words = str(value).strip()
    return "" if len(words) > _LONGEST_ID or _UNUSUAL_SIGNS.search(words) or has_invisible(words) else words


def published(value: object) -> tuple[str, str]:
    """A day as EDTF and as the row writes it; nothing where it is no date for sure.

    >>> published("2024-06-20T22:30:00Z"), published("20/06/2024 16:25"), published("06/2024"), published(20240620)
    (('2024-06-21', '2024-06-20T22:30:00Z'), ('2024-06-20', '20/06/2024 16:25'), ('', ''), ('', ''))
    """
    words = value.isoformat() if isinstance(value, date) else one_line(_single_spaced(value))
    day = _day(words)
    return (day, words) if day and day not in _NO_DAYS else ("", "")


def _day(words: str) -> str:
    try:
        return str(PartialDate.parse(words))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        from generator.clean.stamps import page_stamp  # noqa: PLC0415  # loads all of `clean`; few rows need it

        stamp = page_stamp(words) if words else None
        return stamp.date if stamp else ""
    if words.isdigit():
        return ""
    try:
        return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date().isoformat()
    except OverflowError:
        return ""
