"""What a system says of a file without opening it: enough to know that it was not changed, as git's index does.

A change shows in size, time of the change or the file's number. Only one that came right after another, in the same
tick of the file system's clock, would not: so a file is trusted only if it had lain still for a while when it was read.
"""

import os
import time
from hashlib import blake2b

# The coarsest clock of a file system, FAT's, ticks every two seconds; another machine's may differ from ours.
_STILL_FOR = 5_000_000_000


def stamp_of(status: os.stat_result, name: str) -> bytes:
    """Names the state of a file: equal only if it is the same file and nothing was written into it."""
    said = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {name}"
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Clock:
    """Tells whether a file lies still."""

    def __init__(self) -> None:
        self._now = time.time_ns()

    def is_still(self, status: os.stat_result) -> bool:
        """Whether the file was last changed so long before this clock was made that any later change shows."""
        return max(status.st_mtime_ns, status.st_ctime_ns) + _STILL_FOR < self._now
