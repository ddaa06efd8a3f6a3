"""The element and attribute names of WordprocessingML that the reader asks for, in the Transitional namespaces.

Source: ECMA-376 part 1 and part 4; [MS-DOCX] for the text boxes that Word has written since 2010.
"""

from typing import Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """*name* in the main namespace of WordprocessingML."""
    return _W + name


VAL: Final = w("val")
TYPE: Final = w("type")
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH: Final = w("p")
PARAGRAPH_PROPERTIES: Final = w("pPr")
RUN: Final = w("r")
RUN_PROPERTIES: Final = w("rPr")
TEXT: Final = w("t")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
ROW_PROPERTIES: Final = w("trPr")
CELL: Final = w("tc")
CELL_PROPERTIES: Final = w("tcPr")
SECTION: Final = w("sectPr")
CONTROL: Final = w("sdt")
CONTROL_PROPERTIES: Final = w("sdtPr")
CONTROL_CONTENT: Final = w("sdtContent")
ALTERNATIVES: Final = _MC + "AlternateContent"
CHOICE: Final = _MC + "Choice"
FALLBACK: Final = _MC + "Fallback"
BOX: Final = w("txbxContent")
MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
MATHS_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWN_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
WORD_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"

INSERTED: Final = frozenset({w("ins"), w("moveTo")})
GONE: Final = frozenset({w("del"), w("moveFrom")})
