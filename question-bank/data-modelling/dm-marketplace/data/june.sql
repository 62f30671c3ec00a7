INSERT INTO stg_seller VALUES (1, 'Alpine Wool', 'AT'), (2, 'Bay Soap', 'FR');
INSERT INTO stg_order_line VALUES
    (100, 1, '2026-06-01', 7, 1, 2000, 200),
    (100, 2, '2026-06-01', 7, 2, 1000, 100),
    (101, 1, '2026-06-03', 8, 1, 3000, 300),
    (101, 1, '2026-06-03', 8, 1, 3000, 300);
INSERT INTO stg_payout VALUES (1, 1, '2026-06-05', 1800), (2, 2, '2026-06-05', 900);
