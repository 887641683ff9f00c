"""Runs SELECTs on DuckDB over the relations of a warehouse, and prints their rows.

A JSON object of names and SELECTs is read from the file; the rows go out as one, in the same order.
"""

import json
import sqlite3
import sys

import duckdb

source = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
with open(sys.argv[2], encoding="utf-8") as file:
    asked = json.load(file)
target = duckdb.connect()
target.execute("set threads to 1")

KINDS = {int: "bigint", float: "double", str: "varchar"}


def kind(column, rows):
    found = {type(row[column]) for row in rows} - {type(None)}
    # A column without a value may be of any kind that numbers and texts are compared with.
    return KINDS[found.pop()] if len(found) == 1 else "varchar"


for relation in asked["relations"]:
    cursor = source.execute(f'select * from "{relation}"')
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    columns = ", ".join(f'"{name}" {kind(i, rows)}' for i, name in enumerate(names))
    target.execute(f'create table "{relation}" ({columns})')
    if rows:
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(dict(zip(names, row))) + "\n")
        types = ", ".join(f"'{name}': '{kind(i, rows)}'" for i, name in enumerate(names))
        target.execute(
            f'insert into "{relation}" select * from '
            f"read_json('{sys.argv[3]}', format = 'newline_delimited', columns = {{{types}}})")

answers = {}
for name, select in asked["selects"].items():
    answers[name] = [list(row) for row in target.execute(select).fetchall()]
print(json.dumps(answers))
