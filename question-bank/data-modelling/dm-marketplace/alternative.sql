-- An order header, lines below it, and sums of each table before they meet.
CREATE TABLE dim_seller (seller_no integer NOT NULL UNIQUE, country text NOT NULL);
CREATE TABLE order_line (
    order_line_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_no integer NOT NULL, line_no integer NOT NULL,
    ordered_on date NOT NULL, buyer_no integer NOT NULL,
    seller_no integer NOT NULL REFERENCES dim_seller (seller_no),
    price_cents integer NOT NULL, fee_cents integer NOT NULL,
    UNIQUE (order_no, line_no),
    CONSTRAINT costs_something CHECK (price_cents >= 1),
    CONSTRAINT fee_within CHECK (fee_cents >= 0 AND fee_cents <= price_cents)
);
CREATE TABLE payout (payout_no integer PRIMARY KEY, seller_no integer, paid_on date, paid_cents integer);
CREATE TABLE line_return (return_no integer PRIMARY KEY, order_no integer, line_no integer, returned_on date, back_cents integer);
INSERT INTO dim_seller SELECT seller_no, MIN(country) FROM stg_seller GROUP BY seller_no;
INSERT INTO order_line (order_no, line_no, ordered_on, buyer_no, seller_no, price_cents, fee_cents)
SELECT DISTINCT ON (order_no, line_no) * FROM stg_order_line ORDER BY order_no, line_no;
INSERT INTO payout SELECT DISTINCT ON (payout_no) * FROM stg_payout ORDER BY payout_no;
INSERT INTO line_return SELECT DISTINCT ON (return_no) * FROM stg_return ORDER BY return_no;
CREATE VIEW month_sales AS SELECT DATE_TRUNC('month', ordered_on) AS month, SUM(price_cents) AS cents FROM order_line GROUP BY 1;
CREATE VIEW month_back AS SELECT DATE_TRUNC('month', returned_on) AS month, SUM(back_cents) AS cents FROM line_return GROUP BY 1;
CREATE VIEW answer_1 AS
SELECT month::date AS month, COALESCE(s.cents, 0) - COALESCE(b.cents, 0) AS sales_cents
FROM month_sales s FULL JOIN month_back b USING (month);
CREATE VIEW answer_2 AS
SELECT s.seller_no,
       (SELECT COALESCE(SUM(price_cents - fee_cents), 0) FROM order_line l WHERE l.seller_no = s.seller_no)
       - (SELECT COALESCE(SUM(back_cents), 0) FROM line_return r JOIN order_line l USING (order_no, line_no) WHERE l.seller_no = s.seller_no)
       - (SELECT COALESCE(SUM(paid_cents), 0) FROM payout p WHERE p.seller_no = s.seller_no) AS owed_cents
FROM dim_seller s;
CREATE VIEW answer_3 AS
SELECT month::date AS month, COUNT(*) AS orders, COUNT(DISTINCT buyer_no) AS buyers
FROM (SELECT order_no, MIN(buyer_no) AS buyer_no, DATE_TRUNC('month', MIN(ordered_on)) AS month FROM order_line GROUP BY order_no) o
GROUP BY month;
CREATE VIEW answer_4 AS
SELECT order_no, sellers FROM (SELECT order_no, COUNT(*) AS sellers FROM (SELECT DISTINCT order_no, seller_no FROM order_line) d GROUP BY 1) n WHERE sellers >= 2;
CREATE VIEW answer_5 AS
SELECT country, SUM((SELECT COALESCE(SUM(fee_cents), 0) FROM order_line l WHERE l.seller_no = s.seller_no)) AS fee_cents
FROM dim_seller s GROUP BY country;
