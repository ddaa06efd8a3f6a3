"""The simple values of WordprocessingML's attributes: switches and whole numbers, whatever a file puts there."""

import re
from typing import Final

from lxml import etree

from planforms.readers.docx.names import VAL, w

_OFF: Final = frozenset({"0", "false", "off", "none"})
_WHOLE: Final = re.compile(r"\s*(-?\d{1,9})(?:\.\d*)?\s*", re.ASCII)


def is_on(value: str | None) -> bool:
    """Whether a switch with this value is on; a switch without a value is."""
    return value not in _OFF


def has_switch(properties: etree._Element | None, name: str) -> bool:
    """Whether *properties* hold the switch *name*, and hold it on."""
    item = None if properties is None else properties.find(w(name))
    return item is not None and is_on(item.get(VAL))


def whole(value: str | None) -> int:
    """The whole number that *value* says; 0 where it says none, or one of more than nine digits."""
    found = _WHOLE.fullmatch(value or "")
    return int(found[1]) if found else 0


def child_value(item: etree._Element, name: str) -> str:
    """The value of the child *name*, empty where there is none."""
    child = item.find(w(name))
    return "" if child is None else child.get(VAL, "")
