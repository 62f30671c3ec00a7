INSERT INTO feeds VALUES ('orders', DATE '2026-06-01');
