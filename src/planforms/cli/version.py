"""``planforms --version``: the version, that of Python, and what is installed beside it."""

import platform
import shutil
from collections.abc import Iterator
from importlib.util import find_spec

from planforms import __version__
from planforms.language import Speaker

_EXTRAS = {"web": ("flask", "waitress"), "calendar": ("icalendar",), "cluster": ("distributed",)}


def version_lines(speak: Speaker) -> Iterator[str]:
    """The version first, as programs look for it; then whether LibreOffice and what each extra needs are there."""
    yield f"planforms, version {__version__}"
    yield f"Python {platform.python_version()}"
    needed = {f"planforms[{extra}]": all(map(find_spec, names)) for extra, names in _EXTRAS.items()}
    for name, there in {"LibreOffice": any(map(shutil.which, ("soffice", "libreoffice"))), **needed}.items():
        yield f"{name}: {speak.say('installed') if there else speak.say('not installed')}"
