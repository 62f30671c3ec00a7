SELECT d.shop_id,
       d.day,
       SUM(COALESCE(t.amount, 0.00)) FILTER (WHERE t.day = d.day) AS day_total,
       SUM(COALESCE(t.amount, 0.00)) AS week_total
FROM (SELECT DISTINCT shop_id, day FROM takings) d
JOIN takings t
  ON t.shop_id = d.shop_id
 AND t.day BETWEEN d.day - 6 AND d.day
GROUP BY d.shop_id, d.day;
