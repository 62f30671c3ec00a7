-- One row is one line of one receipt. The till's own numbers are its key, whatever is sent twice.
CREATE TABLE product (
    product_code text PRIMARY KEY,
    name         text NOT NULL,
    category     text NOT NULL
);

-- One row is what the CRM said of a customer from a day on. It holds until the next one begins.
CREATE TABLE customer_version (
    customer_no integer NOT NULL,
    valid_from  date    NOT NULL,
    name        text    NOT NULL,
    city        text    NOT NULL,
    PRIMARY KEY (customer_no, valid_from)
);

-- The CRM may lag behind the tills, so a customer number refers to nothing yet.
CREATE TABLE order_line (
    order_no         integer NOT NULL,
    line_no          integer NOT NULL,
    ordered_on       date    NOT NULL,
    customer_no      integer,
    product_code     text    NOT NULL REFERENCES product,
    quantity         integer NOT NULL CHECK (quantity > 0),
    unit_price_cents integer NOT NULL CHECK (unit_price_cents >= 0),
    PRIMARY KEY (order_no, line_no)
);

INSERT INTO product SELECT DISTINCT product_code, name, category FROM stg_product;

INSERT INTO customer_version (customer_no, valid_from, name, city)
SELECT DISTINCT customer_no, valid_from, name, city FROM stg_customer;

INSERT INTO order_line
SELECT DISTINCT order_no, line_no, ordered_on, customer_no, product_code, quantity, unit_price_cents
FROM stg_order_line;

CREATE VIEW answer_1 AS
SELECT date_trunc('month', ordered_on)::date AS month,
       sum(quantity * unit_price_cents) AS revenue_cents
FROM order_line
GROUP BY 1;

-- A version holds until the next; the first one also holds for all that was bought before it.
CREATE VIEW customer_period AS
SELECT customer_no, name, city,
       CASE WHEN lag(valid_from) OVER w IS NULL THEN '-infinity'::date ELSE valid_from END AS from_day,
       coalesce(lead(valid_from) OVER w, 'infinity'::date) AS to_day
FROM customer_version
WINDOW w AS (PARTITION BY customer_no ORDER BY valid_from);

CREATE VIEW answer_2 AS
SELECT coalesce(p.city, 'unknown') AS city,
       sum(l.quantity * l.unit_price_cents) AS revenue_cents
FROM order_line l
LEFT JOIN customer_period p
    ON p.customer_no = l.customer_no AND p.from_day <= l.ordered_on AND l.ordered_on < p.to_day
GROUP BY 1;

CREATE VIEW answer_3 AS
SELECT p.category, coalesce(sum(l.quantity), 0) AS units
FROM product p
LEFT JOIN order_line l ON l.product_code = p.product_code
GROUP BY p.category;

CREATE VIEW answer_4 AS
SELECT p.customer_no, p.name, count(DISTINCT l.order_no) AS orders
FROM customer_period p
JOIN order_line l ON l.customer_no = p.customer_no
WHERE p.to_day = 'infinity'
GROUP BY p.customer_no, p.name
HAVING count(DISTINCT l.order_no) >= 2;

CREATE VIEW answer_5 AS
SELECT p.customer_no, min(l.ordered_on) AS first_order_on, max(l.ordered_on) AS last_order_on
FROM customer_period p
LEFT JOIN order_line l ON l.customer_no = p.customer_no
WHERE p.to_day = 'infinity'
GROUP BY p.customer_no;
