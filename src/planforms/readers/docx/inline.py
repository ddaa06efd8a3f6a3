"""What is inside paragraphs: runs with their looks, through every wrapper, as the model's paragraphs.

It knows the elements inside a paragraph. Blocks, tables and lists are not its matter; text boxes that are anchored in a
paragraph are collected for whoever reads blocks.
"""

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from operator import itemgetter

from lxml import etree

from planforms.model import Paragraph, Run
from planforms.package import Allowance
from planforms.readers.docx.elements import (
    ALTERNATIVES,
    BOX,
    CONTROL,
    CONTROL_CONTENT,
    DRAWN_TEXT,
    FIELD_CHARACTER,
    MATHS,
    PARAGRAPH_PROPERTIES,
    RELATION,
    RUN,
    RUN_PROPERTIES,
    SPACE,
    TEXT,
    TYPE,
    WORD_ART,
    Field,
    alternative,
    control_content,
    form_words,
    is_page_number,
    is_prompt,
    kind_of,
    link_of,
    never_ended,
    w,
    words_in,
)
from planforms.readers.docx.numbering import is_private, unicode_of
from planforms.readers.docx.styles import PLAIN, Format, Look, Styles
from planforms.readers.notices import Notices
from planforms.remembered import pattern_of
from planforms.source import PROMPT_SPACE

_CONTROLS = pattern_of("[\t\n\r][\t\n\r ]*")
_PICTURE = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_OBJECT = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:office:office}OLEObject",
)
# What a program puts between runs for itself: where it found a mistake, where a link may lead.
_SIGNS = frozenset({w("proofErr"), w("bookmarkStart"), w("bookmarkEnd")})

Handler = Callable[[etree._Element, Look], None]  # noqa: SLF001 - the public name of the class is only in stubs


