#!/usr/bin/env python3
"""Draws how times grow with the number of calls: reads lines `question<tab>calls<tab>milliseconds`, writes SVG.

    Benchmarks/Reading/plot.py < figures.tsv > docs/images/reading-growth.svg
"""

import math
import sys

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
LEFT, TOP, WIDTH, HEIGHT = 70, 20, 480, 300

series = {}
for line in sys.stdin:
    if line.strip():
        name, calls, milliseconds = line.rstrip("\n").split("\t")
        series.setdefault(name, []).append((math.log10(float(calls)), math.log10(float(milliseconds))))
xs = [x for points in series.values() for x, _ in points]
ys = [y for points in series.values() for _, y in points]
x0, x1, y0, y1 = math.floor(min(xs)), math.ceil(max(xs)), math.floor(min(ys)), math.ceil(max(ys))


def place(x, y):
    return LEFT + (x - x0) / (x1 - x0) * WIDTH, TOP + (1 - (y - y0) / (y1 - y0)) * HEIGHT


out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {TOP + HEIGHT + 60 + 18 * len(series)}"'
       ' font-family="sans-serif" font-size="12">', '<rect width="100%" height="100%" fill="#fff"/>']
for x in range(x0, x1 + 1):
    a, b = place(x, y0), place(x, y1)
    out.append(f'<path d="M{a[0]:.1f} {a[1]:.1f}V{b[1]:.1f}" stroke="#ddd"/>')
    out.append(f'<text x="{a[0]:.1f}" y="{a[1] + 18:.1f}" text-anchor="middle">{10 ** x:,} calls</text>')
for y in range(y0, y1 + 1):
    a, b = place(x0, y), place(x1, y)
    out.append(f'<path d="M{a[0]:.1f} {a[1]:.1f}H{b[0]:.1f}" stroke="#ddd"/>')
    out.append(f'<text x="{a[0] - 8:.1f}" y="{a[1] + 4:.1f}" text-anchor="end">{10.0 ** y:g} ms</text>')
for index, (name, points) in enumerate(series.items()):
    colour = COLOURS[index % len(COLOURS)]
    line = " ".join(f"{a:.1f},{b:.1f}" for a, b in (place(*point) for point in sorted(points)))
    out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
    out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in (place(*point) for point in points)]
    y = TOP + HEIGHT + 45 + 18 * index
    out.append(f'<path d="M{LEFT} {y}h24" stroke="{colour}" stroke-width="3"/><text x="{LEFT + 32}" y="{y + 4}">{name}</text>')
print("\n".join(out + ["</svg>"]))
