"""The picture of a terminal: commands and what they print, as SVG that follows the reader's colors.

usage: terminal.py TITLE DESCRIPTION < typescript > terminal.svg

The input is what a terminal showed; a line that begins with `$ ` is a command. Lines that were overwritten, such as progress, are
left out.
"""

import html
import re
import sys

CHARACTER, LINE, SIZE, MARGIN = 7.8, 18, 13, 20

STYLE = """<style>
.p { fill: #f6f7f8; stroke: #c9ced4 }
text { font: 13px "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #24292f; white-space: pre }
.c { font-weight: bold }
.m { fill: #5b6570 }
@media (prefers-color-scheme: dark) {
.p { fill: #1c2127; stroke: #3d444d }
text { fill: #dce1e7 }
.m { fill: #9aa4af }
}
</style>"""


def shown(typescript):
    """The lines as they stand on the screen at the end."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", typescript.replace("\r\n", "\n"))
    return [line.rsplit("\r", 1)[-1].rstrip() for line in text.split("\n")]


def main():
    title, description = (html.escape(text) for text in sys.argv[1:3])
    lines = shown(sys.stdin.read())
    while lines and not lines[-1]:
        lines.pop()
    width = int(max(map(len, lines)) * CHARACTER) + 2 * MARGIN + 4
    height = len(lines) * LINE + 35
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
          ' role="img" aria-labelledby="t d">')
    print(f'<title id="t">{title}</title>\n<desc id="d">{description}</desc>\n{STYLE}')
    print(f'<rect class="p" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"/>')
    for i, line in enumerate(lines):
        if not line:
            continue
        mark = ""
        if line.startswith("$ "):
            mark = ' class="c"'
        elif set(line) <= {"─", " "} or line.startswith(("    ", "Note: ", "Source: ", "  ")):
            mark = ' class="m"'
        print(f'<text xml:space="preserve" x="{MARGIN}" y="{33 + i * LINE}"{mark}'
              f' textLength="{len(line) * CHARACTER:.1f}">{html.escape(line, quote=False)}</text>')
    print("</svg>")


main()
