-- price_log(entry_id integer primary key, product_id integer, price numeric(10, 2), noted_on date)
-- Return: product_id, price, valid_from, valid_to, is_current
SELECT product_id, price, noted_on AS valid_from, NULL::date AS valid_to, true AS is_current
FROM price_log;
