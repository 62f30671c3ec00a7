CREATE TABLE seller (
    seller_no integer PRIMARY KEY,
    name      text NOT NULL,
    country   text NOT NULL
);

-- One row is one line of an order: one article of one seller.
CREATE TABLE order_line (
    order_no    integer NOT NULL,
    line_no     integer NOT NULL,
    ordered_on  date    NOT NULL,
    buyer_no    integer NOT NULL,
    seller_no   integer NOT NULL REFERENCES seller,
    price_cents integer NOT NULL CHECK (price_cents > 0),
    fee_cents   integer NOT NULL CHECK (fee_cents BETWEEN 0 AND price_cents),
    PRIMARY KEY (order_no, line_no)
);
-- One row is one transfer to one seller.
CREATE TABLE payout (
    payout_no  integer PRIMARY KEY,
    seller_no  integer NOT NULL REFERENCES seller,
    paid_on    date    NOT NULL,
    paid_cents integer NOT NULL
);
-- One row is one return of a line, or of a part of it.
CREATE TABLE line_return (
    return_no   integer PRIMARY KEY,
    order_no    integer NOT NULL,
    line_no     integer NOT NULL,
    returned_on date    NOT NULL,
    back_cents  integer NOT NULL,
    FOREIGN KEY (order_no, line_no) REFERENCES order_line
);

INSERT INTO seller SELECT DISTINCT seller_no, name, country FROM stg_seller;
INSERT INTO order_line
SELECT DISTINCT order_no, line_no, ordered_on, buyer_no, seller_no, price_cents, fee_cents FROM stg_order_line;
INSERT INTO payout SELECT DISTINCT payout_no, seller_no, paid_on, paid_cents FROM stg_payout;
INSERT INTO line_return SELECT DISTINCT return_no, order_no, line_no, returned_on, back_cents FROM stg_return;

-- What each seller is owed, entry by entry; fees are kept, also for what comes back.
CREATE VIEW seller_entry AS
SELECT seller_no, ordered_on AS day, price_cents - fee_cents AS cents FROM order_line
UNION ALL
SELECT l.seller_no, r.returned_on, -r.back_cents
FROM line_return r
JOIN order_line l ON l.order_no = r.order_no AND l.line_no = r.line_no
UNION ALL
SELECT seller_no, paid_on, -paid_cents FROM payout;

CREATE VIEW answer_1 AS
SELECT DATE_TRUNC('month', day)::date AS month, SUM(cents) AS sales_cents
FROM (SELECT ordered_on AS day, price_cents AS cents FROM order_line
      UNION ALL
      SELECT returned_on, -back_cents FROM line_return) moved
GROUP BY 1;

CREATE VIEW answer_2 AS
SELECT s.seller_no, COALESCE(SUM(e.cents), 0) AS owed_cents
FROM seller s
LEFT JOIN seller_entry e ON e.seller_no = s.seller_no
GROUP BY s.seller_no;

CREATE VIEW answer_3 AS
SELECT DATE_TRUNC('month', ordered_on)::date AS month,
       COUNT(DISTINCT order_no) AS orders, COUNT(DISTINCT buyer_no) AS buyers
FROM order_line
GROUP BY 1;

CREATE VIEW answer_4 AS
SELECT order_no, COUNT(DISTINCT seller_no) AS sellers
FROM order_line
GROUP BY order_no
HAVING COUNT(DISTINCT seller_no) > 1;

CREATE VIEW answer_5 AS
SELECT s.country, COALESCE(SUM(l.fee_cents), 0) AS fee_cents
FROM seller s
LEFT JOIN order_line l ON l.seller_no = s.seller_no
GROUP BY s.country;
