CREATE TABLE sales (
    sale_id  integer PRIMARY KEY,
    store_id integer NOT NULL,
    sold_on  date,
    status   text,
    amount   numeric(10, 2)
);
