-- The sums of one series in a month (UTC), so that a report over months reads a row for each series and month, however
-- many calls and days there were. The program fills it from `rollup_day` in the transaction that makes it.
CREATE TABLE rollup_month (
    starts_at INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    fresh_input_dollars INTEGER NOT NULL,
    fresh_input_picodollars INTEGER NOT NULL,
    cached_input_dollars INTEGER NOT NULL,
    cached_input_picodollars INTEGER NOT NULL,
    cache_write_dollars INTEGER NOT NULL,
    cache_write_picodollars INTEGER NOT NULL,
    output_dollars INTEGER NOT NULL,
    output_picodollars INTEGER NOT NULL,
    other_dollars INTEGER NOT NULL,
    other_picodollars INTEGER NOT NULL,
    estimated_dollars INTEGER NOT NULL,
    estimated_picodollars INTEGER NOT NULL,
    unpriced_calls INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (starts_at, series)
) STRICT, WITHOUT ROWID;
