#!/usr/bin/env python3
"""What SQLite alone takes to insert the calls of a ledger, with their indices, at synchronous=FULL: the limit of an import.

    Benchmarks/Reading/inserts.py LEDGER [CALLS_IN_A_TRANSACTION…]

Rows are copied as they are from one file into another by SQL, without checksums to compute, without rollups, budgets and
the chain. Figures are microseconds of the processors, and by the wall, for a row.
"""

import os
import sqlite3
import sys
import tempfile
import time


def measure(ledger, size, folder):
    connection = sqlite3.connect(os.path.join(folder, f"{size}.db"), isolation_level=None)
    for pragma in ["journal_mode = WAL", "synchronous = FULL", "cache_size = -64000", "wal_autocheckpoint = 1000"]:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("ATTACH ? AS source", (ledger,))
    schema = "SELECT sql FROM source.sqlite_master WHERE tbl_name = 'call' AND type IN ('table', 'index') AND sql IS NOT NULL"
    for (sql,) in connection.execute(schema).fetchall():
        connection.execute(sql)
    (count,) = connection.execute("SELECT max(sequence) FROM source.call").fetchone()
    processor, wall = time.process_time(), time.perf_counter()
    for start in range(0, count, size):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO main.call SELECT * FROM source.call WHERE sequence > ? AND sequence <= ?", (start, start + size))
        connection.execute("COMMIT")
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    print(f"{size} in a transaction\t{processor / count * 1e6:.1f}\t{wall / count * 1e6:.1f}\t{count} rows", flush=True)


with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(sys.argv[1]))) as folder:
    for size in [int(word) for word in sys.argv[2:]] or [1024, 4096]:
        measure(sys.argv[1], size, folder)
