"""What commands cost where the data is small: the first run, runs without news, one small edition, the start. See scripts/bench.

Seconds on the clock and of the processor, the median of several runs; what writes is done once.
"""
import glob
import os
import shutil
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared", "data")
CDC = SHARED + "/cdc-overdose/2025-01-08/VSRR_Provisional_Drug_Overdose_Death_Counts.csv"
SMALL = 1000

MANIFEST = """title: Small dataset {n}
publisher: Nobody
license: {{name: public domain}}
attribution: Nobody
edition: {{published: fetched}}
read: {{format: csv, header: [Day, Port, Boats]}}
columns:
  date: {{type: date}}
  port: {{type: text}}
  boats: {{type: integer, min: 0, unit: boats}}
key: [date, port]
"""


def command(arguments, folder=None, rounds=1, codes=(0, 3)):
    """The medians of the seconds on the clock and of the processor."""
    clock, processor = [], []
    for _ in range(rounds):
        before = time.monotonic()
        with subprocess.Popen(arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        clock.append(time.monotonic() - before)
        processor.append(usage.ru_utime + usage.ru_stime)
        if process.returncode not in codes:
            sys.exit("%s: exit code %d" % (" ".join(arguments), process.returncode))
    return statistics.median(clock), statistics.median(processor)


def small_datasets(folder):
    """A project of many small datasets, each with a bundled edition."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder + "/Config")
    os.makedirs(folder + "/Pipelines/small")
    with open(folder + "/Config/soundings.yaml", "w") as out:
        out.write("contact: benchmark@example.org\n")
    with open(folder + "/Pipelines/small/pipeline.yaml", "w") as out:
        out.write("title: Small\ndescription: Small datasets.\n")
    for n in range(SMALL):
        dataset = "%s/Pipelines/small/small_%04d" % (folder, n)
        os.makedirs(dataset + "/bundled")
        for name, text in (
                ("dataset.yaml", MANIFEST.format(n=n)),
                ("normalize.sql", 'select "Day" as date, "Port" as port, "Boats" as boats from raw\n'),
                ("bundled/2025-05-03.csv", "Day,Port,Boats\n2025-05-01,Here,%d\n2025-05-02,There,2\n" % n)):
            with open(dataset + "/" + name, "w") as out:
                out.write(text)
    return folder


def runs(soundings, folder):
    """Each of them as {name, seconds, cpu_seconds}."""
    found = []

    def measure(name, arguments, goal, rounds=1, codes=(0, 3), **options):
        clock, processor = command([soundings] + arguments, rounds=rounds, codes=codes, **options)
        found.append({"name": name, "seconds": round(clock, 4), "cpu_seconds": round(processor, 4)})
        print("%-60s %7.3f s   %7.3f s of CPU   (goal: %s)" % (name, clock, processor, goal), flush=True)

    data = folder + "/commands"
    shutil.rmtree(data, ignore_errors=True)
    here = ["--config", ROOT + "/Config/soundings.yaml", "--data", data]
    measure("run --offline, all bundled editions, nothing there before", ["run", "--offline"] + here, "1.5 s of CPU")
    measure("run --offline without news", ["run", "--offline"] + here, "0.1 s of CPU", rounds=9)
    command([soundings, "run", "--due", "--unreachable-ok"] + here)
    measure("run --due, nothing is due", ["run", "--due"] + here, "0.03 s", rounds=9)
    measure("table", ["table", "strikes_cumulative"] + here, "0.05 s", rounds=9)
    measure("--help", ["--help"], "0.02 s", rounds=9)
    if os.path.exists(CDC):
        command([soundings, "add", "cdc_overdose_deaths", CDC, "--published", "2025-01-08"] + here, codes=(0, 1, 3))
        # What had not been loaded before is not what is measured.
        command([soundings, "run", "--offline"] + here)
        pages = sorted(glob.glob(SHARED + "/unhcr/editions/2025-11-10/*.json"))
        measure("add three pages of UNHCR beside CDC's full file",
                ["add", "unhcr_population"] + pages + ["--published", "2025-11-11"] + here, "0.5 s of CPU",
                codes=(0, 1, 3))
        command([soundings, "run", "--offline"] + here, codes=(0, 1, 3))
        measure("run --offline without news, with CDC's full file", ["run", "--offline"] + here, "0.2 s of CPU",
                rounds=9, codes=(0, 1, 3))
    else:
        print("without %s, what stands beside a large dataset is not measured" % os.path.relpath(CDC, ROOT))
    shutil.rmtree(data, ignore_errors=True)

    project = small_datasets(folder + "/small")
    measure("run of %d small datasets, nothing there before" % SMALL, ["run", "--offline"], "-", folder=project)
    measure("run of %d small datasets without news" % SMALL, ["run", "--offline"], "2 s", rounds=3, folder=project)
    measure("check of %d small datasets" % SMALL, ["check"], "5 s", rounds=3, folder=project)
    shutil.rmtree(project, ignore_errors=True)
    return found


if __name__ == "__main__":
    runs(sys.argv[1], sys.argv[2])
