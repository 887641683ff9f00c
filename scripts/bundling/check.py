"""Compares each bundle.yaml with what is bundled, without the originals: the names, and the notes byte for byte."""

import re

from fields import Problem
from make import size
from provenance import note

COUNTS = re.compile(r" \((\d+) of (\d+) records\)")


def check(repository, recipes):
    return [problem for recipe in recipes for problem in differences(repository, recipe)] + size(repository)


def differences(repository, recipe):
    bundled = recipe.folder / "bundled"
    shown = bundled.relative_to(repository)
    wanted = {}
    for edition in recipe.editions:
        wanted[recipe.name(edition)] = None
        wanted[f"{edition.stem}.provenance.yaml"] = edition
    held = {file.name for file in bundled.glob("*")}
    for name in sorted(held - wanted.keys()):
        yield Problem(
            f"{shown}/{name}", "no edition of bundle.yaml has this name", "add the edition there, or remove the file")
    for name in sorted(wanted.keys() - held):
        yield Problem(
            f"{shown}/{name}", "bundle.yaml names this edition, but the file is missing", "run scripts/bundle")
    for name in sorted(wanted.keys() & held):
        if wanted[name]:
            text = (bundled / name).read_text(encoding="utf-8")
            # The counts of records are known from the originals only.
            counts = COUNTS.search(text)
            if not counts or text != note(recipe, wanted[name], *counts.groups()):
                yield Problem(
                    f"{shown}/{name}", "the note differs from what bundle.yaml and dataset.yaml say",
                    "run scripts/bundle")
