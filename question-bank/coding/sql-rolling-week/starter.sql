-- takings(shop_id integer, day date, amount numeric(10, 2))
-- Return: shop_id, day, day_total, week_total
SELECT shop_id, day, amount AS day_total, amount AS week_total
FROM takings;
