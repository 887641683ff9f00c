"""Makes the bundled editions of each dataset, all of them or none."""

import hashlib

from fields import Problem
from provenance import note
from render import render

LIMIT_BYTES = 8_000_000


def make(repository, recipes, options):
    """Writes what can be written; the problems of the rest."""
    problems = []
    for recipe in recipes:
        try:
            files = {}
            for edition in recipe.editions:
                files.update(made(repository, recipe, edition, options))
        except Problem as problem:
            problems.append(problem)
        else:
            if options.into:
                write(options.into / recipe.dataset, files)
            else:
                write(recipe.folder / "bundled", files)
                remove_others(recipe.folder / "bundled", files)
    return problems + size(repository)


def made(repository, recipe, edition, options):
    originals = [find(edition, original, options.originals) for original in edition.originals]
    soundings = program(repository, options.soundings) if recipe.format in ("wikitext", "xlsx", "pdf") else None
    rendered = render(recipe, edition, originals, soundings)
    if any(sha256(rendered.content) == original.sha256 for original in edition.originals):
        raise edition.fields.problem("the edition would be a copy of its original", "restrict it with `keep`")
    name = recipe.name(edition)
    print(f"{recipe.dataset}  {name}: {rendered.kept:,} of {rendered.read:,} records, {len(rendered.content):,} bytes")
    return {
        name: rendered.content,
        f"{edition.stem}.provenance.yaml": note(recipe, edition, rendered.kept, rendered.read).encode(),
    }


def find(edition, original, folders):
    """The original's path, its bytes compared with their SHA-256."""
    path = next((folder / original.file for folder in folders if (folder / original.file).is_file()), None)
    shown = ", ".join(map(str, folders))
    if path is None:
        raise edition.fields.problem(
            f"there is no {original.file} in {shown}",
            "name the folder that has it: --originals DIR (its `url` and `obtained` say where it came from); "
            "what is bundled is unchanged")
    if sha256(path.read_bytes()) != original.sha256:
        raise edition.fields.problem(
            f"{path} does not have that SHA-256", "get the right file, or describe this one as an edition of its own")
    return path.resolve()


def program(repository, given):
    """The soundings that normalizes: the one named, or the one that was built."""
    candidates = [given] if given else [repository / ".build" / kind / "soundings" for kind in ("release", "debug")]
    for path in candidates:
        if path.is_file():
            return path.resolve()
    what = f"there is no {' or '.join(map(str, candidates))}"
    raise Problem("scripts/bundle", what, "swift build, or name the program: --soundings FILE")


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def remove_others(folder, files):
    """`bundled/` is ours alone: what is no longer wanted goes."""
    for old in folder.iterdir():
        if old.name not in files:
            old.unlink()


def size(repository):
    """All bundled editions together stay small."""
    total = sum(file.stat().st_size for file in repository.glob("Pipelines/*/*/bundled/*"))
    print(f"{total:,} bytes in all")
    if total <= LIMIT_BYTES:
        return []
    what = f"{total:,} bytes are bundled, more than {LIMIT_BYTES:,}"
    return [Problem("Pipelines", what, "restrict an edition in its bundle.yaml")]


def sha256(content):
    return hashlib.sha256(content).hexdigest()
