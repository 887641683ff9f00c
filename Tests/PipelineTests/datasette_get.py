"""Asks Datasette for pages, as `datasette --get` does, but for many with one start; prints {path: {status, text}}."""

import asyncio
import json
import sys

from datasette.app import Datasette

metadata, database, mode, *paths = sys.argv[1:]
with open(metadata, encoding="utf-8") as file:
    facts = json.load(file)


async def answers():
    datasette = Datasette(
        files=[] if mode == "immutable" else [database],
        immutables=[database] if mode == "immutable" else [],
        metadata=facts,
        settings={"sql_time_limit_ms": 60000, "max_returned_rows": 100000},
    )
    await datasette.invoke_startup()
    found = {}
    for path in paths:
        response = await datasette.client.get(path, follow_redirects=True)
        found[path] = {"status": response.status_code, "text": response.text}
    return found


print(json.dumps(asyncio.run(answers())))
