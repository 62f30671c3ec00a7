-- 40,000 payments, one every 26 minutes from July 2024 on; the end of June 2026 is among them.
INSERT INTO payments (payment_id, shop_id, paid_at, amount)
SELECT g,
       g % 25 + 1,
       TIMESTAMP '2024-07-01 00:00:00' + g * INTERVAL '26 minutes',
       (g % 6000) / 100.0
FROM generate_series(1, 40000) AS g;
ANALYZE payments;
