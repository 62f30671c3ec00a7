SELECT o.user_id,
       o.order_id,
       o.order_date,
       o.order_amount,
       (SELECT COALESCE(SUM(p.order_amount), 0.00)
        FROM orders p
        WHERE p.user_id IS NOT DISTINCT FROM o.user_id
          AND (p.order_date, p.order_id) <= (o.order_date, o.order_id)
       ) AS running_total
FROM orders o;