class InlineReader:
    """Reads the insides of the paragraphs of one story, one after another.

    Attributes:
        boxes: the contents of text boxes anchored in what was read; whoever reads them empties the list.
    """

    def __init__(
        self,
        styles: Styles,
        links: Mapping[str, str],
        notices: Notices,
        allowance: Allowance,
        *,
        page_numbers: bool,
    ) -> None:
        self.boxes: list[etree._Element] = []
        self._styles = styles
        self._links = links
        self._notices = notices
        self._allowance = allowance
        self._broken_fields: frozenset[etree._Element] | None = None
        self._page_numbers = page_numbers
        self._format, self._look = styles.standard
        self._link = ""
        self._silent = 0
        self._prompting = False
        self._depth = 0
        self._fields: list[Field] = []
        self._lines: list[list[tuple[str, Look, str]]] = [[]]
        self._page_ended = False
        self._handlers: Mapping[object, Handler] = self._table_of_handlers()

    def read(self, paragraph: etree._Element) -> Format:
        """Read *paragraph* after what was read and not yet taken, and return how it is set."""
        self._allowance.spend()
        self._format, self._look = self._styles.standard
        self._prompting = is_prompt(paragraph)
        for child in paragraph:
            if child.tag == RUN:  # by far the most; the rest of this class is for all others
                self._run(child, self._look)
            else:
                self._element(child, self._look)
        return self._format

    def plain_words(self, paragraph: etree._Element) -> str | None:
        """Read *paragraph* if it is plain words and nothing else, where all that was read before has been taken.

        So are most cells, and this reads them in half the time. ``None`` where there is more to the paragraph, a look
        or a list number too: then nothing of it has been read.
        """
        if self._fields or is_prompt(paragraph):
            return None
        format_, look = self._styles.standard
        words = ""
        for child in paragraph:
            tag = child.tag
            if tag == RUN:
                if (said := self._plain_words_of_run(child, format_, look)) is None:
                    return None
                words += said
            elif tag == PARAGRAPH_PROPERTIES:
                format_, look = self._styles.format(child)
            elif tag not in _SIGNS or len(child):
                return None
        if format_.number or format_.joins_next or not words.isprintable():
            return None
        self._allowance.spend()
        return words

    def _plain_words_of_run(self, run: etree._Element, format_: Format, look: Look) -> str | None:
        words = ""
        for child in run:
            tag = child.tag
            if tag == TEXT and look is PLAIN:
                words += child.text or ""
            elif tag == RUN_PROPERTIES:
                look = self._styles.look(child, format_.style)
            else:
                return None
        return words

    def take(self) -> tuple[Paragraph, ...]:
        """What was read since the last time, a paragraph a line; at least one."""
        lines, self._lines = self._lines, [[]]
        self._page_ended = False
        return tuple([Paragraph(_runs(_of_spaces(line) if only_prompts(line) else line)) for line in lines])

    def _table_of_handlers(self) -> Mapping[object, Handler]:
        table: dict[object, Handler] = {
            PARAGRAPH_PROPERTIES: self._properties,
            RUN: self._run,
            TEXT: self._text,
            FIELD_CHARACTER: self._field_character,
            CONTROL: self._control,
            ALTERNATIVES: self._alternatives,
            MATHS: self._equation,
            BOX: lambda box, _: self.boxes.append(box),
            DRAWN_TEXT: lambda text, _: self._notices.report("drawn words", text.text or ""),
            WORD_ART: lambda art, _: self._notices.report("drawn words", art.get("string", "")),
        }
        own: dict[str, Handler] = {
            "tab": lambda _, look: self._add("\t", look),
            "ptab": lambda _, look: self._add("\t", look),
            "br": self._break,
            "cr": lambda _, __: self._new_line(),
            "noBreakHyphen": lambda _, look: self._add("\u2011", look),
            "softHyphen": lambda _, look: self._add("\u00ad", look),
            "sym": self._symbol,
            "instrText": self._instruction,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "ins": self._kept,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "moveTo": self._kept,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._drawing,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "commentReference": self._note,
            "rt": lambda ruby, _: self._notices.report("ruby", words_in(ruby)),
        }
        table |= {w(name): handler for name, handler in own.items()}
        passed = ("delText", "delInstrText", "rubyPr", "sdtPr", "fldData", "smartTagPr", "customXmlPr", "pgNum")
        for tag in (RUN_PROPERTIES, *map(w, passed)):
            table[tag] = lambda _, __: None
        return table

    def _inside(self, parent: etree._Element, look: Look) -> None:
        self._depth += 1
        self._allowance.allow_depth(self._depth)
        for child in parent:
            self._element(child, look)
        self._depth -= 1

    def _element(self, element: etree._Element, look: Look) -> None:
        handler = self._handlers.get(element.tag)
        if handler is not None:
            handler(element, look)
        elif len(element):  # a wrapper this reader has no name for; what it holds is read all the same
            self._inside(element, look)

    def _properties(self, properties: etree._Element, _: Look) -> None:
        self._format, self._look = self._styles.format(properties)

    def _run(self, run: etree._Element, _: Look) -> None:
        look = self._look
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._text(child, look)
            elif tag == RUN_PROPERTIES:
                look = self._styles.look(child, self._format.style)
            else:
                self._element(child, look)

    def _text(self, element: etree._Element, look: Look) -> None:
        text = element.text
        if not text:
            return
        if self._prompting:
            text, look = "_" * len(text), look._replace(prompt=True)
        if look.font or not text.isprintable():
            text = self._unusual(text, element.get(SPACE) == "preserve", look.font)
        if look.hidden or self._silent or self._page_ended:
            self._add(text, look)
        else:
            self._lines[-1].append((text, look, self._link))

    def _unusual(self, text: str, preserve: bool, font: str) -> str:  # noqa: FBT001
        if _CONTROLS.search(text):
            text = _CONTROLS.sub(" ", text if preserve else text.strip("\t\n\r "))
        if font or any(is_private(ord(character)) for character in text):
            return "".join(self._of_font(ord(character), font) for character in text)
        return text

    def _of_font(self, code: int, font: str) -> str:
        if (found := unicode_of(code, font)) is not None or not is_private(code):
            return chr(code) if found is None else found
        self._notices.report("symbol", f"{font} {code:04X}".strip())
        return ""

    def _add(self, text: str, look: Look) -> None:
        if self._silent or not text:
            return
        if look.hidden:
            self._notices.report("hidden text", text)
            return
        if self._page_ended:
            self._page_ended = False
            if self._lines[-1]:
                self._lines.append([])
        self._lines[-1].append((text, look, self._link))

    def _new_line(self) -> None:
        if not self._silent:
            self._page_ended = False
            self._allowance.spend()
            self._lines.append([])

    def _break(self, element: etree._Element, _: Look) -> None:
        if element.get(TYPE) in {"page", "column"}:
            self._page_ended = True  # no text of its own, but words on two pages do not run on
        else:
            self._new_line()

    def _symbol(self, element: etree._Element, look: Look) -> None:
        written, font = element.get(w("char"), ""), element.get(w("font"), "")
        code = int(written, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", written) else 0
        if (character := unicode_of(code, font)) is None:
            self._notices.report("symbol", f"{font} {written}")
        else:
            self._add(character, look._replace(font=""))

    def _field_character(self, element: etree._Element, look: Look) -> None:
        match kind_of(element):
            case "begin" if not self._never_ends(element):
                self._add(form_words(element), look)
                self._fields.append(Field(self._link))
                self._silent += 1
            case "separate" if self._fields and self._fields[-1].silent:
                field = self._fields[-1]
                self._link = link_of(field.instruction) or self._link
                if self._page_numbers or not is_page_number(field.instruction):
                    field.silent = False
                    self._silent -= 1
            case "end" if self._fields:
                field = self._fields.pop()
                self._link = field.link
                self._silent -= field.silent
            case _:
                pass

    def _never_ends(self, begin: etree._Element) -> bool:
        if self._broken_fields is None:  # most documents have no field at all
            self._broken_fields = never_ended(begin.getroottree().getroot())
        return begin in self._broken_fields

    def _instruction(self, element: etree._Element, _: Look) -> None:
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def _simple_field(self, element: etree._Element, look: Look) -> None:
        instruction = element.get(w("instr"), "")
        if self._page_numbers or not is_page_number(instruction):
            self._linked(element, link_of(instruction), look)

    def _hyperlink(self, element: etree._Element, look: Look) -> None:
        self._linked(element, self._links.get(element.get(RELATION, ""), ""), look)

    def _linked(self, element: etree._Element, link: str, look: Look) -> None:
        before = self._link
        self._link = link or before
        self._inside(element, look)
        self._link = before

    def _control(self, element: etree._Element, look: Look) -> None:
        if (content := control_content(element, self._notices)) is not None:
            self._inside(content, look)
        elif (prompt := element.find(CONTROL_CONTENT)) is not None:
            before, self._prompting = self._prompting, True
            self._inside(prompt, look)
            self._prompting = before

    def _alternatives(self, element: etree._Element, look: Look) -> None:
        if (chosen := alternative(element)) is not None:
            self._inside(chosen, look)

    def _kept(self, element: etree._Element, look: Look) -> None:
        """A tracked change that is read: words that were inserted or moved here."""
        self._notices.revision("inserted" if element.tag == w("ins") else "moved")
        self._inside(element, look)

    def _deleted(self, element: etree._Element, _: Look) -> None:
        if element.tag == w("del"):  # a move is counted where it went
            self._notices.revision("deleted")

    def _equation(self, element: etree._Element, look: Look) -> None:
        words = words_in(element)
        self._notices.report("equation", words)
        self._add(words, look)

    def _drawing(self, element: etree._Element, look: Look) -> None:
        self._inside(element, look)
        if next(element.iter(*_OBJECT), None) is not None:
            self._notices.report("object")
        elif next(element.iter(BOX), None) is None and next(element.iter(*_PICTURE), None) is not None:
            self._notices.picture()

    def _note(self, element: etree._Element, _: Look) -> None:
        kind = etree.QName(element).localname.removesuffix("Reference")
        self._notices.note(kind, element.get(w("id"), ""))


def only_prompts(pieces: list[tuple[str, Look, str]]) -> bool:
    """Whether a line has nothing but prompts of empty controls; among other words a prompt is a blank to fill in."""
    return any(look.prompt for _, look, _ in pieces) and all(
        look.prompt or not text.strip() for text, look, _ in pieces
    )


def _of_spaces(pieces: list[tuple[str, Look, str]]) -> list[tuple[str, Look, str]]:
    return [(PROMPT_SPACE * len(text), PLAIN, "") for text, look, _ in pieces if look.prompt]


def _runs(pieces: list[tuple[str, Look, str]]) -> tuple[Run, ...]:
    """The pieces of a line as runs, neighbours of one look as one."""
    if len(pieces) == 1:
        text, look, link = pieces[0]
        return (Run(text) if look is PLAIN and not link else _run(text, look, link),)
    alike = groupby(pieces, key=itemgetter(1, 2))
    return tuple([_run("".join(text for text, _, _ in group), look, link) for (look, link), group in alike])


def _run(text: str, look: Look, link: str) -> Run:
    # A link is underlined because it is a link, which says nothing more.
    return Run(text, look.bold, look.italic, look.underline and not link, look.struck, look.script, link)
