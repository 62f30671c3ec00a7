WITH daily AS (
    SELECT DISTINCT ON (product_id, noted_on)
           product_id, noted_on, price
    FROM price_log
    WHERE product_id IS NOT NULL
      AND noted_on IS NOT NULL
    ORDER BY product_id, noted_on, entry_id DESC
), versions AS (
    SELECT product_id, price, MIN(noted_on) AS valid_from
    FROM daily
    GROUP BY product_id, price
)
SELECT product_id, price, valid_from,
       LEAD(valid_from) OVER w AS valid_to,
       LEAD(valid_from) OVER w IS NULL AS is_current
FROM versions
WINDOW w AS (PARTITION BY product_id ORDER BY valid_from);
