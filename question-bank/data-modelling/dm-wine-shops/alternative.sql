-- Kimball's way: surrogate keys, a type 2 dimension with its periods stored, and the fact looks its
-- customer up by the day.
CREATE TABLE dim_product (
    product_key  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_code text NOT NULL UNIQUE,
    name         text NOT NULL,
    category     text NOT NULL
);

CREATE TABLE dim_customer (
    customer_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_no  integer NOT NULL,
    name         text NOT NULL,
    city         text NOT NULL,
    valid_from   date NOT NULL,
    valid_to     date NOT NULL DEFAULT DATE '9999-12-31',
    is_current   boolean NOT NULL,
    UNIQUE (customer_no, valid_from),
    CHECK (valid_from < valid_to)
);

CREATE TABLE order_line (
    order_line_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_no         integer NOT NULL,
    line_no          integer NOT NULL,
    ordered_on       date    NOT NULL,
    customer_no      integer,
    product_code     text    NOT NULL REFERENCES dim_product (product_code),
    quantity         integer NOT NULL CHECK (quantity >= 1),
    unit_price_cents integer NOT NULL CHECK (unit_price_cents >= 0),
    UNIQUE (order_no, line_no)
);

INSERT INTO dim_product (product_code, name, category)
SELECT product_code, min(name), min(category) FROM stg_product GROUP BY product_code;

INSERT INTO dim_customer (customer_no, name, city, valid_from, valid_to, is_current)
SELECT customer_no, name, city,
       CASE WHEN number = 1 THEN DATE '0001-01-01' ELSE valid_from END,
       coalesce(next_from, DATE '9999-12-31'),
       next_from IS NULL
FROM (
    SELECT customer_no, name, city, valid_from,
           row_number() OVER (PARTITION BY customer_no ORDER BY valid_from) AS number,
           lead(valid_from) OVER (PARTITION BY customer_no ORDER BY valid_from) AS next_from
    FROM (SELECT DISTINCT customer_no, name, city, valid_from FROM stg_customer) AS once
) AS versions;

INSERT INTO order_line (order_no, line_no, ordered_on, customer_no, product_code, quantity, unit_price_cents)
SELECT DISTINCT ON (order_no, line_no)
       order_no, line_no, ordered_on, customer_no, product_code, quantity, unit_price_cents
FROM stg_order_line
ORDER BY order_no, line_no;

CREATE VIEW answer_1 AS
SELECT make_date(extract(year FROM ordered_on)::int, extract(month FROM ordered_on)::int, 1) AS month,
       sum(quantity * unit_price_cents) AS revenue_cents
FROM order_line
GROUP BY 1;

CREATE VIEW answer_2 AS
SELECT coalesce(
           (SELECT c.city FROM dim_customer c
            WHERE c.customer_no = l.customer_no
              AND l.ordered_on >= c.valid_from AND l.ordered_on < c.valid_to),
           'unknown') AS city,
       sum(l.quantity * l.unit_price_cents) AS revenue_cents
FROM order_line l
GROUP BY 1;

CREATE VIEW answer_3 AS
SELECT category,
       sum((SELECT coalesce(sum(quantity), 0) FROM order_line l WHERE l.product_code = p.product_code))
           AS units
FROM dim_product p
GROUP BY category;

CREATE VIEW answer_4 AS
SELECT customer_no, name, orders
FROM (
    SELECT c.customer_no, c.name,
           (SELECT count(DISTINCT order_no) FROM order_line l WHERE l.customer_no = c.customer_no)
               AS orders
    FROM dim_customer c
    WHERE c.is_current
) AS counted
WHERE orders > 1;

CREATE VIEW answer_5 AS
SELECT c.customer_no,
       (SELECT min(ordered_on) FROM order_line l WHERE l.customer_no = c.customer_no) AS first_order_on,
       (SELECT max(ordered_on) FROM order_line l WHERE l.customer_no = c.customer_no) AS last_order_on
FROM dim_customer c
WHERE c.is_current;
