"""What may be wrong in a template: each fault in words, and what to do about it. It knows no template.

The same arguments fill the braces of a fault and of its hint.
"""

from collections.abc import Mapping
from typing import NamedTuple

from jinja2 import nodes

from planforms.faults import TemplateFault
from planforms.findings import Severity
from planforms.place import Place


class Wrong(NamedTuple):
    """A kind of fault: the message ids of what is wrong and of what to do, and how much it matters."""

    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, place: Place, tag: str = "", /, **arguments: object) -> TemplateFault:
        """The fault in one *place*: a *tag* as it is written, or the words that are at fault."""
        return TemplateFault(
            message=self.message,
            hint=self.hint,
            tag=tag,
            place=place,
            severity=self.severity,
            arguments=arguments,
        )


NOT_UNDERSTOOD = Wrong(
    "The tag cannot be understood at “{word}”",
    "Write one name in a tag, with its parts behind dots; words to be printed as they are go in quotes.",
)
NOT_ALONE = Wrong("Nothing may come after {name}", "Write {name} alone.")
LOOP_NOT_UNDERSTOOD = Wrong(
    "The loop cannot be understood", "Write {{% for row in rows %}}: a new name, in, and a list."
)
LOOP_WITH_FILTER = Wrong(
    "A loop goes over a list as it is, without filters",
    "Write {{% for row in rows %}}: a new name, in, and a list.",
)
HYPHEN = Wrong("A tag begins and ends without a hyphen", "Leave out the hyphen.")
LEVEL_APART = Wrong(
    "“{name}” is not understood here",
    "Write {{%{level} without a blank before {level} and with one after it.",
)
TOO_LONG = Wrong("The tag is too long", "Ask for less in one tag; an if may be inside another if.")
NESTED_TAG = Wrong("The tag is nested too deep", "Ask for less in one tag; an if may be inside another if.")
TOO_EARLY = Wrong(
    "The tag ends too early: something is missing in it",
    "Compare it with the same tag in the built-in template.",
)
FILTER_ARGUMENT = Wrong(
    "The filter “{name}” is not understood with what is in its brackets",
    "Write join(', ') or default('–'): words in quotes, and nothing else.",
)
EMPTY = Wrong("The tag is empty", "Write a name in it, or delete it.")
RUN_STATEMENT = Wrong("“{{%r” is not part of the language of templates", "Write {{% … %}}, without the r.")
COLSPAN_OUTSIDE = Wrong("colspan works only in a cell of a table that has no table in it", "Delete the tag.")
OUTSIDE_TABLE = Wrong(
    "The tag is outside a table, where it deletes the text around it",
    "Write it in a row of the table; for paragraphs outside tables write {{%p in place of {{%{level}.",
)
NOT_CLOSED = Wrong("The tag is not closed", "Close it with {closing}, as it was opened.")
PRINTED_LEVEL = Wrong(
    "“{{{{{level}” puts words where no words may be, and spoils the document",
    "Write {{{{r … }}}} in a paragraph that stays.",
)
TORN = Wrong(
    "The tag is torn: it begins in one paragraph and ends in another",
    "Delete the end of the line inside the tag.",
)
TRACKED = Wrong(
    "The tag is deleted with tracked changes, and still works",
    "Accept the changes in Word: Review, Accept, Accept All Changes.",
)
WITHOUT_WORDS = Wrong(
    "The tag is in a place without words, such as a field or the description of a picture",
    "Move it to the text, or delete it.",
)
SIGNS_APART = Wrong(
    "The two signs that begin a tag are apart, so it is printed as it is written",
    "Write them together, without a blank.",
    Severity.WARNING,
)
NEVER_OPENED = Wrong(
    "A tag ends here that was not begun, so it is printed as it is written",
    "Begin it as it is ended, or delete its end.",
    Severity.WARNING,
)
LIST_PRINTED = Wrong(
    "It is a list, and a list cannot be printed whole",
    "Loop over it: {{% for one in {value} %}} … {{% endfor %}}.",
)
OUTSIDE_LOOP = Wrong(
    "“{name}” is outside its loop",
    "Put it between the beginning of the loop, as {{% for row in rows %}}, and its end.",
)
INTO_PROGRAM = Wrong("“{name}” reaches into the program, which no template may", "Delete the tag.")
YES_OR_NO_PRINTED = Wrong("It is yes or no, and cannot be printed", "Ask for it: {{% if {value} %}} … {{% endif %}}.")
PARTS_PRINTED = Wrong("It has parts, and cannot be printed whole", "Write one of its parts behind a dot: {parts}.")
JOIN_OF_NO_LIST = Wrong(
    "join takes a list of words", "Write it behind such a list, as {{{{ marks_at_end|join('; ') }}}}."
)
PART_OF_LIST = Wrong("There is no “{name}” in it: it is a list", "Write it inside a loop over the list.")
PART_OF_WORDS = Wrong("There is no “{name}” in it: it is printed as it is", "Leave out “.{name}”.")
NEVER_ENDED = Wrong("What is begun here is never ended", "Write {tag} after the last thing that belongs to it.")
NESTED_BLOCKS = Wrong("The tag is nested too deep", "Take the built-in template and begin from it.")
NOT_A_LIST = Wrong("A loop goes over a list, and “{value}” is not a list", "Lists are {lists}.")
NOT_OF_OUTER_LOOP = Wrong(
    "A loop inside a loop goes over a part of the outer one, and “{value}” is not a part of “{outer}”",
    "Write {{% for … in {outer}. … %}}, or end the outer loop before it.",
)
NOT_IN_IF = Wrong("{name} is not in an if", "Write {{% if … %}} before it, or delete it.")
NEVER_BEGUN = Wrong("Here ends what was not begun", "Write {{% {kind} … %}} before it, or delete it.")
WRITTEN_ANOTHER_WAY = Wrong("It belongs to “{begun}”, and is written another way", "Write {tag}.")
TEXT_DELETED = Wrong("The text „{words}“ is deleted, because it is {where} with the tag", "Give the tag {room}.")
PICTURE_DELETED = Wrong(
    "A picture, a field, a note or a break that is {where} with the tag is deleted",
    "Give the tag {room}.",
)
NOT_ENDED_BEFORE = Wrong("What is begun here is not ended before “{tag}”", "Write {end} before “{tag}”.")
ONLY_LAST_COUNTS = Wrong(
    "Of several {{%{level} tags {where} only the last, “{kept}”, counts", "Give each of them {room}."
)
TAG_DELETED = Wrong("The tag is deleted, because it is {where} with “{kept}”", "Give “{kept}” {room}.")
CUT = Wrong(
    "It belongs to “{begun}”, and is in another cell or paragraph, so they are cut in the middle",
    "Write {tag} above what it is for, and {end} below: with {{%p in paragraphs of their own, with {{%tr in rows.",
)
IN_ANOTHER_PLACE = Wrong(
    "It belongs to “{begun}”, and is in another kind of place, so the document falls apart",
    "Put both in the same table, or both outside it; in running text put both into one paragraph.",
)
LOOKS_LIKE_TAG = Wrong(
    "It looks like a tag but is not one, so it is printed as it is written",
    "Write {{{{ {name} }}}}.",
    Severity.WARNING,
)
NOT_IN_LANGUAGE = Wrong("“{name}” is not part of the language of templates", "A template may use {allowed}.")
COLSPAN_TWICE = Wrong("A cell has one colspan", "Delete one of the two tags.")
COLSPAN_OF_WORDS = Wrong("colspan takes a number of columns", "Write {{% colspan span %}} or {{% colspan 2 %}}.")
LEVEL_IN_PROPERTY = Wrong(
    "“{opening}{level}” does nothing in a property of the document", "Leave out the {level}, as in {{{{ name }}}}."
)
UNKNOWN = Wrong("There is no “{name}”", "“planforms template names” lists what there is.")
UNKNOWN_PART = Wrong("There is no “{name}” in it", UNKNOWN.hint)
DID_YOU_MEAN = "Did you mean “{near}”?"
NO_FILTER = Wrong("There is no filter “{name}”", "The filters are {filters}.")
MERGE_FIELD = Wrong(
    "A field of mail merge is not filled",
    "Delete the field, and write a name in {{{{ }}}} in its place.",
    Severity.WARNING,
)
NOT_FILLED = Wrong(
    "No tag is filled in this place; it stays as it is written",
    "Move it to the text, a header, a footer, a footnote or the title property, or delete it.",
    Severity.WARNING,
)

