"""The built-in templates as Python, made by ``tools/built_in.py`` of ``templates/*.docx``; do not edit it."""

from collections.abc import Iterator, Mapping, Set

from planforms.writers.docx import Printer, TemplateKind, Values
from planforms.writers.docx.lines import as_text, escaped, inside, joined, runs
from planforms.writers.typesetting import Room, Sheet


def _plan_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body>'
    for i1, x1 in enumerate(list1 := v['letterhead']):
        yield ('<w:p><w:pPr><w:pStyle w:val="PlanLabel"/></w:pPr>' + x1.label.xml + '</w:p>' if x1.label else '')
        for i2, x2 in enumerate(list2 := x1.lines):
            if x2.marker:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanList"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x2.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x2.xml + '</w:p>'
            else:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanLetterhead"/></w:pPr>' + x2.xml + '</w:p>'
    for i3, x3 in enumerate(list3 := v['marks_at_top']):
        if v['lying']:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanMarkLying"/></w:pPr>' + x3.xml + '</w:p>'
        else:
            yield '<w:p><w:pPr><w:pStyle w:val="PlanMark"/></w:pPr>' + x3.xml + '</w:p>'
    yield ('<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>' + v['title'].xml + '</w:p>' if v['title'] else '')
    for i4, x4 in enumerate(list4 := v['sections']):
        yield ('<w:p><w:pPr><w:pStyle w:val="PlanLabel"/></w:pPr>' + x4.label.xml + '</w:p>' if x4.label else '')
        for i5, x5 in enumerate(list5 := x4.lines):
            if x5.marker:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanList"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x5.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x5.xml + '</w:p>'
            else:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanText"/></w:pPr>' + x5.xml + '</w:p>'
    if v['columns']:
        yield '<w:p><w:pPr><w:pStyle w:val="PlanGap"/></w:pPr></w:p><w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="pct" w:w="5000"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar><w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"/><w:tblCaption w:val="Plano veiklos"/><w:tblDescription w:val="Kiekvienoje eilutėje – viena veikla; stulpelių pavadinimai – pirmojoje eilutėje."/></w:tblPr><w:tblGrid>'
        for i6, x6 in enumerate(list6 := v['columns']):
            yield '<w:gridCol w:w="' + str(x6.width) + '"/>'
        yield '</w:tblGrid>'
        if v['headed']:
            yield '<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>'
            for i7, x7 in enumerate(list7 := v['columns']):
                yield '<w:tc><w:tcPr>' + str(x7.form) + '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="PlanCellHead"/></w:pPr>' + x7.heading.xml + '</w:p></w:tc>'
            yield '</w:tr>'
        for i8, x8 in enumerate(list8 := v['rows']):
            if x8.cells:
                yield '<w:tr><w:trPr>' + ('<w:cantSplit/>' if x8.whole else '') + '</w:trPr>'
                for i9, x9 in enumerate(list9 := x8.cells):
                    yield '<w:tc><w:tcPr>' + str(x9.form) + '</w:tcPr>'
                    for i10, x10 in enumerate(list10 := x9.lines):
                        if x10.marker:
                            yield '<w:p><w:pPr><w:pStyle w:val="PlanCellList"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr><w:r><w:t xml:space="preserve">' + inside(x10.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x10.xml + '</w:p>'
                        else:
                            yield '<w:p><w:pPr><w:pStyle w:val="PlanCell"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr>' + x10.xml + '</w:p>'
                    yield '</w:tc>'
                yield '</w:tr>'
            elif x8.note:
                yield '<w:tr><w:trPr>' + ('<w:cantSplit/>' if x8.whole else '') + '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="' + str(v['table_width']) + '"/><w:gridSpan w:val="' + escaped(x8.span) + '"/></w:tcPr>'
                for i11, x11 in enumerate(list11 := x8.lines):
                    if x11.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanNote"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr><w:r><w:t xml:space="preserve">' + inside(x11.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x11.xml + '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanNote"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr>' + x11.xml + '</w:p>'
                yield '</w:tc></w:tr>'
            elif (as_text(x8.level) == as_text(1)):
                yield '<w:tr><w:trPr>' + ('<w:cantSplit/>' if x8.whole else '') + '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="' + str(v['table_width']) + '"/><w:gridSpan w:val="' + escaped(x8.span) + '"/></w:tcPr>'
                for i12, x12 in enumerate(list12 := x8.lines):
                    if x12.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading1"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr><w:r><w:t xml:space="preserve">' + inside(x12.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x12.xml + '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading1"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr>' + x12.xml + '</w:p>'
                yield '</w:tc></w:tr>'
            elif (as_text(x8.level) == as_text(2)):
                yield '<w:tr><w:trPr>' + ('<w:cantSplit/>' if x8.whole else '') + '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="' + str(v['table_width']) + '"/><w:gridSpan w:val="' + escaped(x8.span) + '"/></w:tcPr>'
                for i13, x13 in enumerate(list13 := x8.lines):
                    if x13.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading2"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr><w:r><w:t xml:space="preserve">' + inside(x13.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x13.xml + '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading2"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr>' + x13.xml + '</w:p>'
                yield '</w:tc></w:tr>'
            else:
                yield '<w:tr><w:trPr>' + ('<w:cantSplit/>' if x8.whole else '') + '</w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="' + str(v['table_width']) + '"/><w:gridSpan w:val="' + escaped(x8.span) + '"/></w:tcPr>'
                for i14, x14 in enumerate(list14 := x8.lines):
                    if x14.marker:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading3"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr><w:r><w:t xml:space="preserve">' + inside(x14.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x14.xml + '</w:p>'
                    else:
                        yield '<w:p><w:pPr><w:pStyle w:val="PlanHeading3"/>' + ('<w:keepNext/>' if x8.keep else '') + '</w:pPr>' + x14.xml + '</w:p>'
                yield '</w:tc></w:tr>'
        if v['marks_in_table']:
            yield '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="' + str(v['table_width']) + '"/><w:gridSpan w:val="' + escaped(v['span']) + '"/><w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders><w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar></w:tcPr>'
            for i15, x15 in enumerate(list15 := v['marks_in_table']):
                yield '<w:p><w:pPr><w:pStyle w:val="PlanEndMark"/></w:pPr>' + x15.xml + '</w:p>'
            yield '</w:tc></w:tr>'
        yield '</w:tbl>'
    yield '<w:p><w:pPr><w:pStyle w:val="PlanEnd"/></w:pPr></w:p>'
    for i16, x16 in enumerate(list16 := v['closing']):
        yield ('<w:p><w:pPr><w:pStyle w:val="PlanLabel"/></w:pPr>' + x16.label.xml + '</w:p>' if x16.label else '')
        for i17, x17 in enumerate(list17 := x16.lines):
            if x17.marker:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanList"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x17.marker, '') + '</w:t><w:tab/><w:t xml:space="preserve"></w:t></w:r>' + x17.xml + '</w:p>'
            else:
                yield '<w:p><w:pPr><w:pStyle w:val="PlanClosing"/></w:pPr>' + x17.xml + '</w:p>'
    for i18, x18 in enumerate(list18 := v['marks_at_end']):
        yield '<w:p><w:pPr><w:pStyle w:val="PlanEndMark"/></w:pPr>' + x18.xml + '</w:p>'
    yield '<w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/>'
    if (not v['lying']):
        yield '<w:pgSz w:w="11906" w:h="16838"/>'
    else:
        yield '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    yield '<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'


def _plan_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>' + escaped(v['name']) + '</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'


def _order_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['institution'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['office'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionKind"/></w:pPr><w:r><w:t>ĮSAKYMAS</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSubject"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['subject'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionDate"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['date'], '') + ' Nr.\xa0' + inside(v['number'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTown"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['town'], '') + '</w:t></w:r></w:p>'
    if v['blanks']:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['preamble'], '') + ', t\xa0v\xa0i\xa0r\xa0t\xa0i\xa0n\xa0u ' + inside(v['plan'], '') + ' (pridedama).</w:t></w:r></w:p>'
    else:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['preamble'], '') + ', t\xa0v\xa0i\xa0r\xa0t\xa0i\xa0n\xa0u ' + inside(v['plan'], '') + ' (pridedama).</w:t></w:r></w:p>'
    yield '<w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['position'], '') + '</w:t><w:tab/><w:t xml:space="preserve">' + inside(v['name'], '') + '</w:t></w:r></w:p><w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'


def _order_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>' + escaped(v['subject']) + '</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'


def _minutes_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['body'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t>POSĖDŽIO PROTOKOLO IŠRAŠAS</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionDate"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['date'], '') + ' Nr.\xa0' + inside(v['number'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTown"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['town'], '') + '</w:t></w:r></w:p>'
    if v['blanks']:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">SVARSTYTA. ' + inside(v['considered'], '') + '.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">NUTARTA. Pritarti ' + inside(v['endorsed'], '') + '.</w:t></w:r></w:p>'
    else:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">SVARSTYTA. ' + inside(v['considered'], '') + '.</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">NUTARTA. Pritarti ' + inside(v['endorsed'], '') + '.</w:t></w:r></w:p>'
    yield '<w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t>Posėdžio pirmininkas (-ė)</w:t><w:tab/><w:t>____________________ (vardas, pavardė)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t>Posėdžio sekretorius (-ė)</w:t><w:tab/><w:t>____________________ (vardas, pavardė)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTrue"/></w:pPr><w:r><w:t>Išrašas tikras</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t>____________________ (pareigos)</w:t><w:tab/><w:t>____________________ (vardas, pavardė)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTrueDate"/></w:pPr><w:r><w:t>____ m. __________ __ d.</w:t></w:r></w:p><w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'


def _minutes_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>' + escaped(v['body']) + ' posėdžio protokolo išrašas</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'


def _amendment_1(v: Values) -> Iterator[str]:
    yield '<w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" xmlns:mo="http://schemas.microsoft.com/office/mac/office/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14 wp14"><w:body><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['institution'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionAuthor"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['office'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionKind"/></w:pPr><w:r><w:t>ĮSAKYMAS</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionSubject"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['subject'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionDate"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['date'], '') + ' Nr.\xa0' + inside(v['number'], '') + '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="CompanionTown"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['town'], '') + '</w:t></w:r></w:p>'
    if v['blanks']:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['preamble'], '') + ', p\xa0a\xa0k\xa0e\xa0i\xa0č\xa0i\xa0u ' + inside(v['decision'], '') + '</w:t></w:r></w:p>'
    else:
        yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['preamble'], '') + ', p\xa0a\xa0k\xa0e\xa0i\xa0č\xa0i\xa0u ' + inside(v['decision'], '') + '</w:t></w:r></w:p>'
    for i1, x1 in enumerate(list1 := v['clauses']):
        if ((i1 == len(list1) - 1) and v['blanks']):
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionBlank"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x1, '') + '</w:t></w:r></w:p>'
        elif (i1 == len(list1) - 1):
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionText"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x1, '') + '</w:t></w:r></w:p>'
        elif v['blanks']:
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionClauseBlank"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x1, '') + '</w:t></w:r></w:p>'
        else:
            yield '<w:p><w:pPr><w:pStyle w:val="CompanionClause"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(x1, '') + '</w:t></w:r></w:p>'
    yield '<w:p><w:pPr><w:pStyle w:val="CompanionSigned"/></w:pPr><w:r><w:t xml:space="preserve">' + inside(v['position'], '') + '</w:t><w:tab/><w:t xml:space="preserve">' + inside(v['name'], '') + '</w:t></w:r></w:p><w:sectPr w:rsidR="00FC693F" w:rsidRPr="0006063C" w:rsidSect="00034616"><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/><w:docGrid w:linePitch="360"/></w:sectPr></w:body></w:document>'


