"""Files that nobody should open: small builders of hostile and broken archives."""

import io
import struct
import zipfile

from wordml import archive, p, relationships, tbl, tc, word, xml

MAIN = "word/document.xml"
START = {"_rels/.rels": relationships({"rId1": ("officeDocument", MAIN)})}


def with_document(document: str | bytes) -> bytes:
    """A package whose main part is *document*, as it is."""
    return archive({**START, MAIN: document})


def bomb(megabytes: int = 300) -> bytes:
    """A part of blanks that inflates without end."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("_rels/.rels", START["_rels/.rels"])
        with made.open(MAIN, "w") as part:
            part.write(xml("document", "<w:body>").removesuffix("</w:document>").encode())
            for _ in range(megabytes):
                part.write(b" " * (1 << 20))
    return out.getvalue()


def many_parts(count: int = 12_000) -> bytes:
    """More entries than any document has."""
    return archive({**START, MAIN: xml("document", ""), **{f"word/media/{n}.bin": "" for n in range(count)}})


def entities(kind: str) -> bytes:
    """A DTD in the main part: ``laughs``, ``quadratic`` or ``external``."""
    tenfold = (f'<!ENTITY {chr(n + 1)} "' + f"&{chr(n)};" * 10 + '">' for n in range(ord("a"), ord("i")))
    declared = {
        "laughs": '<!ENTITY a "ha">' + "".join(tenfold),
        "quadratic": '<!ENTITY i "' + "a" * 50_000 + '">',
        "external": '<!ENTITY i SYSTEM "file:///etc/hostname">',
    }[kind]
    used = "&i;" * (5_000 if kind == "quadratic" else 1)
    body = xml("document", f"<w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body>").partition("?>")[2]
    return with_document(f"<!DOCTYPE x [{declared}]>{body}")


def deep(levels: int, inside: str = "w:p") -> bytes:
    """Elements inside one another."""
    return with_document(xml("document", f"<w:body>{f'<{inside}>' * levels}{f'</{inside}>' * levels}</w:body>"))


def wide(columns: int = 100_000) -> bytes:
    """A row of very many cells."""
    return word(tbl("<w:tr>" + tc("x") * columns + "</w:tr>"))


def spans(value: int = 2**31) -> bytes:
    """Cells that say they are wider and taller than anything."""
    wide_cell = tc("plati", properties=f'<w:gridSpan w:val="{value}"/>')
    return word(tbl(f'<w:tr><w:trPr><w:gridBefore w:val="{value}"/></w:trPr>{wide_cell}{tc("po jos")}</w:tr>'))


def doubled() -> bytes:
    """Two entries of one name that differ."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("_rels/.rels", START["_rels/.rels"])
        made.writestr(MAIN, xml("document", f"<w:body>{p('vienas')}</w:body>"))
        made.writestr(MAIN.upper(), xml("document", f"<w:body>{p('kitas')}</w:body>"))
    return out.getvalue()


def pointing_out() -> bytes:
    """An entry whose name leads out of the archive."""
    return archive({**START, MAIN: xml("document", ""), "../../home/.profile": "x"})


def encrypted() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(word(p("slapta")))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def lying(size: int = 10) -> bytes:
    """A part that is far longer than the archive's directory declares."""
    data = bytearray(word(p("melas " * 1000)))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", data, at + 24, size)
    return bytes(data)


def flipped() -> bytes:
    """One byte wrong in the middle of the packed document."""
    data = bytearray(word(p("žodis " * 200)))
    at = data.find(MAIN.encode()) + 60
    data[at] ^= 0xFF
    return bytes(data)


def circular() -> bytes:
    """Parts that are related to themselves and to one another, and to nothing."""
    me = {"a": ("header", "document.xml"), "b": ("styles", "document.xml"), "c": ("numbering", "../word/document.xml")}
    lost = {"d": ("footnotes", "NULL"), "e": ("comments", "#_top"), "f": ("settings", "/word/nowhere.xml")}
    body = f'<w:body>{p("ratu")}<w:sectPr><w:headerReference w:type="default" r:id="a"/></w:sectPr></w:body>'
    return archive(
        {**START, MAIN: xml("document", body), "word/_rels/document.xml.rels": relationships({**me, **lost})}
    )


def ole(stream: str) -> bytes:
    """The beginning of an OLE file with one stream of that name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1528) + stream.encode("utf-16-le") + bytes(512)


def stored_in(method: int) -> bytes:
    """A whole document packed by a method that Office never uses."""
    return archive({**START, MAIN: xml("document", f"<w:body>{p('žodis')}</w:body>")}, method)
