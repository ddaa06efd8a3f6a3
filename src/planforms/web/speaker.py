"""The page's own words for what messages call by options of the command line: the names of its fields and steps."""

import re
from collections.abc import Mapping

from planforms.language import Speaker

_OPTION = re.compile(
    r"(?:(?P<many>parinktimis|parinktis)|(?P<one>parinktimi|su|with|in|by)) (?=--[a-z])|--(?P<name>[a-z-]+[a-z])"
)


class PageSpeaker(Speaker):
    """Says messages as a person at the page can follow them."""

    def say(self, message: str, **arguments: object) -> str:
        """*message*, with the fields of the page in the place of options."""
        said = super().say(message, **arguments)
        return _OPTION.sub(self._field, said) if "--" in message else said

    def count(self, one: str, many: str, count: int, **arguments: object) -> str:
        """The form that fits *count*, without options."""
        return super().count(one, many, count, **arguments)

    def _field(self, found: re.Match[str]) -> str:
        if found["name"] is None:
            return f"{self._said('in the fields') if found['many'] else self._said('in the field')} "
        label = self.labels.get(found["name"], "")
        return f"„{label}“" if self.language == "lt" and label else f"“{label}”" if label else found[0]

    def _said(self, message: str) -> str:
        return super().say(message)

    @property
    def labels(self) -> Mapping[str, str]:
        """What the page calls the options that messages name."""
        return {
            "plan": self._said("Plan or sheet"),
            "period": self._said("Period of the plan"),
            "from": self._said("Period of the plan"),
            "heading-row": self._said("Row of headings"),
            "columns": self._said("Columns"),
            "approved-by": self._said("Who approves"),
            "order-no": self._said("Number"),
            "order-date": self._said("Date"),
            "minutes-no": self._said("Number"),
            "minutes-date": self._said("Date"),
            "fix": self._said("Fixed file"),
        }
