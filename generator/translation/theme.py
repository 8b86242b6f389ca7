"""The words for the theme's templates: unlike those of pages they make HTML."""

from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from generator.translation import _, spoken


def give_words(environment: Environment) -> None:
    """Let templates say `_()`, tell them the language, and what scripts are to say."""
    environment.globals |= {
        "_": _message,
        "language": spoken().language,
        "words_of_scripts": spoken().for_scripts(),
    }


def _message(message: str, **values: Any) -> Markup:
    """A message and its values as text; only what is Markup already is HTML."""
    text = escape(_(message))
    return text.format(**values) if values else text
