"""Which code is at work: what was learned by other code is not to be trusted."""

import os
import sys
import sysconfig
from hashlib import blake2b
from pathlib import Path
from types import FunctionType

import yaml
from slugify.__version__ import __version__ as slugify_version

_PACKAGE = Path(__file__).parent.parent


def digest_of_code() -> str:
    """Names the code and the word lists of this package, and what else has a say in what they make of a text."""
    digest = blake2b(digest_size=16)
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(data)}\n".encode())
        digest.update(data)
    digest.update(f"{tuple(sys.version_info)} {yaml.__version__} {slugify_version}".encode())
    return digest.hexdigest()


def has_foreign_code() -> bool:
    """Whether some function was put into this package from outside, as tests do: no digest tells of it."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("generator.")]
    values = [value for module in modules for value in vars(module).values()]
    return any(
        not os.path.normcase(value.__code__.co_filename).startswith(_HOMES)
        if isinstance(value, FunctionType)
        else type(value).__module__ == "unittest.mock"
        for value in values
    )


# Where functions of this package, of Python and of other packages lie; "<" begins the name of those made at run time.
_HOMES = (
    "<",
    os.path.normcase(_PACKAGE),
    *(os.path.normcase(sysconfig.get_path(kind)) for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
)
