CREATE TABLE price_log (
    entry_id   integer PRIMARY KEY,
    product_id integer,
    price      numeric(10, 2),
    noted_on   date
);
