"""The built-in templates as Python, made by ``tools/built_in.py`` of ``templates/*.docx``; do not edit it."""

from collections.abc import Iterator, Mapping, Set

from planforms.writers.docx.document import (
    Compiled, Printer, TemplateKind, Values, as_text, escaped, inside, joined, member, members, runs,
)
from planforms.writers.widths import Room, Sheet


def compiled(kind: TemplateKind, template: bytes) -> Compiled:
    """The built-in template of that *kind*, whose file holds *template*, ready to print."""
    printers, sheet, used = _MADE[kind]
    parts = tuple(name if name in printers else member(name, data) for name, data in members(template))
    return Compiled(parts, printers, sheet, used)


def _plan_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body>'
    list1 = v['letterhead']
    for i1, x1 in enumerate(list1):
        if x1.label:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanLabel"/></w:pPr>'
            yield x1.label.xml
            yield '</w:p>'
        list2 = x1.lines
        for i2, x2 in enumerate(list2):
            if x2.marker:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanList"/></w:pPr><w:r><w:t xml:space="preserve">'
                yield inside(x2.marker, '')
                yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                yield x2.xml
                yield '</w:p>'
            else:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanLetterhead"/></w:pPr>'
                yield x2.xml
                yield '</w:p>'
    list3 = v['marks_at_top']
    for i3, x3 in enumerate(list3):
        if v['lying']:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanMarkLying"/></w:pPr>'
            yield x3.xml
            yield '</w:p>'
        else:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanMark"/></w:pPr>'
            yield x3.xml
            yield '</w:p>'
    if v['title']:
        yield '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>'
        yield v['title'].xml
        yield '</w:p>'
    list4 = v['sections']
    for i4, x4 in enumerate(list4):
        if x4.label:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanLabel"/></w:pPr>'
            yield x4.label.xml
            yield '</w:p>'
        list5 = x4.lines
        for i5, x5 in enumerate(list5):
            if x5.marker:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanList"/></w:pPr><w:r><w:t xml:space="preserve">'
                yield inside(x5.marker, '')
                yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                yield x5.xml
                yield '</w:p>'
            else:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanText"/></w:pPr>'
                yield x5.xml
                yield '</w:p>'
    if v['columns']:
        yield '<w:p><w:pPr><w:pStyle w:val="PlanGap"/></w:pPr></w:p><w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="pct" w:w="5000"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar><w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/><w:tblCaption w:val="Plano veiklos"/><w:tblDescription w:val="Kiekvienoje eilutėje – viena veikla; stulpelių pavadinimai – pirmojoje eilutėje."/></w:tblPr><w:tblGrid>'
        list6 = v['columns']
        for i6, x6 in enumerate(list6):
            yield '<w:gridCol w:w="'
            yield str(x6.width)
            yield '"/>'
        yield '</w:tblGrid>'
        if v['headed']:
            yield '<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>'
            list7 = v['columns']
            for i7, x7 in enumerate(list7):
                yield '<w:tc><w:tcPr>'
                yield str(x7.form)
                yield '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="PlanCellHead"/></w:pPr>'
                yield x7.heading.xml
                yield '</w:p></w:tc>'
            yield '</w:tr>'
        list8 = v['rows']
        for i8, x8 in enumerate(list8):
            if x8.cells:
                yield '<w:tr><w:trPr>'
                if x8.whole:
                    yield '<w:cantSplit/>'
                yield '</w:trPr>'
                list9 = x8.cells
                for i9, x9 in enumerate(list9):
                    yield '<w:tc><w:tcPr>'
                    yield str(x9.form)
                    yield '</w:tcPr>'
                    list10 = x9.lines
                    for i10, x10 in enumerate(list10):
                        if x10.marker:
                            yield '<w:p><w:pPr><w:pStyle w:val="PlanCellList"/>'
                            if x8.keep:
                                yield '<w:keepNext/>'
                            yield '</w:pPr><w:r><w:t xml:space="preserve">'
                            yield inside(x10.marker, '')
                            yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                            yield x10.xml
                            yield '</w:p>'
                        else:
                            yield '<w:p><w:pPr><w:pStyle w:val="PlanCell"/>'
                            if x8.keep:
                                yield '<w:keepNext/>'
                            yield '</w:pPr>'
                            yield x10.xml
                            yield '</w:p>'
                    yield '</w:tc>'
                yield '</w:tr>'
            elif x8.note:
                yield '<w:tr><w:trPr>'
                if x8.whole:
                    yield '<w:cantSplit/>'
                yield '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="'
                yield str(v['table_width'])
                yield '"/><w:gridSpan w:val="'
                yield escaped(x8.span)
                yield '"/></w:tcPr>'
                list11 = x8.lines
                for i11, x11 in enumerate(list11):
                    if x11.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanNote"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr><w:r><w:t xml:space="preserve">'
                        yield inside(x11.marker, '')
                        yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                        yield x11.xml
                        yield '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanNote"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr>'
                        yield x11.xml
                        yield '</w:p>'
                yield '</w:tc></w:tr>'
            elif (as_text(x8.level) == as_text(1)):
                yield '<w:tr><w:trPr>'
                if x8.whole:
                    yield '<w:cantSplit/>'
                yield '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="'
                yield str(v['table_width'])
                yield '"/><w:gridSpan w:val="'
                yield escaped(x8.span)
                yield '"/></w:tcPr>'
                list12 = x8.lines
                for i12, x12 in enumerate(list12):
                    if x12.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading1"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr><w:r><w:t xml:space="preserve">'
                        yield inside(x12.marker, '')
                        yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                        yield x12.xml
                        yield '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading1"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr>'
                        yield x12.xml
                        yield '</w:p>'
                yield '</w:tc></w:tr>'
            elif (as_text(x8.level) == as_text(2)):
                yield '<w:tr><w:trPr>'
                if x8.whole:
                    yield '<w:cantSplit/>'
                yield '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="'
                yield str(v['table_width'])
                yield '"/><w:gridSpan w:val="'
                yield escaped(x8.span)
                yield '"/></w:tcPr>'
                list13 = x8.lines
                for i13, x13 in enumerate(list13):
                    if x13.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading2"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr><w:r><w:t xml:space="preserve">'
                        yield inside(x13.marker, '')
                        yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                        yield x13.xml
                        yield '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading2"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr>'
                        yield x13.xml
                        yield '</w:p>'
                yield '</w:tc></w:tr>'
            else:
                yield '<w:tr><w:trPr>'
                if x8.whole:
                    yield '<w:cantSplit/>'
                yield '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="'
                yield str(v['table_width'])
                yield '"/><w:gridSpan w:val="'
                yield escaped(x8.span)
                yield '"/></w:tcPr>'
                list14 = x8.lines
                for i14, x14 in enumerate(list14):
                    if x14.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading3"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr><w:r><w:t xml:space="preserve">'
                        yield inside(x14.marker, '')
                        yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                        yield x14.xml
                        yield '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading3"/>'
                        if x8.keep:
                            yield '<w:keepNext/>'
                        yield '</w:pPr>'
                        yield x14.xml
                        yield '</w:p>'
                yield '</w:tc></w:tr>'
        if v['marks_in_table']:
            yield '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="'
            yield str(v['table_width'])
            yield '"/><w:gridSpan w:val="'
            yield escaped(v['span'])
            yield '"/><w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders><w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar></w:tcPr>'
            list15 = v['marks_in_table']
            for i15, x15 in enumerate(list15):
                yield '<w:p><w:pPr><w:pStyle w:val="PlanEndMark"/></w:pPr>'
                yield x15.xml
                yield '</w:p>'
            yield '</w:tc></w:tr>'
        yield '</w:tbl>'
    yield '<w:p><w:pPr><w:pStyle w:val="PlanEnd"/></w:pPr></w:p>'
    list16 = v['closing']
    for i16, x16 in enumerate(list16):
        if x16.label:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanLabel"/></w:pPr>'
            yield x16.label.xml
            yield '</w:p>'
        list17 = x16.lines
        for i17, x17 in enumerate(list17):
            if x17.marker:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanList"/></w:pPr><w:r><w:t xml:space="preserve">'
                yield inside(x17.marker, '')
                yield '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>'
                yield x17.xml
                yield '</w:p>'
            else:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanClosing"/></w:pPr>'
                yield x17.xml
                yield '</w:p>'
    list18 = v['marks_at_end']
    for i18, x18 in enumerate(list18):
        yield '<w:p><w:pPr><w:pStyle w:val="PlanEndMark"/></w:pPr>'
        yield x18.xml
        yield '</w:p>'
    yield '<w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/>'
    if (not v['lying']):
        yield '<w:pgSz w:w="11906" w:h="16838"/>'
    else:
        yield '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    yield '<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'
    yield ''


