"""A workbook with one sheet, in as few parts as Office Open XML (ECMA-376) allows. The same rows give the same bytes."""

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(form, rows):
    """`rows`: normalized rows, in their order."""
    lines = [[text(header) for header, _, _ in form.cells]]
    lines += [[cell(row[column], is_number) for _, column, is_number in form.cells] for row in rows]
    data = "".join(
        f'<row r="{number}">' + "".join(place(xml, number, i) for i, xml in enumerate(line)) + "</row>"
        for number, line in enumerate(lines, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets>'
        f'<sheet name="{escape(form.sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name)  # of January 1980, whatever the day
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            file.writestr(info, HEAD + xml)
    return content.getvalue()


def relation(kind, target):
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{LINK}/{kind}" Target="{target}"/></Relationships>')


def cell(value, is_number):
    if value is None:
        return ""
    return f"<c%s><v>{value}</v></c>" if is_number else text(str(value))


def text(value):
    return f'<c%s t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def place(xml, row, column):
    """The cell with its address: 26 columns are more than any of these tables has."""
    return xml.replace("%s", f' r="{chr(65 + column)}{row}"', 1)
