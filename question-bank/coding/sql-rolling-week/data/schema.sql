CREATE TABLE takings (
    shop_id integer,
    day     date NOT NULL,
    amount  numeric(10, 2)
);
