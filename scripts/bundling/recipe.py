"""What a dataset's bundle.yaml says: which editions, of which files, which records, in which form."""

import json
import re
from dataclasses import dataclass

from fields import Fields, Problem

FORMATS = ("csv", "json", "wikitext", "xlsx", "pdf")
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
MONTH = re.compile(r"\d{4}-\d{2}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST = re.compile(rf"-?\d+|{DAY.pattern}")
NUMBER = re.compile(r"[1-9]\d{0,3}")
SHA256 = re.compile(r"[0-9a-f]{64}")
TRUE = re.compile(r"true")
COLUMN = re.compile(r"[a-z][a-z0-9_]*")
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}


@dataclass
class Original:
    file: str  # below the folder of originals
    sha256: str
    url: str
    obtained: str
    fidelity: str


@dataclass
class CSVForm:
    line_end: str
    marks: dict  # column -> the words that are kept of its cells
    leave_out: frozenset  # columns that dataset.yaml ignores

    extension = "csv"


@dataclass
class JSONForm:
    envelope: object
    records: str | None  # the key of the list of records in a page of the service; '' is the page itself
    keyed: list  # records keyed by hand
    leave_out: frozenset  # keys that dataset.yaml ignores
    near_km: int | None  # of each GeoJSON line, only the stretches this near to another record's

    extension = "json"


@dataclass
class WikitextForm:
    order: list
    caption: str
    cells: list  # (header, columns of the normalized row: none, one, or a range's two; scope; column of the sort value)
    envelope: object

    extension = "json"


@dataclass
class SheetForm:
    order: list
    sheet: str
    cells: list  # (header, column of the normalized row, whether it is a number)

    extension = "xlsx"


@dataclass
class PDFCell:
    header: str
    column: str | None  # of the normalized row; None leaves the column blank
    left: int  # in points, as right
    right: int
    is_number: bool
    null: str
    zero: str


@dataclass
class PDFForm:
    order: list
    page: str  # the column of the normalized row of which each value begins a page
    above: list  # lines with {column}; what stands in [...] is left out where one of its columns is NULL
    below: list
    cells: list

    extension = "pdf"


class Edition:
    FIELDS = ("through", "originals", "obtained", "keep", "restriction", "without")

    def __init__(self, published, fields):
        self.published, self.fields = published, fields
        self.through = fields.matching("through", MONTH, "a month: YYYY-MM") if "through" in fields else None
        self.restriction = fields.text("restriction")
        given = fields.mappings("originals", ORIGINAL) if "originals" in fields else []
        self.originals = [original(item) for item in given]
        if self.originals and "obtained" in fields:
            raise fields.wrong("obtained", "an edition with originals says it of each", "move it to the original")
        self.obtained = None if self.originals else fields.text("obtained")
        # Columns of the recipe that this edition's original has not.
        self.without = fields.texts("without") if "without" in fields else []
        self.keep = keep(fields.mapping("keep")) if "keep" in fields else {}

    @property
    def stem(self):
        return self.published + (f"_{self.through}" if self.through else "")


class Recipe:
    def __init__(self, repository, folder):
        self.folder, self.dataset = folder, folder.name
        shown = folder.relative_to(repository)
        self.manifest = Fields.of(folder / "dataset.yaml", f"{shown}/dataset.yaml")
        fields = Fields.of(folder / "bundle.yaml", f"{shown}/bundle.yaml", (*FORMATS, "rendered", "editions"))
        formats = [name for name in FORMATS if name in fields]
        if len(formats) != 1:
            raise fields.problem(f"{len(formats)} forms are given", f"write one of {', '.join(FORMATS)}")
        [self.format] = formats
        self.form = FORM[self.format](fields)
        self.rendered = fields.text("rendered")
        editions = fields.mapping("editions")
        for published in editions.names():
            if not DATE.fullmatch(published):
                raise editions.wrong(published, "not the day of an edition", "write YYYY-MM or YYYY-MM-DD")
        self.editions = [Edition(name, editions.mapping(name, Edition.FIELDS)) for name in editions.names()]
        if not self.editions:
            raise fields.wrong("editions", "there is none", "name one, or remove bundle.yaml")
        for edition in self.editions:
            self.require_originals(edition)

    def require_originals(self, edition):
        """A form says how many files an edition is made of."""
        if isinstance(self.form, JSONForm):
            if bool(self.form.keyed) == bool(edition.originals):
                raise edition.fields.problem(
                    "records come from originals or are keyed, not both", "write `originals` here or `keyed` under json")
        elif len(edition.originals) != 1:
            raise edition.fields.problem(
                f"{len(edition.originals)} originals, one is wanted", "name one file under originals")
        if edition.without and not isinstance(self.form, PDFForm):
            raise edition.fields.wrong("without", "only a PDF of our own making is drawn by columns", "remove it")
        for header in edition.without:
            if header not in {cell.header for cell in self.form.cells}:
                raise edition.fields.wrong("without", f"there is no column \"{header}\"", "name a header under columns")
        if isinstance(self.form, WikitextForm) and edition.keep:
            raise edition.fields.wrong("keep", "a table of a page is taken in full", "remove it")

    def name(self, edition):
        return f"{edition.stem}.{self.form.extension}"


ORIGINAL = ("file", "sha256", "url", "obtained", "fidelity")


def original(fields):
    sha256 = fields.matching("sha256", SHA256, "a SHA-256: 64 digits 0-9, a-f")
    return Original(fields.text("file"), sha256, fields.text("url"), fields.text("obtained"), fields.text("fidelity"))