def _plan_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
    yield escaped(v['name'])
    yield '</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'
    yield ''


def _order_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['institution'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['office'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionKind"/></w:pPr><w:r><w:t>ĮSAKYMAS</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSubject"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['subject'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionDate"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['date'], '')
    yield ' Nr.\xa0'
    yield inside(v['number'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTown"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['town'], '')
    yield '</w:t></w:r></w:p>'
    if v['blanks']:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">'
        yield inside(v['preamble'], '')
        yield ', t\xa0v\xa0i\xa0r\xa0t\xa0i\xa0n\xa0u '
        yield inside(v['plan'], '')
        yield ' (pridedama).</w:t></w:r></w:p>'
    else:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">'
        yield inside(v['preamble'], '')
        yield ', t\xa0v\xa0i\xa0r\xa0t\xa0i\xa0n\xa0u '
        yield inside(v['plan'], '')
        yield ' (pridedama).</w:t></w:r></w:p>'
    yield '<w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['position'], '')
    yield '</w:t><w:tab/><w:t xml:space="preserve">'
    yield inside(v['name'], '')
    yield '</w:t></w:r></w:p><w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'
    yield ''


def _order_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
    yield escaped(v['subject'])
    yield '</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'
    yield ''


def _minutes_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['body'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t>POSĖDŽIO PROTOKOLO IŠRAŠAS</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionDate"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['date'], '')
    yield ' Nr.\xa0'
    yield inside(v['number'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTown"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['town'], '')
    yield '</w:t></w:r></w:p>'
    if v['blanks']:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">SVARSTYTA. '
        yield inside(v['considered'], '')
        yield '.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">NUTARTA. Pritarti '
        yield inside(v['endorsed'], '')
        yield '.</w:t></w:r></w:p>'
    else:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">SVARSTYTA. '
        yield inside(v['considered'], '')
        yield '.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">NUTARTA. Pritarti '
        yield inside(v['endorsed'], '')
        yield '.</w:t></w:r></w:p>'
    yield '<w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t>Posėdžio pirmininkas (-ė)</w:t><w:tab/><w:t>____________________ (vardas, pavardė)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t>Posėdžio sekretorius (-ė)</w:t><w:tab/><w:t>____________________ (vardas, pavardė)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTrue"/></w:pPr><w:r><w:t>Išrašas tikras</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t>____________________ (pareigos)</w:t><w:tab/><w:t>____________________ (vardas, pavardė)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTrueDate"/></w:pPr><w:r><w:t>____ m. __________ __ d.</w:t></w:r></w:p><w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'
    yield ''


def _minutes_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
    yield escaped(v['body'])
    yield ' posėdžio protokolo išrašas</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'
    yield ''


def _amendment_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['institution'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['office'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionKind"/></w:pPr><w:r><w:t>ĮSAKYMAS</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSubject"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['subject'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionDate"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['date'], '')
    yield ' Nr.\xa0'
    yield inside(v['number'], '')
    yield '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTown"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['town'], '')
    yield '</w:t></w:r></w:p>'
    if v['blanks']:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">'
        yield inside(v['preamble'], '')
        yield ', p\xa0a\xa0k\xa0e\xa0i\xa0č\xa0i\xa0u '
        yield inside(v['decision'], '')
        yield '</w:t></w:r></w:p>'
    else:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">'
        yield inside(v['preamble'], '')
        yield ', p\xa0a\xa0k\xa0e\xa0i\xa0č\xa0i\xa0u '
        yield inside(v['decision'], '')
        yield '</w:t></w:r></w:p>'
    list1 = v['clauses']
    for i1, x1 in enumerate(list1):
        if ((i1 == len(list1) - 1) and v['blanks']):
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">'
            yield inside(x1, '')
            yield '</w:t></w:r></w:p>'
        elif (i1 == len(list1) - 1):
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">'
            yield inside(x1, '')
            yield '</w:t></w:r></w:p>'
        elif v['blanks']:
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionClauseBlank"/></w:pPr><w:r><w:t xml:space="preserve">'
            yield inside(x1, '')
            yield '</w:t></w:r></w:p>'
        else:
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionClause"/></w:pPr><w:r><w:t xml:space="preserve">'
            yield inside(x1, '')
            yield '</w:t></w:r></w:p>'
    yield '<w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t xml:space="preserve">'
    yield inside(v['position'], '')
    yield '</w:t><w:tab/><w:t xml:space="preserve">'
    yield inside(v['name'], '')
    yield '</w:t></w:r></w:p><w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'
    yield ''


def _amendment_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
    yield escaped(v['subject'])
    yield '</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'
    yield ''


_MADE: Mapping[TemplateKind, tuple[Mapping[str, Printer], Sheet | None, Set[str]]] = {
    TemplateKind.PLAN: ({'word/document.xml': _plan_1, 'docProps/core.xml': _plan_2}, Sheet(upright=Room(width=9638, height=14570), lying=Room(width=14570, height=9638), turned=False, padding=170, size=11.0), frozenset(['closing', 'columns', 'headed', 'letterhead', 'lying', 'marks_at_end', 'marks_at_top', 'marks_in_table', 'name', 'rows', 'sections', 'span', 'title'])),
    TemplateKind.ORDER: ({'word/document.xml': _order_1, 'docProps/core.xml': _order_2}, None, frozenset(['blanks', 'date', 'institution', 'name', 'number', 'office', 'plan', 'position', 'preamble', 'subject', 'town'])),
    TemplateKind.MINUTES: ({'word/document.xml': _minutes_1, 'docProps/core.xml': _minutes_2}, None, frozenset(['blanks', 'body', 'considered', 'date', 'endorsed', 'number', 'town'])),
    TemplateKind.AMENDMENT: ({'word/document.xml': _amendment_1, 'docProps/core.xml': _amendment_2}, None, frozenset(['blanks', 'clauses', 'date', 'decision', 'institution', 'name', 'number', 'office', 'position', 'preamble', 'subject', 'town'])),
}
