"""The cells of the recorded PDFs as pdfplumber reads them, as JSON: [[page, cell, ...], ...], an empty cell is null.

A second way to the same cells, which shares nothing with PDFReader: CBP's columns by the right edges of the numbers, EOIR's by the ruled lines.
"""
import json
import re
import sys

import pdfplumber


def lines(page):
    found = []
    for word in sorted(page.extract_words(x_tolerance=1.0, y_tolerance=1), key=lambda w: w["top"] + w["bottom"]):
        middle = (word["top"] + word["bottom"]) / 2
        if found and abs(found[-1][0] - middle) < 2:
            found[-1][1].append(word)
        else:
            found.append((middle, [word]))
    return [sorted(words, key=lambda w: w["x0"]) for _, words in found]


def is_number(word):
    return re.fullmatch(r"[\d,]+", word["text"]) is not None


def cbp(pdf):
    years = []
    for number, page in enumerate(pdf.pages, 1):
        for words in lines(page):
            title = re.fullmatch(r"(?:.* (?:in|for) )?FY(\d{2,4})(?: through.*)?", " ".join(w["text"] for w in words))
            if title:
                years.append((title[1], []))
            # A row has a name and then numbers only.
            names = [w for w in words if not is_number(w)]
            numbers = [w for w in words if is_number(w)]
            if names and numbers and names == words[: len(names)] and years:
                years[-1][1].append((number, " ".join(w["text"] for w in names), numbers))
    for year, rows in years:
        edges = []
        for edge in sorted(w["x1"] for _, _, numbers in rows for w in numbers):
            if edges and edge - edges[-1][-1] < 2:
                edges[-1].append(edge)
            else:
                edges.append([edge])
        assert len(edges) == 24, (year, len(edges))
        for number, name, numbers in rows:
            cells = [None] * 24
            for word in numbers:
                place = next(i for i, edge in enumerate(edges) if edge[0] <= word["x1"] <= edge[-1])
                assert cells[place] is None
                cells[place] = word["text"]
            yield [number, name, *cells, year]


def eoir(pdf, columns):
    for number, page in enumerate(pdf.pages, 1):
        for table in page.extract_tables():
            for row in table:
                cells = [" ".join(cell.split()) for cell in row if cell]
                if len(cells) == columns and not cells[0].startswith("Nationality"):
                    yield [number, *cells]


if __name__ == "__main__":
    with pdfplumber.open(sys.argv[2]) as pdf:
        rows = list(cbp(pdf)) if sys.argv[1] == "cbp" else list(eoir(pdf, int(sys.argv[1])))
    json.dump(rows, sys.stdout)