def keep(fields):
    """Column -> a test of its text: one of some values, or a number or a day from one on."""
    tests = {}
    for column in fields.names():
        if fields.is_list(column):
            tests[column] = frozenset(fields.texts(column)).__contains__
        else:
            first = fields.mapping(column, ("from",)).matching("from", FIRST, "a whole number or a day, YYYY-MM-DD")
            tests[column] = lambda text, first=first: text >= first if DAY.fullmatch(first) else int(text) >= int(first)
    return tests


def csv_form(fields):
    about = fields.mapping("csv", ("line_end", "marks", "leave_out"))
    end = about.text("line_end")
    if end not in LINE_ENDS:
        raise about.wrong("line_end", f"\"{end}\" is not known", f"write one of {', '.join(LINE_ENDS)}")
    marks = about.mapping("marks") if "marks" in about else None
    kept = {name: marks.texts(name) for name in marks.names()} if marks else {}
    return CSVForm(LINE_ENDS[end], kept, left_out(about))


def sheet_form(fields):
    about = fields.mapping("xlsx", ("sheet", "columns", "order"))
    cells = []
    for cell in about.mappings("columns", ("header", "from", "number")):
        cells.append((cell.text("header").replace("\\n", "\n"), cell.text("from"), is_number(cell)))
    return SheetForm(order(about), about.text("sheet"), cells)


def pdf_form(fields):
    about = fields.mapping("pdf", ("page", "above", "below", "columns", "order"))
    cells = []
    for cell in about.mappings("columns", ("header", "from", "at", "number", "null", "zero")):
        left, right = (int(text) for text in cell.texts("at"))
        column, null, zero = (cell.text(name) if name in cell else None for name in ("from", "null", "zero"))
        blank = {"blank": ""}
        cells.append(PDFCell(
            cell.text("header"), column, left, right, is_number(cell), null or "", blank.get(zero, zero or "0")))
    lines = lambda name: about.texts(name) if name in about else []
    return PDFForm(order(about), about.text("page"), lines("above"), lines("below"), cells)


def is_number(cell):
    return "number" in cell and cell.matching("number", TRUE, "true, or no word") == "true"


def order(about):
    columns = about.texts("order")
    for column in columns:
        if not COLUMN.fullmatch(column):
            raise about.wrong("order", f"\"{column}\" is no column", "name columns of normalize.sql")
    return columns


def left_out(about):
    return frozenset(about.texts("leave_out")) if "leave_out" in about else frozenset()


def json_form(fields):
    about = fields.mapping("json", ("envelope", "records", "keyed", "leave_out", "near_km"))
    if ("records" in about) == ("keyed" in about):
        raise about.problem("`records` or `keyed` is wanted", "name the key of the service's records, or key them here")
    keyed = [parsed(about, "keyed", line) for line in about.text("keyed").splitlines()] if "keyed" in about else []
    # As in dataset.yaml, '' is the document itself.
    records = about.source("records").strip("'\"") if "records" in about else None
    near_km = int(about.matching("near_km", NUMBER, "a whole number of kilometers")) if "near_km" in about else None
    return JSONForm(envelope(about, "records"), records, keyed, left_out(about), near_km)


def wikitext_form(fields):
    about = fields.mapping("wikitext", ("caption", "columns", "order", "envelope"))
    cells = []
    for cell in about.mappings("columns", ("header", "from", "scope", "sort_value")):
        columns = [] if "from" not in cell else cell.texts("from") if cell.is_list("from") else [cell.text("from")]
        if len(columns) > 2:
            raise cell.wrong("from", f"{len(columns)} columns", "name one, or the two ends of a range")
        if "sort_value" in cell and "scope" not in cell:
            raise cell.wrong("sort_value", "only a header cell has one", "write `scope: row` with it")
        scope, sort_value = (cell.text(name) if name in cell else None for name in ("scope", "sort_value"))
        cells.append((cell.text("header"), columns, scope, sort_value))
    return WikitextForm(order(about), about.text("caption"), cells, envelope(about, "text"))


FORM = {"csv": csv_form, "json": json_form, "wikitext": wikitext_form, "xlsx": sheet_form, "pdf": pdf_form}


def envelope(fields, placeholder):
    value = parsed(fields, "envelope", fields.text("envelope"))
    if json.dumps(value).count(f'"@{placeholder}@"') != 1:
        raise fields.wrong("envelope", f"\"@{placeholder}@\" is not there once", "write it where the records belong")
    return value


def parsed(fields, name, text):
    try:
        return json.loads(text)
    except ValueError as error:
        raise fields.wrong(name, f"not JSON: {error}", "correct it") from None


def recipes(repository, names):
    """Every dataset that bundles editions, or those of these names."""
    folders = {path.parent.name: path.parent for path in sorted(repository.glob("Pipelines/*/*/bundle.yaml"))}
    for path in sorted(repository.glob("Pipelines/*/*/bundled")):
        if path.parent.name not in folders:
            shown = path.relative_to(repository)
            remedy = "write bundle.yaml beside the folder, or remove it"
            raise Problem(shown, "nothing says how these editions were made", remedy)
    for name in names:
        if name not in folders:
            raise Problem(name, "no dataset of that name has a bundle.yaml", f"name one of {', '.join(folders)}")
    return [Recipe(repository, folder) for name, folder in folders.items() if not names or name in names]
