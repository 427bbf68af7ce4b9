#!/usr/bin/env python3
"""Measures what reads ledgers, against plain SQL and DuckDB on the same calls, and prints a table for each ledger.

    swift build -c release --package-path Benchmarks --product season-generator
    swift build -c release --package-path Benchmarks --product read-benchmark
    Benchmarks/.build/release/season-generator /tmp/season.db 10000000
    pip install duckdb
    Benchmarks/Reading/measure.py Benchmarks/.build/release/read-benchmark /tmp/season.db

Opening brings a ledger of an older version to the newest schema first. Times are milliseconds: the median and the least
by the clock on the wall, and the median of the processors' time, which other work on the machine disturbs less.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import time

CALLS = """SELECT c.at, team.value, site.value, model.value, c.input, c.output,
    c.fresh_input_cost + c.cached_input_cost + c.cache_write_cost + c.output_cost + c.other_cost
    FROM call AS c JOIN series AS s ON s.id = c.series JOIN text AS team ON team.id = s.team
    JOIN text AS site ON site.id = s.callsite JOIN text AS model ON model.id = s.model"""
MONTH = 30 * 86_400_000


def show(text):
    print(text, flush=True)


def measured(name, runs, body):
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        rows = body()
        walls.append((time.perf_counter() - wall) * 1000)
        processors.append((time.process_time() - processor) * 1000)
    show(f"| {name} | {statistics.median(walls):.1f} | {min(walls):.1f} | {statistics.median(processors):.1f} | {rows} |")


def questions(table, end, text):
    """The same questions in SQL, over a table of raw calls; `text` turns columns into names."""
    since = end - MONTH
    at = "moment" if table == "calls" else "at"
    return [
        ("a month by callsite", f"SELECT site, sum(cost) FROM {table} WHERE {at} >= {since} AND {at} < {end} GROUP BY site"),
        ("one team by day, a month",
         f"SELECT {at} // 86400000, sum(cost) FROM {table} WHERE team = {text('team-7')} AND {at} >= {since} AND {at} < {end} GROUP BY 1"),
        ("one team by day, the year", f"SELECT {at} // 86400000, sum(cost) FROM {table} WHERE team = {text('team-7')} GROUP BY 1"),
        ("top 20 callsites, the year", f"SELECT site, sum(cost) FROM {table} GROUP BY site ORDER BY 2 DESC LIMIT 20"),
    ]


def program(benchmark, path):
    exact = None
    output = subprocess.run([benchmark, "queries", path], check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        fields = line.split("\t")
        if fields[0] == "exact":
            exact = [int(field) for field in fields[1:]]
            continue
        median, least, _, processor = (float(field) for field in fields[1:5])
        show(f"| {fields[0]} | {median:.1f} | {least:.1f} | {processor:.1f} | {fields[5] if len(fields) > 5 else ''} |")
    return exact


def plain_sql(connection, end):
    connection.execute(
        "CREATE TEMP VIEW plain AS SELECT c.at, s.team, s.callsite AS site, c.fresh_input_cost + c.cached_input_cost"
        " + c.cache_write_cost + c.output_cost + c.other_cost AS cost FROM call AS c JOIN series AS s ON s.id = c.series")
    for name, sql in questions("plain", end, lambda name: f"(SELECT id FROM text WHERE value = '{name}')"):
        sql = sql.replace("//", "/")
        measured(f"SQLite, the raw calls: {name}", 1, lambda: len(connection.execute(sql).fetchall()))


def duck(connection, end):
    import duckdb

    database = duckdb.connect()
    database.execute("CREATE TABLE calls (moment BIGINT, team VARCHAR, site VARCHAR, model VARCHAR, input BIGINT,"
                     " output BIGINT, cost BIGINT)")
    pieces = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"calls-{os.getpid()}.csv")
    with open(pieces, "w") as file:
        for row in connection.execute(CALLS):
            file.write("%d,%s,%s,%s,%d,%d,%d\n" % row)
    database.execute(f"COPY calls FROM '{pieces}' (FORMAT csv, HEADER false)")
    os.remove(pieces)
    for name, sql in questions("calls", end, lambda name: f"'{name}'"):
        measured(f"DuckDB {duckdb.__version__}: {name}", 5, lambda: len(database.execute(sql).fetchall()))


def main(benchmark, path):
    connection_path = f"file:{path}?mode=ro"
    show(f"\n{path}\n\n| question | median | least | processors | rows |\n|---|---|---|---|---|")
    exact = program(benchmark, path)
    connection = sqlite3.connect(connection_path, uri=True)
    end = connection.execute("SELECT max(at) FROM call").fetchone()[0]
    since, until, calls, cost = exact
    # In Python's whole numbers, because a sum of SQL may overflow. Estimates of reservations are not in these ledgers.
    found, total = 0, 0
    for (amount,) in connection.execute(
            "SELECT fresh_input_cost + cached_input_cost + cache_write_cost + output_cost + other_cost FROM call"
            " WHERE at >= ? AND at < ?", (since, until)):
        found += 1
        total += amount
    show(f"| exact to the last digit: {(found, total) == (calls, cost)} ({calls} calls) | | | | |")
    plain_sql(connection, end)
    duck(connection, end)


for ledger in sys.argv[2:]:
    main(sys.argv[1], ledger)
