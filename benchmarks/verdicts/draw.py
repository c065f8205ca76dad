#!/usr/bin/env python3
"""Draws what each second of a run gave: draw.py TITLE RESULT-FOLDER PICTURE.svg

Above, the response time's p50 and p99 of what ended in the second; below, how late triggers started (p99), both in milliseconds on a
logarithmic scale; at the bottom, triggers that were started and that ended. Read from result.json alone.
"""

import json
import math
import pathlib
import sys

WIDTH, PANEL, GAP, LEFT, RIGHT, TOP = 760, 150, 50, 70, 20, 86
INK, FAINT = "#222", "#ddd"
NAMES = {"latenessP99": "p99"}
COLOURS = {"p99": "#c0392b", "p50": "#2471a3", "latenessP99": "#7d3c98", "started": "#2471a3", "ok": "#1e8449", "failed": "#c0392b"}


def seconds(result):
    by_second = {}
    for phase in result["phases"]:
        for case in phase["testCases"]:
            for second in case["seconds"]:
                own = by_second.setdefault(second["second"], {"started": 0, "ok": 0, "failed": 0, "p50": 0, "p99": 0, "latenessP99": 0})
                for key in ("started", "ok", "failed"):
                    own[key] += second[key]
                for key in ("p50", "p99", "latenessP99"):
                    own[key] = max(own[key], second[key])
    last = max(by_second)
    return [by_second.get(number) for number in range(last + 1)]


def main():
    title, folder, picture = sys.argv[1:]
    result = json.loads((pathlib.Path(folder) / "result.json").read_text())
    rows = seconds(result)
    x = lambda number: LEFT + (WIDTH - LEFT - RIGHT) * number / len(rows)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {TOP + 3 * (PANEL + GAP)}" font-family="sans-serif" font-size="12" fill="{INK}">',
             '<rect width="100%" height="100%" fill="#fff"/>',
             f'<text x="{LEFT}" y="24" font-size="16" font-weight="bold">{title}</text>',
             f'<text x="{LEFT}" y="44" fill="#666">{result["verdict"]}: {cut(result["reason"])}</text>']

    def panel(index, label, keys, logarithmic):
        top = TOP + index * (PANEL + GAP)
        keys = [key for key in keys if any(row and row[key] for row in rows)]
        values = [row[key] for row in rows if row for key in keys if row[key] > 0]
        high = max(values, default=1)
        if logarithmic:
            low, high = -2, max(1, math.ceil(math.log10(high)))
            y = lambda value: top + PANEL - PANEL * (math.log10(max(value, 0.01)) - low) / (high - low)
            marks = [10.0 ** power for power in range(low, high + 1)]
        else:
            high *= 1.1
            y = lambda value: top + PANEL - PANEL * value / high
            marks = [0, high / 2.2, high / 1.1]
        for mark in marks:
            parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(mark):.1f}" y2="{y(mark):.1f}" stroke="{FAINT}"/>')
            label_of_mark = f"{mark:g}" if mark < 1 else f"{mark:,.0f}"
            parts.append(f'<text x="{LEFT - 8}" y="{y(mark) + 4:.1f}" text-anchor="end">{label_of_mark}</text>')
        offset = LEFT
        parts.append(f'<text x="{offset}" y="{top - 8}" font-weight="bold">{label}</text>')
        offset += 8 * len(label) + 14
        for key in keys:
            parts.append(f'<text x="{offset}" y="{top - 8}" fill="{COLOURS[key]}">{NAMES.get(key, key)}</text>')
            offset += 8 * len(NAMES.get(key, key)) + 12
            run = []
            for number, row in [*enumerate(rows), (len(rows), None)]:
                if row and (row[key] > 0 or not logarithmic):
                    run += [(x(number), y(row[key])), (x(number + 1), y(row[key]))]
                elif run:
                    parts.append(f'<polyline fill="none" stroke="{COLOURS[key]}" stroke-width="2" points="' + " ".join(f"{a:.1f},{b:.1f}" for a, b in run) + '"/>')
                    run = []
        begin = 0
        for phase in result["phases"]:
            parts.append(f'<line x1="{x(begin):.1f}" x2="{x(begin):.1f}" y1="{top}" y2="{top + PANEL}" stroke="#999" stroke-dasharray="3 3"/>')
            if index == 2:
                parts.append(f'<text x="{x(begin) + 4:.1f}" y="{top + PANEL + 30}" fill="#666">{phase["name"]}</text>')
            begin += phase["lasted"] / 1000
        for number in range(0, len(rows) + 1, max(1, len(rows) // 10)):
            parts.append(f'<text x="{x(number):.1f}" y="{top + PANEL + 16}" text-anchor="middle" fill="#666">{number} s</text>')

    panel(0, "response time, ms", ["p50", "p99"], True)
    panel(1, "lateness, ms", ["latenessP99"], True)
    panel(2, "triggers in each second", ["started", "ok", "failed"], False)
    parts.append("</svg>")
    pathlib.Path(picture).write_text("\n".join(parts) + "\n")


def cut(text):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text if len(text) <= 96 else text[:93] + "…"


if __name__ == "__main__":
    main()
