CREATE TABLE warehouse (
    warehouse text PRIMARY KEY,
    country   text NOT NULL
);
CREATE TABLE item (
    item       text PRIMARY KEY,
    name       text NOT NULL,
    cost_cents integer NOT NULL CHECK (cost_cents >= 0)
);

-- One row is one count of one item in one warehouse at the end of one day.
CREATE TABLE stock_count (
    count_no   integer PRIMARY KEY,
    warehouse  text    NOT NULL REFERENCES warehouse,
    item       text    NOT NULL REFERENCES item,
    counted_on date    NOT NULL,
    units      integer NOT NULL CHECK (units >= 0)
);

INSERT INTO warehouse SELECT DISTINCT warehouse, country FROM stg_warehouse;
INSERT INTO item SELECT DISTINCT item, name, cost_cents FROM stg_item;
INSERT INTO stock_count SELECT DISTINCT count_no, warehouse, item, counted_on, units FROM stg_count;

-- What counts for a day: of several counts the last.
CREATE VIEW stock_day AS
SELECT DISTINCT ON (warehouse, item, counted_on) warehouse, item, counted_on, units
FROM stock_count
ORDER BY warehouse, item, counted_on, count_no DESC;

-- A count holds until the next one.
CREATE VIEW stock_span AS
SELECT warehouse, item, units, counted_on AS from_day,
       LEAD(counted_on) OVER (PARTITION BY warehouse, item ORDER BY counted_on) AS to_day
FROM stock_day;

CREATE VIEW answer_1 AS
SELECT i.item, COALESCE(SUM(s.units), 0) AS units
FROM item i
LEFT JOIN stock_span s ON s.item = i.item AND s.to_day IS NULL
GROUP BY i.item;

CREATE VIEW answer_2 AS
SELECT m.month::date AS month, SUM(s.units * i.cost_cents) AS value_cents
FROM GENERATE_SERIES(DATE '2026-01-01', DATE '2026-06-01', INTERVAL '1 month') AS m(month)
JOIN stock_span s
    ON s.from_day < m.month + INTERVAL '1 month' AND (s.to_day IS NULL OR s.to_day >= m.month + INTERVAL '1 month')
JOIN item i ON i.item = s.item
GROUP BY 1;

CREATE VIEW answer_3 AS
SELECT w.country, i.item, SUM(s.units) AS units
FROM stock_span s
JOIN warehouse w ON w.warehouse = s.warehouse
JOIN item i ON i.item = s.item
WHERE s.to_day IS NULL
GROUP BY w.country, i.item;

CREATE VIEW answer_4 AS
SELECT warehouse, item, counted_on
FROM stock_day
WHERE units = 0;

CREATE VIEW answer_5 AS
SELECT w.warehouse, MAX(c.counted_on) AS last_counted_on, COUNT(DISTINCT c.item) AS items, COUNT(c.count_no) AS counts
FROM warehouse w
LEFT JOIN stock_count c ON c.warehouse = w.warehouse
GROUP BY w.warehouse;
