"""Says of each Vega-Lite specification whether the public's own tools accept it: altair's schema, and vl-convert's compiler.

usage: vega_check.py FILE ...    One line each; exit 1 with the reason where one is refused.
"""
import json
import pathlib
import sys

import altair
import jsonschema
import vl_convert

schema_file = pathlib.Path(altair.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
schema = json.loads(schema_file.read_text(encoding="utf-8"))
validator = jsonschema.Draft7Validator(schema)

refused = 0
for path in sys.argv[1:]:
    spec = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    errors = sorted(validator.iter_errors(spec), key=lambda error: list(map(str, error.absolute_path)))
    for error in errors[:3]:
        print(f"{path}: {list(error.absolute_path)}: {error.message[:300]}", file=sys.stderr)
    if errors:
        refused = 1
        continue
    # No address may be loaded: the list of those that may is empty.
    svg = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[])
    if "<svg" not in svg or "mark-" not in svg:
        print(f"{path}: draws no mark", file=sys.stderr)
        refused = 1
        continue
    print(f"{path}: ok, {len(svg)} bytes of SVG")
sys.exit(refused)
