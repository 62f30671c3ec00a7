-- Without window functions: look for the neighbour each time.
WITH daily AS (
    SELECT p.product_id, p.noted_on, p.price
    FROM price_log p
    WHERE p.entry_id = (SELECT MAX(q.entry_id)
                        FROM price_log q
                        WHERE q.product_id = p.product_id AND q.noted_on = p.noted_on)
), versions AS (
    SELECT d.product_id, d.noted_on, d.price
    FROM daily d
    LEFT JOIN LATERAL (
        SELECT e.price, true AS found
        FROM daily e
        WHERE e.product_id = d.product_id AND e.noted_on < d.noted_on
        ORDER BY e.noted_on DESC
        LIMIT 1
    ) before ON true
    WHERE before.found IS NULL OR NOT (before.price IS NOT DISTINCT FROM d.price)
)
SELECT v.product_id, v.price, v.noted_on AS valid_from, n.next_on AS valid_to, n.next_on IS NULL AS is_current
FROM versions v
CROSS JOIN LATERAL (
    SELECT MIN(w.noted_on) AS next_on
    FROM versions w
    WHERE w.product_id = v.product_id AND w.noted_on > v.noted_on
) n;
