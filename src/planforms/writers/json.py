"""A plan as the bytes of its public JSON form."""

import msgspec

from planforms.jsonform import to_form
from planforms.model import Plan


def write(plan: Plan) -> bytes:
    """*plan* as indented UTF-8 JSON, ending in a line break; the same plan gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(to_form(plan)), indent=2) + b"\n"
