"""The note beside each bundled edition: whose facts, from which file, restricted how."""

import json
import re
from pathlib import PurePosixPath


def note(recipe, edition, kept, read):
    """The text of the note. What dataset.yaml says is taken over as it is written there."""
    manifest = recipe.manifest
    lines = ["# Written by scripts/bundle, with the edition beside it. Change bundle.yaml, not this."]
    lines += [f"publisher: {manifest.source('publisher')}", f"page: {manifest.source('homepage')}"]
    lines += [f"edition: {text(edition.published)}"]
    if edition.through:
        lines += [f"through: {text(edition.through)} # last month of data, by the publisher's file name"]
    if edition.originals:
        lines += entry("url", [original.url for original in edition.originals])
        lines += entry("original_file", [PurePosixPath(original.file).name for original in edition.originals])
        lines += entry("sha256_of_original", [original.sha256 for original in edition.originals])
        lines += entry("obtained", [original.obtained for original in edition.originals])
        lines += entry("fidelity", [original.fidelity for original in edition.originals])
    else:
        lines += [f"url: {manifest.mapping('fetch').source('url')}", "original_file: null", "sha256_of_original: null"]
        lines += entry("obtained", [edition.obtained])
    lines += entry("restriction", [f"{edition.restriction} ({kept} of {read} records)"])
    lines += entry("rendered", [recipe.rendered])
    lines += ["rendered_by: scripts/bundle"]
    # Whether our pages offer the file is our choice, and no part of the license.
    license = re.sub(r", copies: (true|false)", "", manifest.source("license"))
    lines += [f"license: {license}", f"attribution: {manifest.source('attribution')}"]
    return "\n".join(lines) + "\n"


def entry(key, values):
    if len(set(values)) == 1:
        return [f"{key}: {text(values[0])}"]
    return [f"{key}:"] + [f"  - {text(value)}" for value in values]


def text(value):
    """A JSON string is a YAML string."""
    return json.dumps(value, ensure_ascii=False)
