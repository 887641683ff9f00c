"""A PDF of tables, in as few objects as PDF 1.4 (ISO 32000) allows, in a font of one width, which every reader has. The same rows
give the same bytes."""

import re

SIZE, WIDE, PITCH, EDGE = 6, 3.6, 12, 30  # the font, its letters (0.6 of its size), the lines and the margin, in points
ROWS = 40  # on a page
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
COLUMN = re.compile(r"\{(\w+)\}")


def document(form, cells, rows):
    """`cells`: the columns to draw. `rows`: normalized rows, in their order."""
    pages = []
    for row in rows:
        if not pages or pages[-1][-1][form.page] != row[form.page] or len(pages[-1]) == ROWS:
            pages.append([])
        pages[-1].append(row)
    return written([page(form, cells, these) for these in pages], max(cell.right for cell in cells) + EDGE)


def page(form, cells, rows):
    """What is drawn: (left edge, line from the top, text)."""
    marks, line = [], 1
    for text in form.above:
        marks.append((EDGE, line, filled(text, rows[0])))
        line += 1
    line += 1
    marks += [placed(cell, line, cell.header) for cell in cells]
    for row in rows:
        line += 1
        marks += [placed(cell, line, shown(cell, row)) for cell in cells if shown(cell, row)]
    line += 1
    for text in form.below:
        line += 1
        marks.append((EDGE, line, filled(text, rows[0])))
    return marks


def filled(text, row):
    def optional(match):
        return "" if any(row[name] is None for name in COLUMN.findall(match[1])) else match[1]

    return COLUMN.sub(lambda match: str(row[match[1]]), OPTIONAL.sub(optional, text))


def shown(cell, row):
    if cell.column is None:
        return ""
    value = row[cell.column]
    if value is None:
        return cell.null
    if cell.is_number:
        return f"{value:,}" if value else cell.zero
    return str(value)


def placed(cell, line, text):
    wide = len(text) * WIDE
    if wide > cell.right - cell.left:
        raise ValueError(f"\"{text}\" is wider than its column {cell.header}")
    return (cell.right - wide if cell.is_number else cell.left, line, text)


def written(pages, width):
    height = EDGE * 2 + PITCH * max(line for marks in pages for _, line, _ in marks)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for marks in pages:
        draw = [f"BT /F {SIZE} Tf"]
        for left, line, text in marks:
            escaped = re.sub(r"([\\()])", r"\\\1", text)
            draw.append(f"1 0 0 1 {left:g} {height - EDGE - PITCH * line:g} Tm ({escaped}) Tj")
        stream = "\n".join(draw + ["ET"]).encode("latin-1")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return content + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n").encode()
