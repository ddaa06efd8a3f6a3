"""Laws of the reader of Word documents: no word is lost, and no bytes make it crash."""

import io
import re
import zipfile
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wordml import NAMESPACES, box, p, r, sdt, tbl, tc, tr, word

from planforms.errors import UnreadableFileError
from planforms.readers.docx import read
from planforms.source import Line, Source

W = f"{{{NAMESPACES['w']}}}"
WORDS = st.text("aąbcč ėž„“–", min_size=1, max_size=8).filter(str.strip)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:vanish/>", '<w:u w:val="single"/>', '<w:rStyle w:val="nėra"/>'])


def around(inside: st.SearchStrategy[str], *wrappers: str) -> st.SearchStrategy[str]:
    """What is drawn, at times inside one of the wrappers (with a ``{}`` where it goes)."""
    return st.builds(lambda words, wrapper: wrapper.replace("{}", words), inside, st.sampled_from(["{}", *wrappers]))


RUNS = around(
    st.builds(r, WORDS, LOOKS),
    "<w:ins>{}</w:ins>",
    "<w:moveTo>{}</w:moveTo>",
    "<w:hyperlink>{}</w:hyperlink>",
    '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
    "<w:smartTag>{}</w:smartTag>",
    "<w:ruby><w:rt>{}</w:rt><w:rubyBase><w:r><w:t>x</w:t></w:r></w:rubyBase></w:ruby>",
    "<m:oMath>{}</m:oMath>",
    "<w:kita>{}</w:kita>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}',
    sdt("{}"),
    sdt("{}", "<w:showingPlcHdr/>"),
    box("<w:p>{}</w:p>"),
)
PROPERTIES = st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", '<w:jc w:val="right"/>'])


def paragraphs(runs: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda made, properties: p(*made, properties=properties), st.lists(runs, max_size=3), PROPERTIES)


