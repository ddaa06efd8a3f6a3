"""What may be wrong in the tags of a template: each fault in words, and what to do about it."""

from typing import NamedTuple


class Wrong(NamedTuple):
    """A fault: the message ids of what is wrong and of what to do; the same arguments fill the braces of both."""

    message: str
    hint: str = ""


NOT_UNDERSTOOD = Wrong(
    message="The tag cannot be understood at “{word}”",
    hint="Write one name in a tag, with its parts behind dots; words to be printed as they are go in quotes.",
)
NOT_ALONE = Wrong(message="Nothing may stand after {name}", hint="Write {name} alone.")
LOOP_NOT_UNDERSTOOD = Wrong(
    message="The loop cannot be understood", hint="Write {{% for row in rows %}}: a new name, in, and a list."
)
LOOP_WITH_FILTER = Wrong(
    message="A loop goes over a list as it is, without filters",
    hint="Write {{% for row in rows %}}: a new name, in, and a list.",
)
HYPHEN = Wrong(message="A tag begins and ends without a hyphen", hint="Leave out the hyphen.")
LEVEL_APART = Wrong(
    message="“{name}” is not understood here",
    hint="Write {{%{level} without a blank before {level} and with one after it.",
)
TOO_LONG = Wrong(message="The tag is too long", hint="Ask for less in one tag; an if may be inside another if.")
NESTED_TAG = Wrong(
    message="The tag is nested too deep", hint="Ask for less in one tag; an if may be inside another if."
)
TOO_EARLY = Wrong(
    message="The tag ends too early: something is missing in it",
    hint="Compare it with the same tag in the built-in template.",
)
FILTER_ARGUMENT = Wrong(
    message="The filter “{name}” is not understood with what is in its brackets",
    hint="Write join(', ') or default('–'): words in quotes, and nothing else.",
)
EMPTY = Wrong(message="The tag is empty", hint="Write a name in it, or delete it.")
RUN_STATEMENT = Wrong(message="“{{%r” is not part of the language of templates", hint="Write {{% … %}}, without the r.")
COLSPAN_OUTSIDE = Wrong(
    message="colspan works only in a cell of a table that has no table in it", hint="Delete the tag."
)
OUTSIDE_TABLE = Wrong(
    message="The tag is outside a table, where it deletes the text around it",
    hint="Write it in a row of the table; for paragraphs outside tables write {{%p in place of {{%{level}.",
)
NOT_CLOSED = Wrong(message="The tag is not closed", hint="Close it with {closing}, as it was opened.")
PRINTED_LEVEL = Wrong(
    message="“{{{{{level}” puts words where no words may be, and spoils the document",
    hint="Write {{{{r … }}}} in a paragraph that stays.",
)
TORN = Wrong(
    message="The tag is torn: it begins in one paragraph and ends in another",
    hint="Delete the end of the line inside the tag.",
)
TRACKED = Wrong(
    message="The tag is deleted with tracked changes, and still works",
    hint="Accept the changes in Word: Review, Accept, Accept All Changes.",
)
WITHOUT_WORDS = Wrong(
    message="The tag is in a place without words, such as a field or the description of a picture",
    hint="Move it to the text, or delete it.",
)
SIGNS_APART = Wrong(
    message="The two signs that begin a tag are apart, so it is printed as it is written",
    hint="Write them together, without a blank.",
)
NEVER_OPENED = Wrong(
    message="A tag ends here that was not begun, so it is printed as it is written",
    hint="Begin it as it is ended, or delete its end.",
)
LIST_PRINTED = Wrong(
    message="It is a list, and a list cannot be printed whole",
    hint="Loop over it: {{% for one in {value} %}} … {{% endfor %}}.",
)
OUTSIDE_LOOP = Wrong(
    message="“{name}” is outside its loop",
    hint="Put it between the beginning of the loop, as {{% for row in rows %}}, and its end.",
)
INTO_PROGRAM = Wrong(message="“{name}” reaches into the program, which no template may", hint="Delete the tag.")
YES_OR_NO_PRINTED = Wrong(
    message="It is yes or no, and cannot be printed", hint="Ask for it: {{% if {value} %}} … {{% endif %}}."
)
PARTS_PRINTED = Wrong(
    message="It has parts, and cannot be printed whole", hint="Write one of its parts behind a dot: {parts}."
)
JOIN_OF_NO_LIST = Wrong(
    message="join takes a list of words", hint="Write it behind such a list, as {{{{ marks_at_end|join('; ') }}}}."
)
PART_OF_LIST = Wrong(message="There is no “{name}” in it: it is a list", hint="Write it inside a loop over the list.")
PART_OF_WORDS = Wrong(message="There is no “{name}” in it: it is printed as it is", hint="Leave out “.{name}”.")
NEVER_ENDED = Wrong(
    message="What is begun here is never ended", hint="Write {tag} after the last thing that belongs to it."
)
NESTED_BLOCKS = Wrong(message="The tag is nested too deep", hint="Take the built-in template and begin from it.")
NOT_A_LIST = Wrong(message="A loop goes over a list, and “{value}” is not a list", hint="Lists are {lists}.")
NOT_OF_OUTER_LOOP = Wrong(
    message="A loop inside a loop goes over a part of the outer one, and “{value}” is not a part of “{outer}”",
    hint="Write {{% for … in {outer}. … %}}, or end the outer loop before it.",
)
NOT_IN_IF = Wrong(message="{name} is not in an if", hint="Write {{% if … %}} before it, or delete it.")
NEVER_BEGUN = Wrong(message="Here ends what was not begun", hint="Write {{% {kind} … %}} before it, or delete it.")
WRITTEN_ANOTHER_WAY = Wrong(message="It belongs to “{begun}”, and is written another way", hint="Write {tag}.")
TEXT_DELETED = Wrong(
    message="The text „{words}“ is deleted, because it is {where} with the tag", hint="Give the tag {room}."
)
PICTURE_DELETED = Wrong(
    message="A picture, a field, a note or a section break that is {where} with the tag is deleted",
    hint="Give the tag {room}.",
)
NOT_ENDED_BEFORE = Wrong(message="What is begun here is not ended before “{tag}”", hint="Write {end} before “{tag}”.")
ONLY_LAST_COUNTS = Wrong(
    message="Of several {{%{level} tags {where} only the last, “{kept}”, counts", hint="Give each of them {room}."
)
TAG_DELETED = Wrong(message="The tag is deleted, because it is {where} with “{kept}”", hint="Give “{kept}” {room}.")
CUT = Wrong(
    message="It belongs to “{begun}”, and is in another cell or paragraph, so they are cut in the middle",
    hint="Write {tag} above what it is for, and {end} below: with {{%p in paragraphs of their own, with {{%tr in rows.",
)
IN_ANOTHER_PLACE = Wrong(
    message="It belongs to “{begun}”, and is in another kind of place, so the document falls apart",
    hint="Put both in the same table, or both outside it; in running text put both into one paragraph.",
)
LOOKS_LIKE_TAG = Wrong(
    message="It looks like a tag but is not one, so it is printed as it is written", hint="Write {{{{ {name} }}}}."
)
NOT_IN_LANGUAGE = Wrong(message="“{name}” is not part of the language of templates")
