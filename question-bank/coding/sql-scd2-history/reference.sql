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
           ROW_NUMBER() OVER w AS day_no
    FROM daily
    WINDOW w AS (PARTITION BY product_id ORDER BY noted_on)
), versions AS (
    SELECT product_id, noted_on, price
    FROM compared
    WHERE day_no = 1
       OR price IS DISTINCT FROM price_before
)
SELECT product_id,
       price,
       noted_on AS valid_from,
       LEAD(noted_on) OVER w AS valid_to,
       LEAD(noted_on) OVER w IS NULL AS is_current
FROM versions
WINDOW w AS (PARTITION BY product_id ORDER BY noted_on);
