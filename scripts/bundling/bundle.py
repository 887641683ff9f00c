"""Makes the bundled editions: facts only, in the publisher's own format, restricted to the rows that the tables need.

usage: bundle.py REPOSITORY DATA    (called by scripts/bundle)
"""

import hashlib
import sys
from pathlib import Path

from archive import Archive, Missing, Warehouse
from provenance import Provenance
from render import csv_edition, json_edition, wikitext_edition, world_bank_edition


# What is taken: dataset -> (how it is rendered, editions wanted -> (the restriction in words, its predicate)).
#
# Every predicate keeps or drops whole partitions (dataset.yaml, `partition`). So an edition claims no more than it holds, and
# the full file that follows brings first sights: no revision, no removal, no addition.


def fiscal_years(first, last=None):
    """Whole fiscal years of a CBP file; the open one is called "2026 (FYTD)"."""
    years = {str(year) for year in range(first, (last or first) + 1)}
    column = lambda record: record.get("Fiscal Year") or record["FY"]
    words = f"fiscal year {first}" if len(years) == 1 else f"fiscal years {first} to {last}"
    return f"{words}, every row", lambda record: column(record)[:4] in years


def two_drugs(record):
    return record["Drug Type"].rstrip("*") in ("Cocaine", "Fentanyl")


def years_from(first):
    return f"years {first} on, every row", lambda record: int(record["year"]) >= first


COCAINE_AND_FENTANYL = ("drug types Cocaine and Fentanyl, every row", two_drugs)
UNITED_STATES = ("jurisdiction US, every row", lambda record: record["State"] == "US")

WANTED = {
    # A share needs the total, so every citizenship stays, and a year is wanted in full. The closed years 2022 to 2024 come from
    # the edition that was out on 19 November 2025 (that of 2025-11 counts from the last day of the month only), so that as of
    # that day no closed year is missing. No year twice: in the editions at hand not one count of a closed year differs, and a
    # year weighs 0.8 MB. No edition in full: what is shipped is no copy of a file.
    "cbp_encounters": (csv_edition, {
        "2023-11": fiscal_years(2020, 2021),
        "2024-10": fiscal_years(2022, 2024),
        "2025-11": fiscal_years(2025),
    }),
    # The two drugs of the article, in every edition at hand.
    "cbp_drug_seizures": (csv_edition, {
        "2022-10": COCAINE_AND_FENTANYL,
        "2023-10": COCAINE_AND_FENTANYL,
        "2026-01": COCAINE_AND_FENTANYL,
    }),
    "cbp_amo_seizures": (csv_edition, {
        "2022-10": COCAINE_AND_FENTANYL,
        "2023-10": COCAINE_AND_FENTANYL,
        "2026-01": COCAINE_AND_FENTANYL,
    }),
    # The table is of the United States. All indicators stay: the partition is jurisdiction and year.
    "cdc_overdose_deaths": (csv_edition, {
        "2019-04": UNITED_STATES,
        "2025-01-08": UNITED_STATES,
    }),
    # The edition of the day of the article, and those before it that hold its newest years.
    "unhcr_population": (json_edition, {
        "2024-10-18": years_from(2014),
        "2025-06-12": years_from(2014),
        "2025-11-10": years_from(2014),
    }),
    # From the normalized rows of the warehouse, not from the page: facts, without anybody's notes.
    "wikipedia_strikes": (wikitext_edition, {
        "2026-08-29": ("the columns of the table that are counts, dates and places; no notes, no references", None),
    }),
    # No body of the service is at hand: three values, keyed by hand (see render.py).
    "world_bank_net_migration": (world_bank_edition, {
        "2025-06": ("the years 2018, 2019 and 2023; the other years are not held", None),
    }),
}

LIMIT_BYTES = 6_000_000


def main():
    repository, data = Path(sys.argv[1]), Path(sys.argv[2])
    archive, warehouse = Archive(data / "archive"), Warehouse(data / "soundings.sqlite")
    total, missing = 0, 0
    for dataset, (render, editions) in WANTED.items():
        folder = dataset_folder(repository, dataset)
        try:
            files = {}
            for published, (words, keeps) in editions.items():
                rendered = render(dataset, published, keeps, archive, warehouse, folder)
                stem = published + (f"_{rendered.through}" if rendered.through else "")
                note = Provenance(folder, published, words, rendered).yaml()
                files[f"{stem}.{rendered.extension}"] = rendered.content
                files[f"{stem}.provenance.yaml"] = note.encode()
                print(f"{dataset}  {stem}.{rendered.extension}: {rendered.kept:,} of {rendered.read:,} records, "
                      f"{len(rendered.content):,} bytes: {words}")
                if any(hashlib.sha256(rendered.content).hexdigest() == s["sha256"] for s in rendered.snapshots):
                    raise Missing(f"{stem}.{rendered.extension} would be a copy of its original", "restrict it in WANTED")
        except Missing as gap:
            missing += 1
            print(f"{dataset}: {gap}\n-> {gap.remedy}; its bundled editions stay as they were", file=sys.stderr)
        else:
            write(folder / "bundled", files)
        total += sum(file.stat().st_size for file in (folder / "bundled").glob("*"))
    print(f"{total:,} bytes in all")
    if total > LIMIT_BYTES:
        sys.exit(f"bundled editions: {total:,} bytes, more than {LIMIT_BYTES:,}\n-> restrict more: WANTED in {__file__}")
    sys.exit(1 if missing else 0)


def dataset_folder(repository, dataset):
    folders = [manifest.parent for manifest in sorted(repository.glob(f"Pipelines/*/{dataset}/dataset.yaml"))]
    if len(folders) != 1:
        sys.exit(f"{dataset}: {len(folders)} folders of that name under {repository / 'Pipelines'}\n-> mend WANTED in {__file__}")
    return folders[0]


def write(folder, files):
    """The folder is ours alone: what is no longer wanted goes."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
