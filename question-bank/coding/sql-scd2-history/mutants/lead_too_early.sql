WITH daily AS (
    SELECT DISTINCT ON (product_id, noted_on)
           product_id, noted_on, price
    FROM price_log
    WHERE product_id IS NOT NULL
      AND noted_on IS NOT NULL
    ORDER BY product_id, noted_on, entry_id DESC
), compared AS (
    SELECT product_id, noted_on, price,
           LAG(price) OVER w AS price_before,
           LEAD(noted_on) OVER w AS next_on,
           ROW_NUMBER() OVER w AS day_no
    FROM daily
    WINDOW w AS (PARTITION BY product_id ORDER BY noted_on)
)
SELECT product_id, price, noted_on AS valid_from, next_on AS valid_to, next_on IS NULL AS is_current
FROM compared
WHERE day_no = 1
   OR price IS DISTINCT FROM price_before;
