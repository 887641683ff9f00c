"""Reads what a data folder holds: the archive's edition records with their bytes, and the warehouse's current rows."""

import hashlib
import json
import sqlite3


class Missing(Exception):
    """The data folder does not hold what is wanted."""

    def __init__(self, what, remedy):
        super().__init__(what)
        self.remedy = remedy


def add(dataset, published):
    return f"soundings add {dataset} FILE --published {published}"


class Edition:
    def __init__(self, root, record):
        self.root = root
        self.dataset = record["dataset"]
        self.published = record["published"]
        self.through = record.get("through")
        self.origin = record["origin"]
        self.fetched_at = record["fetched_at"]
        self.snapshots = record["snapshots"]

    def pages(self):
        """The bytes of each snapshot, held against their hash."""
        for snapshot in self.snapshots:
            content = (self.root / snapshot["file"]).read_bytes()
            if hashlib.sha256(content).hexdigest() != snapshot["sha256"]:
                raise Missing(f"the bytes of {snapshot['file']} are not those of its SHA-256", "soundings verify")
            yield content


class Archive:
    def __init__(self, root):
        self.root = root

    def edition(self, dataset, published):
        """The edition of that date which is the publisher's own file, not one bundled before; the last to arrive."""
        # A record's name begins with the date, a snapshot's (which may be JSON as well) is its hash and no more.
        paths = sorted((self.root / dataset).glob(f"{published}_*.json"))
        editions = [Edition(self.root, json.loads(path.read_text())) for path in paths]
        found = [edition for edition in editions if edition.origin in ("added", "fetched")]
        if not found:
            raise Missing(f"no edition of {published} in {self.root}", add(dataset, published))
        return max(found, key=lambda edition: edition.fetched_at)


class Warehouse:
    def __init__(self, path):
        self.path = path

    def rows(self, dataset, published, order):
        """The current rows of a dataset, which must be those of the edition wanted."""
        if not self.path.exists():
            raise Missing(f"{self.path} is not there", add(dataset, published))
        with sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            newest = database.execute(
                "select edition from _editions where dataset = ? and state = 'loaded' order by ordinal desc limit 1", [dataset]
            ).fetchone()
            if newest is None or newest["edition"].split(",")[0] != published:
                held = newest["edition"] if newest else "nothing"
                raise Missing(
                    f"{self.path} holds {held} where {published} is wanted",
                    f"in an empty data folder: {add(dataset, published)}")
            return [dict(row) for row in database.execute(f"select * from {dataset} order by {order}")]
