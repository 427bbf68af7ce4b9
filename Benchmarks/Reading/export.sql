-- What `bedrock-ledger export --format csv` writes of calls without corrections, in the order of recording, as far as SQL
-- can say it: amounts are fixed to twelve decimals and keep their zeros, and times have no milliseconds.
SELECT c.id, c.request_id, strftime('%Y-%m-%dT%H:%M:%SZ', c.at / 1000, 'unixepoch'), team.value, callsite.value, user.value,
    tags.value, model.value, requested.value, region.value, scope.value, tier.value, operation.value, status.value,
    cost_status.value, c.input, c.cache_read, c.cache_write_5m, 0, c.cache_write_1h, c.output, c.other_usage,
    printf('%d.%012d', c.fresh_input_cost / 1000000000000, c.fresh_input_cost % 1000000000000),
    printf('%d.%012d', c.cached_input_cost / 1000000000000, c.cached_input_cost % 1000000000000),
    printf('%d.%012d', c.cache_write_cost / 1000000000000, c.cache_write_cost % 1000000000000),
    printf('%d.%012d', c.output_cost / 1000000000000, c.output_cost % 1000000000000),
    printf('%d.%012d', c.other_cost / 1000000000000, c.other_cost % 1000000000000),
    printf('%d.%012d', (c.fresh_input_cost + c.cached_input_cost + c.cache_write_cost + c.output_cost + c.other_cost)
        / 1000000000000,
        (c.fresh_input_cost + c.cached_input_cost + c.cache_write_cost + c.output_cost + c.other_cost) % 1000000000000),
    c.is_estimated, 0, c.reservation, c.overshoot, rates.value, reason.value, c.latency
FROM call AS c
JOIN series AS s ON s.id = c.series
JOIN text AS team ON team.id = s.team
JOIN text AS callsite ON callsite.id = s.callsite
LEFT JOIN text AS user ON user.id = s.user
JOIN text AS tags ON tags.id = s.tags
JOIN text AS model ON model.id = s.model
JOIN text AS requested ON requested.id = c.requested_model
LEFT JOIN text AS region ON region.id = s.region
JOIN price AS p ON p.id = c.price
LEFT JOIN text AS scope ON scope.id = p.scope
JOIN text AS tier ON tier.id = p.tier
JOIN text AS operation ON operation.id = s.operation
JOIN text AS status ON status.id = c.status
JOIN text AS cost_status ON cost_status.id = c.cost_status
JOIN text AS rates ON rates.id = p.rates_version
LEFT JOIN text AS reason ON reason.id = c.reason
ORDER BY c.sequence;
