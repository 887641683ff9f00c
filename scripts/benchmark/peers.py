"""What other programs that load CSV into SQLite take for the same file: sqlite-utils, DuckDB's SQLite writer, dlt. See scripts/bench.

They get fewer rows, since they take minutes for a million, and their rate is compared. None keeps a history or checks a contract.
"""
import os
import subprocess
import sys
import time

ROWS = 100_000

SQLITE_UTILS = '%(bin)s/sqlite-utils insert "%(database)s" t "%(csv)s" --csv'

DUCKDB = """
import duckdb, sys
db = duckdb.connect()
db.execute("install sqlite; load sqlite")
db.execute("attach '%s' as s (type sqlite)" % sys.argv[2])
db.execute("create table s.t as select * from read_csv('%s')" % sys.argv[1])
"""

DLT = """
import csv, os, sys
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "CRITICAL"
import dlt
def rows():
    with open(sys.argv[1], newline="") as file:
        yield from csv.DictReader(file)
dlt.pipeline("peer", pipelines_dir=sys.argv[3], destination=dlt.destinations.sqlalchemy("sqlite:///" + sys.argv[2]),
             dataset_name="main").run(rows(), table_name="t", write_disposition="replace")
"""

# By name: what pip installs, and a program for Python or a line of shell.
PEERS = {
    "sqlite-utils": ("sqlite-utils", None),
    "duckdb": ("duckdb", DUCKDB),
    "dlt": ("dlt[sqlalchemy]", DLT),
}


def measure(folder, path, our_rate):
    """Each of them as {name, rows, seconds, ratio}: their time against what ours would take for as many rows."""
    tools = folder + "/peers"
    if subprocess.run([sys.executable, "-m", "venv", tools], capture_output=True).returncode != 0:
        print("no peers: python3 cannot make a virtual environment here (Debian: python3-venv)")
        return []
    found = []
    for name, (package, program) in PEERS.items():
        python = tools + "/bin/python"
        if subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True).returncode != 0:
            print("%-28s is not to be had from pip here" % name)
            continue
        database = "%s/%s.sqlite" % (folder, name)
        for old in (database, database + "-journal"):
            if os.path.exists(old):
                os.remove(old)
        if program is None:
            command = ["/bin/sh", "-c", SQLITE_UTILS % {"bin": tools + "/bin", "database": database, "csv": path}]
        else:
            command = [python, "-c", program, path, database, tools + "/home"]
        before = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True)
        seconds = time.monotonic() - before
        if done.returncode != 0:
            print("%-28s does not run here: %s" % (name, (done.stderr.strip().splitlines() or ["?"])[-1][:200]))
            continue
        os.remove(database)
        ours = ROWS / our_rate
        found.append({"name": name, "rows": ROWS, "seconds": round(seconds, 3), "ratio": round(seconds / ours, 1)})
        print("%-28s %9d rows   %7.2f s (%7d rows/s)   ours is %.1f times as fast" % (
            name, ROWS, seconds, ROWS / seconds, seconds / ours), flush=True)
    return found
