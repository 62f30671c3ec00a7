CREATE TABLE customer_revenue (
    customer_id   integer PRIMARY KEY,
    customer_name text NOT NULL,
    region        text,
    total_revenue numeric(12, 2)
);
