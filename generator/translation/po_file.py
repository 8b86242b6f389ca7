"""The PO file as a translation. Raises what a translator can mend."""

from gettext import c2py
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from generator.errors import Problem, ProblemError
from generator.translation import VIETNAMESE, Translation

if TYPE_CHECKING:
    from babel.messages.catalog import Message


def load_translation(file: Path) -> Translation:
    """What a PO file says; Vietnamese where there is no such file.

    Fuzzy entries, which no person has looked at, are left out, as gettext does. Raises ProblemError where the file
    can't be read, or a translation has other `{names}` than its message.
    """
    # Imported here: the command line mostly has no words to say.
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Translation()
    except OSError as error:
        raise ProblemError(Problem(str(file), 0, "", f"can't be read: {error.strerror}")) from None
    try:
        catalog: Catalog = read_po(BytesIO(data), abort_invalid=True)
        form_of = c2py(catalog.plural_expr)
    except PoFileError as error:
        raise ProblemError(Problem(str(file), error.lineno, "", str(error.args[0]), "mend the PO file")) from None
    except (ValueError, LookupError) as error:
        raise ProblemError(Problem(str(file), 0, "", f"can't be read: {error}", "mend the PO file")) from None
    entries = [entry for entry in catalog if entry.id and not entry.fuzzy and all(_forms(entry))]
    for entry in entries:
        wrong = _wrong_with(entry)
        if wrong:
            raise ProblemError(Problem(str(file), entry.lineno or 0, "", wrong, "mend the translation"))
    return Translation(
        (catalog.locale_identifier or VIETNAMESE).replace("_", "-"),
        # Some messages are said with a number here and without one there.
        {_message(entry): _forms(entry)[-1] for entry in entries},
        {_message(entry): _forms(entry) for entry in entries if entry.pluralizable},
        form_of,
        frozenset(_message(entry) for entry in entries if any(path.endswith(".js") for path, _ in entry.locations)),
    )


def _message(entry: "Message") -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _forms(entry: "Message") -> tuple[str, ...]:
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or [""])


def _wrong_with(entry: "Message") -> str:
    """What is wrong with a translation; empty where nothing is."""
    forms, wanted = _forms(entry), _names(_message(entry))
    may_be_missing = {"count"} if entry.pluralizable else set()
    for form in forms:
        try:
            names = _names(form)
        except ValueError as error:
            return f"{error}: {form}"
        if names - wanted or wanted - names - may_be_missing:
            return f"must have {', '.join(f'{{{name}}}' for name in sorted(wanted)) or 'no braces'}: {form}"
    return ""


def _names(text: str) -> set[str]:
    """What a text has in braces. Raises ValueError where they don't fit together."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
