"""The words of the site. They stand in templates, code and scripts in Vietnamese, marked as messages of GNU gettext; a
PO file says what to show for them in another language. An empty translation, and no file, leaves the Vietnamese.

What is spoken is one value for the whole process, set by whatever reads the settings (`cli.py`, `plugin.py`, the
process that indexes): every page says words, and a build has one language. Only words are translated: how numbers and
days are written, and what is sorted by which letter, stays Vietnamese, as the archive is.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

VIETNAMESE = "vi"

# All rules that gettext's manual has ask for n, n % 10 and n % 100 only: the third hundred is as the second.
_COUNTS_THAT_TELL = 200


def _only_form(_count: int) -> int:
    return 0


@dataclass(frozen=True, eq=False)
class Translation:
    """What is shown for the messages that are not shown as they stand."""

    language: str = VIETNAMESE
    """As in an HTML `lang`: that of the words; articles are in Vietnamese."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """By message."""
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The forms of a message with a count, by message."""
    form_of: Callable[[int], int] = _only_form
    """Which of the forms goes with a count."""
    in_scripts: frozenset[str] = frozenset()
    """Messages that the theme's scripts show."""

    def for_scripts(self) -> Markup:
        """What `words.js` needs, as JSON that can stand in a script element; empty where nothing is translated."""
        messages = {text: self.messages[text] for text in sorted(self.in_scripts & self.messages.keys())}
        counted = {text: self.counted[text] for text in sorted(self.in_scripts & self.counted.keys())}
        if not messages and not counted:
            return Markup()
        data = {
            "messages": messages,
            "counted": counted,
            "forms": [self.form_of(count) for count in range(_COUNTS_THAT_TELL)] if counted else [],
        }
        return htmlsafe_json_dumps(data, dumps=partial(json.dumps, ensure_ascii=False, separators=(",", ":")))


_spoken = Translation()


def speak(translation: Translation) -> None:
    """Show these words from now on."""
    global _spoken  # noqa: PLW0603  # one for the process: see above
    _spoken = translation


def spoken() -> Translation:
    """What is shown now. What is kept of a page's words is kept for one of these."""
    return _spoken


def _(message: str, **values: Any) -> str:
    """A message as it is shown, its `{names}` replaced with values.

    >>> _("Bài viết"), _("Tháng {month}/{year}", month=6, year=2024)
    ('Bài viết', 'Tháng 6/2024')
    """
    text = _spoken.messages.get(message, message)
    return text.format_map(values) if values else text


def _n(message: str, count: int, **values: Any) -> str:
    r"""A message that counts: where a language has several forms, the one for this number. `{count}` is the number, and
    no line ends between it and the word it counts.

    >>> _n("{count} bài", 1513), _n("và {count} bài khác", 2)
    ('1.513\xa0bài', 'và 2\xa0bài khác')
    """
    return form_for(message, count).format_map({"count": as_number(count), **values})


def form_for(message: str, count: int) -> str:
    """The form of a message that counts, with its `{names}`."""
    forms = _spoken.counted.get(message)
    text = forms[_spoken.form_of(count)] if forms else message
    return text.replace("{count} ", "{count}\N{NO-BREAK SPACE}")


def as_number(count: int) -> str:
    """As Vietnamese writes it: 1.513."""
    return f"{count:,}".replace(",", ".")
