-- A line that comes back in parts, two of them alike and one sent twice, and an order that comes back whole.
INSERT INTO stg_seller VALUES (1, 'Alpine Wool', 'AT'), (2, 'Bay Soap', 'FR');
INSERT INTO stg_order_line VALUES
    (400, 1, '2026-05-20', 7, 1, 2000, 200),
    (400, 2, '2026-05-20', 7, 2, 1000, 100),
    (401, 1, '2026-06-03', 8, 1, 3000, 300),
    (402, 1, '2026-08-03', 9, 2, 700, 70);
INSERT INTO stg_payout VALUES (1, 1, '2026-05-25', 1800);
INSERT INTO stg_return VALUES
    (1, 400, 1, '2026-06-02', 500),
    (2, 400, 1, '2026-06-10', 500),
    (2, 400, 1, '2026-06-10', 500),
    (3, 400, 2, '2026-07-01', 1000),
    (4, 401, 1, '2026-06-10', 500),
    (5, 400, 1, '2026-06-10', 500),
    (6, 402, 1, '2026-08-20', 700);
