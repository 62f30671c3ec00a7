-- 20,000 payments, one every 52 minutes from July 2024 to June 2026.
INSERT INTO payments (payment_id, shop_id, paid_at, amount)
SELECT g,
       g % 25 + 1,
       TIMESTAMP '2024-07-01 00:00:00' + g * INTERVAL '52 minutes',
       (g % 6000) / 100.0
FROM generate_series(1, 20000) AS g;
ANALYZE payments;
