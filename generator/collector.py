"""Python's collector of circular garbage, kept from going through ten thousand articles again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector; what has come to live meanwhile is never looked through, nor at the program's end."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
