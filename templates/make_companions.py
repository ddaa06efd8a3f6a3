"""Make ``order.docx``, ``minutes.docx`` and ``amendment.docx``, the templates of documents that go with a plan.

``python templates/make_companions.py``. Like ``make_plan.py``, whose page they share, it gives the same bytes each
time.
"""

from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm
from make_plan import FIRST_LINE, Form, begin, finish, set_outline

TEXT_WIDTH = Mm(170)
STYLES = (
    ("CompanionAuthor", "Dokumentas: sudarytojas", Form(align=ALIGN.CENTER, keep=True, bold=True)),
    ("CompanionKind", "Dokumentas: rūšis", Form(align=ALIGN.CENTER, before=14, keep=True, bold=True)),
    ("CompanionSubject", "Dokumentas: antraštė", Form(align=ALIGN.CENTER, keep=True, bold=True)),
    ("CompanionDate", "Dokumentas: data", Form(align=ALIGN.CENTER, before=14, keep=True)),
    ("CompanionTown", "Dokumentas: vieta", Form(align=ALIGN.CENTER, after=14, keep=True)),
    ("CompanionText", "Dokumentas: tekstas", Form(align=ALIGN.JUSTIFY, first=FIRST_LINE, keep=True)),
    ("CompanionBlank", "Dokumentas: tekstas, kurį dar reikia užpildyti", Form(first=FIRST_LINE, keep=True)),
    ("CompanionSigned", "Dokumentas: parašas", Form(before=28, keep=True, whole=True)),
    ("CompanionTrue", "Dokumentas: išrašas tikras", Form(before=28, keep=True)),
    ("CompanionTrueDate", "Dokumentas: tikrumo data", Form(before=14)),
)


CLAUSES = (
    ("CompanionClause", "Dokumentas: pakeitimas", Form(align=ALIGN.JUSTIFY, first=FIRST_LINE)),
    ("CompanionClauseBlank", "Dokumentas: pakeitimas, kai dar reikia užpildyti", Form(first=FIRST_LINE)),
)


def _text(*lines: str) -> tuple[tuple[str, str], ...]:
    """Lines set to both margins; to the left alone while there is something to fill in, which would be drawn apart."""
    return (
        ("", "{%p if blanks %}"),
        *(("CompanionBlank", line) for line in lines),
        ("", "{%p else %}"),
        *(("CompanionText", line) for line in lines),
        ("", "{%p endif %}"),
    )


LINE, CAPTION = "_" * 20, " (vardas, pavardė)"
ORDER = (
    ("CompanionAuthor", "{{ institution }}"),
    ("CompanionAuthor", "{{ office }}"),
    ("CompanionKind", "ĮSAKYMAS"),
    ("CompanionSubject", "{{ subject }}"),
    ("CompanionDate", "{{ date }} Nr.\u00a0{{ number }}"),
    ("CompanionTown", "{{ town }}"),
    # The spaced word is one: it must not break at the end of a line.
    *_text("{{ preamble }}, t\u00a0v\u00a0i\u00a0r\u00a0t\u00a0i\u00a0n\u00a0u {{ plan }} (pridedama)."),
    ("CompanionSigned", "{{ position }}\t{{ name }}"),
)
AMENDMENT = (
    *ORDER[: ORDER.index(("CompanionTown", "{{ town }}")) + 1],
    *_text("{{ preamble }}, p\u00a0a\u00a0k\u00a0e\u00a0i\u00a0č\u00a0i\u00a0u {{ decision }}"),
    ("", "{%p for clause in clauses %}"),
    # The last one stays on the page of the signature.
    ("", "{%p if loop.last and blanks %}"),
    ("CompanionBlank", "{{ clause }}"),
    ("", "{%p elif loop.last %}"),
    ("CompanionText", "{{ clause }}"),
    ("", "{%p elif blanks %}"),
    ("CompanionClauseBlank", "{{ clause }}"),
    ("", "{%p else %}"),
    ("CompanionClause", "{{ clause }}"),
    ("", "{%p endif %}"),
    ("", "{%p endfor %}"),
    ORDER[-1],
)
MINUTES = (
    ("CompanionAuthor", "{{ body }}"),
    ("CompanionAuthor", "POSĖDŽIO PROTOKOLO IŠRAŠAS"),
    ("CompanionDate", "{{ date }} Nr.\u00a0{{ number }}"),
    ("CompanionTown", "{{ town }}"),
    *_text("SVARSTYTA. {{ considered }}.", "NUTARTA. Pritarti {{ endorsed }}."),
    ("CompanionSigned", f"Posėdžio pirmininkas (-ė)\t{LINE}{CAPTION}"),
    ("CompanionSigned", f"Posėdžio sekretorius (-ė)\t{LINE}{CAPTION}"),
    ("CompanionTrue", "Išrašas tikras"),
    ("CompanionSigned", f"{LINE} (pareigos)\t{LINE}{CAPTION}"),
    ("CompanionTrueDate", "____ m. __________ __ d."),
)
IN_CAPITALS = ("CompanionAuthor", "CompanionSubject")
OUTLINE = {"CompanionAuthor": 0, "CompanionSubject": 1}


def main() -> None:
    """Write the templates beside this script."""
    for name, data in make().items():
        Path(__file__).with_name(name).write_bytes(data)


def make() -> dict[str, bytes]:
    """The bytes of the templates, by file name."""
    return {
        "order.docx": _made(ORDER, "{{ subject }}"),
        "amendment.docx": _made(AMENDMENT, "{{ subject }}", (*STYLES, *CLAUSES)),
        "minutes.docx": _made(MINUTES, "{{ body }} posėdžio protokolo išrašas"),
    }


def _made(lines: tuple[tuple[str, str], ...], title: str, styles: tuple[tuple[str, str, Form], ...] = STYLES) -> bytes:
    document = begin(styles)
    _set_styles(document)
    for code, words in lines:
        paragraph = document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().style = code  # noqa: SLF001 (by its id; python-docx asks for the name)
    return finish(document, title)


def _set_styles(document: Document) -> None:
    """Capitals for the heading, as the official form has it, and a stop at the right margin for names."""
    for code, name, _ in STYLES:
        style = document.styles[name]
        if code in IN_CAPITALS:
            style.font.all_caps = True
        if code in OUTLINE:
            set_outline(style, OUTLINE[code])
        if code == "CompanionSigned":
            style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


if __name__ == "__main__":
    main()