# What people write in other templates, and what to write here.
_PARTS_APART = "Write the parts one after another, as {{{{ title }}}} {{{{ name }}}}."
_COMPARE = "Compare with == or !=; several comparisons are joined by and, or, not."
_NO_SUMS = "A template does no sums. Give a column with a hyphen as row.other-1."
_CHOOSE = "Write an if, an else and an endif, each in a tag of its own."
FOREIGN_SIGNS: Mapping[str, str] = {
    **dict.fromkeys(("+", "~"), _PARTS_APART),
    **dict.fromkeys(("<", ">", "=", "!", "&", "in", "is"), _COMPARE),
    **dict.fromkeys(("-", "*", "/", "%"), _NO_SUMS),
    **dict.fromkeys(("if", "else", "for"), _CHOOSE),
    "{": "Write the name alone between the braces.",
    "\\": "Write the words in quotes without a backslash.",
}
FOREIGN_NODES: Mapping[type[nodes.Node], tuple[str, str]] = {
    nodes.Call: ("(", "Print a name, or use a filter; “planforms template names” lists them."),
    nodes.Compare: ("==", _COMPARE),
    nodes.Tuple: (",", _PARTS_APART),
    **dict.fromkeys(
        (nodes.Getitem, nodes.List), ("[", "Loop over a list with a for; a column with a number is row.other-1.")
    ),
}
STATEMENT_INSTEAD: Mapping[str, str] = {
    "set": "Write the value itself in each place where it is used.",
    "filter": "Write the filter behind each name, as {{{{ title|upper }}}}.",
    **dict.fromkeys(
        ("with", "endwith", "endset", "endfilter"), "Delete the tag, and write names with all their parts."
    ),
    **dict.fromkeys(("include", "import", "from", "extends", "block", "macro", "call"), "Put the text itself here."),
    **dict.fromkeys(("vm", "hm"), "Loop over row.cells: what is joined in the plan is then joined here."),
    "cellbg": "Set the colour of the cell in Word.",
    "raw": "Braces that are to be printed cannot be in a template; write other brackets.",
}
FILTER_INSTEAD: Mapping[str, str] = {
    "d": "Write default.",
    **dict.fromkeys(("capitalize", "title"), "Write upper or lower, or set capitals in Word: Font, All caps."),
    **dict.fromkeys(
        ("length", "count"), "Ask with an if whether a list holds anything; the number of a row is row.number."
    ),
    **dict.fromkeys(("first", "last"), "Ask for loop.first or loop.last in a loop over the list."),
}

