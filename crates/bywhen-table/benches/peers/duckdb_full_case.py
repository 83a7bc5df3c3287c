"""A full case in duckdb, as an analyst would write it: a calendar table and joins. One thread.

Once the due dates only, once the dates and their statuses. It takes days in UTC and does not say how late anything is, both
in its favour. The holidays are those of the file that
bywhen carries, whose path is the only argument.
"""

import json
import statistics
import sys
import time

import duckdb
import numpy as np

CASES = 1_000_000
ROUNDS = 7
DAY = 86_400_000


def holidays(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    return [holiday["date"] for holiday in data["divisions"]["england-and-wales"]["holidays"]]


def main():
    rng = np.random.default_rng(1)
    received = 1_577_836_800_000 + rng.integers(0, 3 * 365 * DAY, CASES)
    acknowledged = received + rng.integers(0, 4 * DAY, CASES)
    responded = acknowledged + rng.integers(0, 9 * DAY, CASES)
    kind = np.where(rng.integers(0, 10, CASES) == 0, "complaint", "enquiry")
    channel = np.array(["letter", "email", "web form"])[rng.integers(0, 3, CASES)]
    known_a, known_r = rng.integers(0, 4, CASES) > 0, rng.integers(0, 4, CASES) > 0

    con = duckdb.connect()
    con.execute("SET threads = 1")
    columns = {
        "kind": kind,
        "channel": channel,
        "received": received.astype("datetime64[ms]"),
        "acknowledged": np.where(known_a, acknowledged, np.iinfo(np.int64).min).astype("datetime64[ms]"),
        "responded": np.where(known_r, responded, np.iinfo(np.int64).min).astype("datetime64[ms]"),
    }
    con.execute("CREATE TABLE cases AS SELECT * FROM columns")
    con.execute("CREATE TABLE off AS SELECT unnest(?::DATE[]) AS day", [holidays(sys.argv[1])])
    # day: its number of working days up to and with it; and the other way round.
    con.execute("""
        CREATE TABLE calendar AS
        SELECT day, working, sum(working::INT) OVER (ORDER BY day) AS ordinal FROM (
            SELECT day::DATE AS day, dayofweek(day) BETWEEN 1 AND 5 AND day::DATE NOT IN (SELECT day FROM off) AS working
            FROM generate_series(DATE '2019-12-01', DATE '2024-12-31', INTERVAL 1 DAY) AS days(day))
    """)
    con.execute("CREATE TABLE working AS SELECT ordinal, day FROM calendar WHERE working")
    con.execute("""
        CREATE TABLE standards AS SELECT * FROM (VALUES
            ('enquiry', 'letter', 5, 10, true), ('enquiry', 'email', 2, 5, false), ('enquiry', 'web form', 1, 7, false),
            ('complaint', 'letter', 3, 20, true), ('complaint', 'email', 3, 20, true), ('complaint', 'web form', 3, 20, true)
        ) AS s(kind, channel, first, second, chained)
    """)
    query = """
        CREATE OR REPLACE TABLE due AS
        SELECT a.day AS acknowledge_by, b.day AS respond_by {statuses}
        FROM cases
        JOIN standards USING (kind, channel)
        JOIN calendar r ON r.day = received::DATE
        JOIN working a ON a.ordinal = r.ordinal + first
        JOIN calendar s ON s.day = CASE WHEN NOT chained THEN received::DATE ELSE coalesce(acknowledged::DATE, a.day) END
        JOIN working b ON b.ordinal = s.ordinal + second
    """
    both = status("coalesce(acknowledged, responded)", "a.day") + status("responded", "b.day")
    queries = {"dates only": query.format(statuses=""), "dates and statuses": query.format(statuses=both)}
    times = {name: [] for name in queries}
    for _ in range(ROUNDS):
        for name, query in queries.items():
            begun = time.perf_counter()
            con.execute(query)
            times[name].append((time.perf_counter() - begun) * 1e9 / CASES)
    found = con.execute("SELECT count(*) FROM due").fetchone()[0]
    assert found == CASES, f"{found} of {CASES} cases have dates"
    for name, each in times.items():
        print(f"duckdb, text columns, {name}\t{statistics.median(each):.1f}")


def status(done, due):
    """Where a promise stands on 1 June 2023, as a number: met, late, running, overdue."""
    return f"""
        , CASE WHEN {done} IS NOT NULL THEN CASE WHEN {done}::DATE <= {due} THEN 1 ELSE 2 END
               WHEN DATE '2023-06-01' <= {due} THEN 3 ELSE 4 END"""


if __name__ == "__main__":
    main()
