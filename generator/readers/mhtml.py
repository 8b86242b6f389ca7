"""Pages that a browser saved as one file (.mhtml, .mht): the page among its pictures, read as any other."""

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from generator.readers import html
from generator.readers.raw import Content
from generator.readers.rows import address_in
from generator.settings import USUAL_LIMITS, Limits

_NO_PAGE = "holds no web page"
# A page with its pictures; Python's parser takes a minute for some hundred thousand parts.
_MOST_PARTS = 2_000


def read(data: bytes, limits: Limits = USUAL_LIMITS) -> Content:
    """The article of the first page in it, as `html.read` gives it; its address is that it was saved from.

    Raises ValueError where it holds no page, or the page no article.
    """
    if data.count(b"\n--") > 2 * _MOST_PARTS:
        raise ValueError(f"has more than {_MOST_PARTS:,} parts, which no page has")
    try:
        message = message_from_bytes(data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        held = page.get_payload(decode=True) if page else None
    except (MessageError, ValueError, LookupError, RecursionError):
        raise ValueError(_NO_PAGE) from None
    if not page or not isinstance(held, bytes) or not held.strip():
        raise ValueError(_NO_PAGE)
    content = html.read(held, limits)
    url = content.given.url or address_in(_header(message, "Snapshot-Content-Location"))
    return content._replace(given=replace(content.given, url=url or address_in(_header(page, "Content-Location"))))


def _header(message: Message, name: str) -> str:
    return str(message.get(name) or "")
