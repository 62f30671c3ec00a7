SELECT c.customer_id,
       (SELECT COUNT(*)
        FROM orders o
        WHERE o.customer_id = c.customer_id
          AND o.status = 'paid') AS paid_orders
FROM customers c;
