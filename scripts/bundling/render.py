"""Writes records anew in their publisher's format. The facts are the publisher's, the bytes are ours."""

import csv
import io
import json
import sqlite3
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pdf import document
from shores import near_another
from workbook import workbook


@dataclass
class Rendered:
    content: bytes
    read: int
    kept: int


def render(recipe, edition, files, soundings):
    """The bytes of one edition. `files`: its originals, in their order."""
    rendered = {
        "csv": csv_edition, "json": json_edition, "wikitext": wikitext_edition, "xlsx": xlsx_edition, "pdf": pdf_edition,
    }[recipe.format]
    try:
        result = rendered(recipe, edition, files, soundings)
    except (ValueError, LookupError, sqlite3.Error, csv.Error) as error:
        what = f"cannot be read as {recipe.format} ({type(error).__name__}: {error})"
        raise edition.fields.problem(f"the original {what}", "correct what bundle.yaml says of its form") from None
    if result.kept == 0:
        raise edition.fields.problem("no record of the original is wanted", "correct `keep`")
    return result


def keeps(edition, record):
    for column, test in edition.keep.items():
        if column not in record:
            raise edition.fields.wrong("keep", f"the original has no \"{column}\"", f"name one of {', '.join(record)}")
        if not test(str(record[column])):
            return False
    return True


def csv_edition(recipe, edition, files, soundings):
    # An original may begin with a byte order mark; what is bundled never does.
    reader = csv.reader(io.StringIO(files[0].read_bytes().decode("utf-8-sig"), newline=""), strict=True)
    header = next(reader)
    wanted, read = [], 0
    for cells in reader:
        read += 1
        record = dict(zip(header, cells, strict=True))
        if keeps(edition, record):
            for column, marks in recipe.form.marks.items():
                record[column] = "; ".join(mark for mark in marks if mark in record[column].lower())
            wanted.append(list(without(recipe.form.leave_out, record, edition).values()))
    columns = list(without(recipe.form.leave_out, dict.fromkeys(header), edition))
    return Rendered(csv_text([columns] + wanted, recipe.form.line_end).encode(), read, len(wanted))


def without(left_out, record, edition):
    for name in left_out - record.keys():
        raise edition.fields.problem(f"the original has no \"{name}\"", "correct `leave_out`")
    return {name: value for name, value in record.items() if name not in left_out}


def csv_text(rows, end):
    """Quotes where a cell needs it and nowhere else, as the publishers do."""
    quoted = lambda cell: '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\r\n') else cell
    return "".join(",".join(map(quoted, row)) + end for row in rows)


def json_edition(recipe, edition, files, soundings):
    """The service's pages as one, a record a line."""
    form = recipe.form
    pages = [json.loads(file.read_bytes()) for file in files]
    records = form.keyed or [record for page in pages for record in (page[form.records] if form.records else page)]
    wanted = [without(form.leave_out, record, edition) for record in records if keeps(edition, record)]
    if form.near_km:
        wanted = near_another(wanted, form.near_km)
    lines = "[\n" + ",\n".join(map(compact, wanted)) + "\n]"
    return Rendered((filled(form.envelope, edition, "records", lines) + "\n").encode(), len(records), len(wanted))


def wikitext_edition(recipe, edition, files, soundings):
    """A page of our own making: a table of the normalized rows, so facts without anybody's notes."""
    form, rows = recipe.form, normalized(recipe, edition, files[0], soundings)
    lines = ['{| class="wikitable sortable"', f"|+ {form.caption}", "|-"]
    lines += [f'! scope="col" | {header}' for header, *_ in form.cells]
    for row in rows:
        lines += ["|-"] + [wikitext_cell(row, *cell[1:]) for cell in form.cells]
    text = json.dumps("\n".join(lines + ["|}", ""]), ensure_ascii=False)
    return Rendered((filled(form.envelope, edition, "text", text) + "\n").encode(), len(rows), len(rows))


def xlsx_edition(recipe, edition, files, soundings):
    """A workbook of our own making with one sheet: the normalized rows under the publisher's header."""
    rows, wanted = kept(recipe, edition, files[0], soundings)
    return Rendered(workbook(recipe.form, wanted), len(rows), len(wanted))


def pdf_edition(recipe, edition, files, soundings):
    """A PDF of our own making: the normalized rows under the words of the publisher's header."""
    rows, wanted = kept(recipe, edition, files[0], soundings)
    cells = [cell for cell in recipe.form.cells if cell.header not in edition.without]
    return Rendered(document(recipe.form, cells, wanted), len(rows), len(wanted))


def kept(recipe, edition, file, soundings):
    """All normalized rows, and those of them that are wanted."""
    rows = normalized(recipe, edition, file, soundings)
    return rows, [row for row in rows if keeps(edition, row)]


def wikitext_cell(row, columns, scope, sort_value):
    values = [str(row[column]) for column in columns if row[column] is not None]
    text = "–".join(dict.fromkeys(values))  # a range whose ends are the same is one number
    sort = f' data-sort-value="{row[sort_value]}"' if sort_value and row[sort_value] else ""
    start = f'! scope="{scope}"{sort} |' if scope else "|"
    return f"{start} {text}" if text else start


def normalized(recipe, edition, file, soundings):
    """The rows that `soundings` makes of the file, in a data folder of its own."""
    with tempfile.TemporaryDirectory() as data:
        command = [soundings, "add", recipe.dataset, file, "--published", edition.published, "--data", data, "--quiet"]
        ended = subprocess.run(command, cwd=recipe.folder, capture_output=True, text=True)
        if ended.returncode != 0:
            what = (ended.stderr.strip() or f"exit code {ended.returncode}").split("\n")[0]
            remedy = f"try it: soundings add {recipe.dataset} ..."
            raise edition.fields.problem(f"the original was not loaded: {what}", remedy)
        with sqlite3.connect(f"{(Path(data) / 'soundings.sqlite').as_uri()}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            order = ", ".join(recipe.form.order)
            return [dict(row) for row in database.execute(f"select * from {recipe.dataset} order by {order}")]


def filled(envelope, edition, placeholder, text):
    published = compact(envelope).replace("@published@", edition.published)
    return published.replace(f'"@{placeholder}@"', text)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
