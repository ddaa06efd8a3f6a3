"""The name that planforms signs its comments and its summary sheet with, so that reading leaves them out in silence."""

from typing import Final

OWN: Final = "planforms"
# Before planforms' words in a comment that someone else began; reading stops here.
UNDER: Final = f"\n— {OWN} —\n"
