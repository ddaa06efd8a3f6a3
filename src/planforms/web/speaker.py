"""The page's own words for what messages call by options of the command line: the names of its fields and steps."""

import re
from collections.abc import Mapping

from planforms.language import Speaker
from planforms.remembered import pattern_of

_OPTION = pattern_of(
    r"(?:(?P<many>parinktimis|parinktis)|(?P<press>su)(?= --fix)|(?P<one>parinktimi|su|with|in|by)) (?=--[a-z])"
    r"|--(?P<name>[a-z-]+[a-z])"
)


class PageSpeaker(Speaker):
    """Says messages as a person at the page can follow them."""

    def say(self, message: str, **arguments: object) -> str:
        """*message*, with the fields of the page in the place of options."""
        said = super().say(message, **arguments)
        return _OPTION.sub(self._field, said) if "--" in message else said

    def _field(self, found: re.Match[str]) -> str:
        if found["name"] is None:
            say = super().say
            where = say("by the button") if found["press"] else say("in the field")
            return f"{say('in the fields') if found['many'] else where} "
        label = self.labels.get(found["name"], "")
        return f"„{label}“" if self.language == "lt" and label else f"“{label}”" if label else found[0]

    @property
    def labels(self) -> Mapping[str, str]:
        """What the page calls the options that messages name."""
        return {
            "plan": super().say("Plan or sheet"),
            "period": super().say("Period of the plan"),
            "from": super().say("Period of the plan"),
            "heading-row": super().say("Row of headings"),
            "columns": super().say("Columns"),
            "approved-by": super().say("Who approves"),
            "order-no": super().say("Number of the order"),
            "order-date": super().say("Date of the order"),
            "minutes-no": super().say("Number of the minutes"),
            "minutes-date": super().say("Date of the minutes"),
            "to": super().say("New period"),
            "fix": super().say("Fixed file"),
        }
