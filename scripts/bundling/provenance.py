"""The note beside each bundled edition: whose facts, from which file, restricted how."""

import csv
import json
from pathlib import Path

from render import manifest_line


class Provenance:
    def __init__(self, folder, published, restriction, rendered):
        self.manifest = (folder / "dataset.yaml").read_text()
        self.published = published
        self.restriction = restriction
        self.rendered = rendered

    def yaml(self):
        rendered, originals = self.rendered, [original(s, self.rendered) for s in self.rendered.snapshots]
        lines = ["# Written by scripts/bundle, with the edition beside it. Change scripts/bundling/, not this."]
        # These stand in dataset.yaml as YAML already.
        lines += [f"publisher: {manifest_line(self.manifest, 'publisher')}", f"page: {manifest_line(self.manifest, 'homepage')}"]
        lines += [f"edition: {text(self.published)}"]
        if rendered.through:
            lines += [f"through: {text(rendered.through)} # last month of data, by the publisher's file name"]
        if originals:
            for key in ("url", "original_file", "sha256_of_original", "obtained", "fidelity"):
                lines += entry(key, [o[key] for o in originals])
        else:
            lines += [f"url: {manifest_line(self.manifest, 'url')}", "original_file: null", "sha256_of_original: null"]
            lines += entry("obtained", [rendered.obtained])
        lines += entry("restriction", [f"{self.restriction} ({rendered.kept} of {rendered.read} records)"])
        lines += entry("rendered", [rendered.how])
        lines += ["rendered_by: scripts/bundle"]
        lines += [f"license: {manifest_line(self.manifest, 'license')}"]
        lines += [f"attribution: {manifest_line(self.manifest, 'attribution')}"]
        return "\n".join(lines) + "\n"


def original(snapshot, rendered):
    if rendered.origin == "fetched":
        return {
            "url": snapshot["url"], "original_file": snapshot["url"].rsplit("/", 1)[-1],
            "sha256_of_original": snapshot["sha256"], "obtained": f"from the publisher on {rendered.fetched_at[:10]}",
            "fidelity": "original bytes",
        }
    known = ORIGINALS.get((snapshot["sha256"], snapshot["url"]), {})
    copy = known.get("copy")
    return {
        "url": known.get("publisher_url", "not recorded"),
        "original_file": snapshot["url"],
        "sha256_of_original": snapshot["sha256"],
        "obtained": f"from a public copy, {copy}" if copy else "as a file; where from is not recorded",
        "fidelity": known.get("fidelity", "not known"),
    }


def read_originals():
    with open(Path(__file__).with_name("originals.tsv"), encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["sha256"], row["file"]): row for row in rows}


# Files that came as public copies, by their hash and name: where the publisher had them and whose copy it was.
ORIGINALS = read_originals()


def entry(key, values):
    if len(set(values)) == 1:
        return [f"{key}: {text(values[0])}"]
    return [f"{key}:"] + [f"  - {text(value)}" for value in values]


def text(value):
    """A JSON string is a YAML string."""
    return json.dumps(value, ensure_ascii=False)