def _amendment_2(v: Values) -> Iterator[str]:
    yield '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>' + escaped(v['subject']) + '</dc:title><dc:subject/><dc:creator/><cp:keywords/><dc:description/><cp:lastModifiedBy/><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified><cp:category/><dc:language>lt-LT</dc:language><dc:identifier/></cp:coreProperties>'


MADE: Mapping[TemplateKind, tuple[Mapping[str, Printer], Sheet | None, Set[str]]] = {
    TemplateKind.PLAN: ({'word/document.xml': _plan_1, 'docProps/core.xml': _plan_2}, Sheet(upright=Room(width=9638, height=14570), lying=Room(width=14570, height=9638), turned=False, padding=170, size=11.0), frozenset(['closing', 'columns', 'headed', 'letterhead', 'lying', 'marks_at_end', 'marks_at_top', 'marks_in_table', 'name', 'rows', 'sections', 'span', 'title'])),
    TemplateKind.ORDER: ({'word/document.xml': _order_1, 'docProps/core.xml': _order_2}, None, frozenset(['blanks', 'date', 'institution', 'name', 'number', 'office', 'plan', 'position', 'preamble', 'subject', 'town'])),
    TemplateKind.MINUTES: ({'word/document.xml': _minutes_1, 'docProps/core.xml': _minutes_2}, None, frozenset(['blanks', 'body', 'considered', 'date', 'endorsed', 'number', 'town'])),
    TemplateKind.AMENDMENT: ({'word/document.xml': _amendment_1, 'docProps/core.xml': _amendment_2}, None, frozenset(['blanks', 'clauses', 'date', 'decision', 'institution', 'name', 'number', 'office', 'position', 'preamble', 'subject', 'town'])),
}
