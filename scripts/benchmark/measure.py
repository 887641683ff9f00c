#!/usr/bin/env python3
"""Measures `soundings add` and `sqlite3 .import` alternately; see scripts/bench.

usage: measure.py SOUNDINGS FOLDER ROWS ROUNDS [--peers]
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source folder
import commands  # noqa: E402
import peers  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = """create table t (fiscal_year integer, month_grouping text, month text, component text, region text, area text,
  area_code text, demographic text, citizenship text, authority text, encounter_type text, encounters integer,
  pounds real);"""


def timed(command, succeeded=lambda done: done.returncode == 0, **options):
    """Seconds and peak memory in MB of a command; if it fails, its output is shown."""
    before = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "PEAK %M"] + command, capture_output=True, text=True, **options)
    seconds = time.monotonic() - before
    if not succeeded(done):
        sys.exit("%s\n%s%s" % (" ".join(command), done.stdout, done.stderr))
    peak = int(done.stderr.rsplit("PEAK ", 1)[1]) / 1024
    return seconds, peak


def generate(path, rows, *more):
    subprocess.run([sys.executable, HERE + "/generate.py", path, str(rows), *more], check=True)


def add(soundings, data, path, published, config=HERE + "/Config/soundings.yaml"):
    return timed([soundings, "add", "cbp_shaped", path, "--published", published, "--json", "--data", data,
                  "--config", config], is_loaded)


def is_loaded(done):
    """The bad records of the generated file are reported, so the exit code is 1."""
    return done.returncode in (0, 1) and [e["state"] for e in json.loads(done.stdout)["datasets"][0]["loaded"]] == ["loaded"]


def with_table(folder):
    """A copy of the benchmark's pipeline with a table; returns its configuration file."""
    project = folder + "/with-table"
    shutil.rmtree(project, ignore_errors=True)
    for part in ("Config", "Pipelines"):
        shutil.copytree(HERE + "/" + part, project + "/" + part)
    os.makedirs(project + "/Pipelines/benchmark/tables", exist_ok=True)
    shutil.copy(HERE + "/encounters_by_year.sql", project + "/Pipelines/benchmark/tables")
    return project + "/Config/soundings.yaml"


def import_csv(folder, path):
    database = folder + "/import.sqlite"
    if os.path.exists(database):
        os.remove(database)
    seconds, _ = timed(["sqlite3", database],
                       input="pragma synchronous = full;\n%s\n.mode csv\n.import --skip 1 %s t\n" % (TABLE, path))
    os.remove(database)
    return seconds


def case(name, rows, ours, imports, peaks):
    ours_median, import_median = statistics.median(ours), statistics.median(imports)
    result = {"name": name, "rows": rows, "ours_seconds": round(ours_median, 3),
              "import_seconds": round(import_median, 3), "ratio": round(import_median / ours_median, 3),
              "peak_mb": round(max(peaks), 1)}
    print("%-28s %9d rows   ours %6.2f s (%7d rows/s, peak %5.1f MB)   .import %6.2f s (%7d rows/s)   ratio %.2f" % (
        name, rows, ours_median, rows / ours_median, result["peak_mb"], import_median, rows / import_median,
        result["ratio"]), flush=True)
    return result


def many_editions(soundings, folder, data, rows, editions):
    """Edition after edition, each with 1% revised: how the warehouse grows, and how long a past day takes."""
    path = folder + "/edition.csv"
    config = with_table(folder)
    ours, imports, peaks, sizes = 0.0, 0.0, [], []
    for edition in range(editions):
        generate(path, rows, str(edition))
        seconds, peak = add(soundings, data, path, "20%02d-%02d-15" % (20 + edition // 12, edition % 12 + 1), config)
        ours += seconds
        peaks.append(peak)
        imports += import_csv(folder, path)
        sizes.append(os.path.getsize(data + "/soundings.sqlite") / 1e6)
    past, _ = timed([soundings, "table", "encounters_by_year", "--as-of", "2022-06-30", "--format", "csv", "--data", data,
                     "--config", config])
    result = case("%d editions, 1%% revised each" % editions, rows * editions, [ours], [imports], peaks)
    result.update({"as_of_seconds": round(past, 3), "first_mb": round(sizes[0], 1), "last_mb": round(sizes[-1], 1)})
    print("    a table as of a past day %.2f s; warehouse %.1f MB after 1 edition, %.1f MB after %d" % (
        past, sizes[0], sizes[-1], editions))
    os.remove(path)
    return result


def main():
    soundings, folder, rows, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.makedirs(folder, exist_ok=True)
    first, second = folder + "/first.csv", folder + "/second.csv"
    generate(first, rows)
    generate(second, rows, "1")
    data = folder + "/data"
    ours, again, imports, peaks, peaks_again = [], [], [], [], []
    for _ in range(rounds):
        shutil.rmtree(data, ignore_errors=True)
        seconds, peak = add(soundings, data, first, "2025-10-15")
        ours.append(seconds)
        peaks.append(peak)
        imports.append(import_csv(folder, first))
        seconds, peak = add(soundings, data, second, "2025-11-15")
        again.append(seconds)
        peaks_again.append(peak)
    shutil.rmtree(data, ignore_errors=True)
    cases = [case("first edition", rows, ours, imports, peaks),
             case("second edition, 1% revised", rows, again, imports, peaks_again),
             many_editions(soundings, folder, data, rows // 20, 50)]
    shutil.rmtree(data, ignore_errors=True)
    result = {"cases": cases, "runs": commands.runs(soundings, folder)}
    if "--peers" in sys.argv:
        generate(folder + "/peers.csv", peers.ROWS)
        result["peers"] = peers.measure(folder, folder + "/peers.csv", cases[0]["rows"] / cases[0]["ours_seconds"])
        os.remove(folder + "/peers.csv")
    with open(folder + "/latest.json", "w") as out:
        json.dump(result, out, indent=2)
        out.write("\n")
    print("written to %s/latest.json" % folder)


main()
