"""How many processes work side by side, and that none of them outlives the one that started it."""

import multiprocessing
import os
import threading
from multiprocessing.process import BaseProcess


def cores() -> int:
    """How many cores there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_parent() -> None:
    """Let this process, started by multiprocessing, end when its parent does: one that is killed can end nobody."""
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
