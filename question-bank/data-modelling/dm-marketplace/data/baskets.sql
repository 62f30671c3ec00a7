-- Orders of several lines and sellers, several payouts, everything sent twice, the end of a month, and June of
-- the year before.
INSERT INTO stg_seller VALUES (1, 'Alpine Wool', 'AT'), (1, 'Alpine Wool', 'AT'), (2, 'Bay Soap', 'FR'), (3, 'Cork Co', 'FR');
INSERT INTO stg_order_line VALUES
    (190, 1, '2025-06-10', 7, 1, 500, 50),
    (200, 1, '2026-05-31', 7, 1, 2000, 200),
    (200, 2, '2026-05-31', 7, 1, 2000, 200),
    (200, 3, '2026-05-31', 7, 2, 500, 0),
    (200, 3, '2026-05-31', 7, 2, 500, 0),
    (201, 1, '2026-06-01', 7, 1, 100, 100),
    (202, 1, '2026-06-30', 8, 1, 900, 90),
    (202, 2, '2026-06-30', 8, 1, 900, 90),
    (203, 1, '2026-06-30', 8, 2, 700, 70);
INSERT INTO stg_payout VALUES
    (1, 1, '2026-06-05', 1000), (1, 1, '2026-06-05', 1000), (2, 1, '2026-06-05', 1000), (3, 2, '2026-06-06', 500);