NO_ROWS = Wrong(
    "No loop goes over the rows of the plan, so the document would have no activities",
    "Write {{%tr for row in rows %}} in a row above the one to repeat, {{%tr endfor %}} in a row below.",
)
NOTHING_OF_ROWS = Wrong(
    "The loop over the rows prints nothing of an activity",
    "Print its columns in it, as {{{{ row.title }}}} and {{{{ row.when }}}}.",
)
NO_HEADINGS = Wrong(
    "Headings and notes among the rows are not printed; their words are in row.lines",
    "Add a row for them between {{%tr if row.lines %}} and {{%tr endif %}}.",
    Severity.WARNING,
)
NOT_ALL_COLUMNS = Wrong(
    "Only the columns that the template names are printed; not among them: {columns}",
    "A plan that has such columns loses them; a loop over row.cells prints every column.",
    Severity.ADVICE,
)
NOT_PRINTED = Wrong(
    "The template does not print: {missing}",
    "Where your plans have it, take its tags from the built-in template.",
    Severity.ADVICE,
)
CARRIED = Wrong(
    "The template carries {kind}, which no document of planforms may",
    "Take it out in Word, or begin from the built-in template; without macros it is saved as .docx.",
)
ATTACHED_TEMPLATE = CARRIED._replace(
    hint="In Word: File, Options, Add-ins, Manage: Templates, Go; delete the path of the template and save."
)
OUTSIDE = Wrong(
    "The template reaches out of the document",
    "Put the picture itself into it; a link may lead only to a web page (http, https) or a mail address.",
)
ACTIVE_FIELD = Wrong(
    "The template has a field that runs something or brings in something from outside",
    "Delete the field in Word: show it with Alt+F9.",
)