PARAGRAPHS = paragraphs(RUNS)
MERGES = st.sampled_from(["", '<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:hMerge/>"])


def tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = around(
        st.builds(lambda inside, merge: tc(*inside, properties=merge), st.lists(blocks, max_size=2), MERGES),
        sdt("{}"),
        sdt("{}", "<w:showingPlcHdr/>"),
    )
    rows = around(
        st.builds(
            lambda inside, hidden: tr(*inside, properties=hidden),
            st.lists(cells, max_size=3),
            st.sampled_from(["", "<w:hidden/>", '<w:gridBefore w:val="1"/>']),
        ),
        "<w:customXml>{}</w:customXml>",
    )
    return st.lists(rows, max_size=3).map(lambda inside: tbl(*inside))


BLOCKS = st.recursive(PARAGRAPHS, lambda inner: st.one_of(tables(inner), inner.map(sdt)), max_leaves=12)


def words_of(source: Source) -> Counter[str]:
    """Letters and signs of a source, and of what its findings say was not read; spaces apart."""
    said = [finding.words for finding in source.findings if " was read" not in finding.message]
    for block in source.blocks:
        said += [str(block.text)] if isinstance(block, Line) else [str(cell.text) for cell in block.cells]
    return Counter(re.sub(r"\s", "", "".join(said)))


def words_in(document: bytes) -> Counter[str]:
    """The same of every w:t of a document, the fallbacks of text boxes left out."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = archive.read("word/document.xml").decode()
    body = re.sub("<mc:Fallback>.*?</mc:Fallback>", "", body, flags=re.DOTALL)
    return Counter(re.sub(r"\s", "", "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))))


@settings(max_examples=300)
@given(st.lists(BLOCKS, max_size=4))
def test_every_word_is_in_the_source_or_in_a_finding(blocks: list[str]) -> None:
    document = word(*blocks)
    missing = words_in(document) - words_of(read(document, "planas.docx"))
    assert not missing


STANDARDS = st.sampled_from(
    [
        "",
        "<w:rPr><w:b/></w:rPr>",
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
        '<w:pPr><w:jc w:val="end"/></w:pPr>',
    ]
)
NUMBERED = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@settings(max_examples=300)
@given(st.lists(tables(paragraphs(st.one_of(st.builds(r, WORDS, LOOKS), RUNS))), max_size=2), STANDARDS)
def test_cells_of_plain_words_read_as_any_other_cells_do(blocks: list[str], standard: str) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="a" w:default="1">{standard}</w:style>'
    unknown = [block.replace("</w:p>", "<w:kita/></w:p>") for block in blocks]  # says nothing, but is not plain words
    plain, other = (read(word(*it, styles=styles, numbering=NUMBERED), "planas.docx") for it in (blocks, unknown))
    assert plain == other


@settings(max_examples=300)
@given(st.lists(BLOCKS, max_size=4))
def test_no_two_cells_of_a_grid_begin_in_one_place(blocks: list[str]) -> None:
    for block in read(word(*blocks), "planas.docx").blocks:
        if not isinstance(block, Line):
            places = [(cell.row, cell.column) for cell in block.cells]
            assert len(places) == len(set(places))
            assert places == sorted(places)
            assert all(cell.rows >= 1 and cell.columns >= 1 for cell in block.cells)


REAL = word(
    p("Planas", box(p("PATVIRTINTA"))),
    tbl(tr("Eil. Nr.", tc("Veikla", properties='<w:gridSpan w:val="2"/>')), tr("1", "a", "b")),
    '<w:sectPr><w:headerReference w:type="default" r:id="rel_header1"/></w:sectPr>',
    styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>',
    numbering='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    header1=p("antraštė"),
    footnotes='<w:footnote w:id="2"/>',
)


def repacked(change: bytes, at: float, part: int) -> bytes:
    """The document with bytes put into one of its parts, the archive itself whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(REAL)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        for index, name in enumerate(names):
            content = old.read(name)
            where = int(len(content) * at)
            new.writestr(
                name, content[:where] + change + content[where + 1 :] if index == part % len(names) else content
            )
    return out.getvalue()


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=4), st.floats(0, 1), st.integers(0, 8))
def test_a_damaged_part_is_read_or_refused(change: bytes, at: float, part: int) -> None:
    with suppress(UnreadableFileError):
        read(repacked(change, at, part), "planas.docx")


@settings(max_examples=400)
@given(st.binary(min_size=1, max_size=3), st.floats(0, 1))
def test_a_damaged_archive_is_read_or_refused(change: bytes, at: float) -> None:
    where = int(len(REAL) * at)
    with suppress(UnreadableFileError):
        read(REAL[:where] + change + REAL[where + len(change) :], "planas.docx")


@pytest.mark.parametrize("share", range(1, 20))
def test_a_document_cut_short_is_refused(share: int) -> None:
    with pytest.raises(UnreadableFileError):
        read(REAL[: len(REAL) * share // 20], "planas.docx")


ATTRIBUTES = ("gridSpan", "gridBefore", "numId", "ilvl", "outlineLvl", "start", "vMerge", "jc", "b", "pStyle", "u")


@given(
    st.sampled_from(ATTRIBUTES),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='<&"\ufffe\uffff')),
)
def test_any_value_of_an_attribute_is_read(name: str, value: str) -> None:
    said = f'<w:{name} w:val="{value}"/>'
    inside = p(r("x", said), properties=f"{said}<w:numPr>{said}</w:numPr>")
    levels = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{value}">{said}</w:lvl></w:abstractNum>'
    document = word(
        inside,
        tbl(tr(tc(inside, properties=said), "y", properties=said)),
        numbering=f'{levels}<w:num w:numId="{value}"><w:abstractNumId w:val="0"/></w:num>',
        styles=f'<w:style w:styleId="{value}"><w:pPr>{said}</w:pPr><w:rPr>{said}</w:rPr></w:style>',
    )
    made = read(document, "planas.docx")
    assert words_in(document) - words_of(made) == Counter()
