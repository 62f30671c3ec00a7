-- Counts stay as they come; each view picks the last one by itself.
CREATE TABLE dim_warehouse (warehouse_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, warehouse text NOT NULL UNIQUE, country text NOT NULL);
CREATE TABLE dim_item (item_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item text NOT NULL UNIQUE, cost_cents integer NOT NULL);
CREATE TABLE stock_count (
    count_no   integer NOT NULL UNIQUE,
    warehouse  text NOT NULL REFERENCES dim_warehouse (warehouse),
    item       text NOT NULL REFERENCES dim_item (item),
    counted_on date NOT NULL,
    units      integer NOT NULL,
    CONSTRAINT nothing_below_zero CHECK (units > -1)
);
INSERT INTO dim_warehouse (warehouse, country) SELECT warehouse, MIN(country) FROM stg_warehouse GROUP BY 1;
INSERT INTO dim_item (item, cost_cents) SELECT item, MIN(cost_cents) FROM stg_item GROUP BY 1;
INSERT INTO stock_count SELECT DISTINCT ON (count_no) * FROM stg_count ORDER BY count_no;

CREATE VIEW latest AS
SELECT * FROM (
    SELECT c.*, RANK() OVER (PARTITION BY warehouse, item ORDER BY counted_on DESC, count_no DESC) AS place FROM stock_count c
) ranked WHERE place = 1;
CREATE VIEW answer_1 AS
SELECT item, (SELECT COALESCE(SUM(units), 0) FROM latest l WHERE l.item = i.item) AS units FROM dim_item i;
CREATE VIEW answer_2 AS
SELECT make_date(2026, n, 1) AS month, SUM(l.units * i.cost_cents) AS value_cents
FROM GENERATE_SERIES(1, 6) n
CROSS JOIN (SELECT DISTINCT warehouse, item FROM stock_count) k
CROSS JOIN LATERAL (SELECT units FROM stock_count c
                    WHERE c.warehouse = k.warehouse AND c.item = k.item AND c.counted_on < make_date(2026, n, 1) + INTERVAL '1 month'
                    ORDER BY counted_on DESC, count_no DESC LIMIT 1) l
JOIN dim_item i USING (item)
GROUP BY n;
CREATE VIEW answer_3 AS
SELECT country, item, SUM(units) AS units FROM latest JOIN dim_warehouse USING (warehouse) GROUP BY 1, 2;
CREATE VIEW answer_4 AS
SELECT warehouse, item, counted_on FROM stock_count c
WHERE units = 0
  AND NOT EXISTS (SELECT 1 FROM stock_count n WHERE (n.warehouse, n.item, n.counted_on) = (c.warehouse, c.item, c.counted_on) AND n.count_no > c.count_no);
CREATE VIEW answer_5 AS
SELECT w.warehouse, (SELECT MAX(counted_on) FROM stock_count c WHERE c.warehouse = w.warehouse) AS last_counted_on,
       (SELECT COUNT(*) FROM latest l WHERE l.warehouse = w.warehouse) AS items,
       (SELECT COUNT(*) FROM stock_count c WHERE c.warehouse = w.warehouse) AS counts
FROM dim_warehouse w;
