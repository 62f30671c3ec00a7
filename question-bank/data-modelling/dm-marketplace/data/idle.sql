-- Sellers who sold nothing, or were paid in advance, and a bank that sent money back.
INSERT INTO stg_seller VALUES (1, 'Alpine Wool', 'AT'), (4, 'Dune Tea', 'MA'), (5, 'Elm Desk', 'AT');
INSERT INTO stg_order_line VALUES (300, 1, '2026-04-02', 9, 1, 5000, 500);
INSERT INTO stg_payout VALUES (1, 5, '2026-04-01', 250), (2, 1, '2026-04-03', 4500), (3, 1, '2026-04-09', -4500);
