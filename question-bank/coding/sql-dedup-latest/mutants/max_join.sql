SELECT c.customer_id, c.email, c.updated_at
FROM customer_changes c
JOIN (
    SELECT customer_id, MAX(COALESCE(updated_at, '-infinity')) AS updated_at
    FROM customer_changes
    GROUP BY customer_id
) m ON m.customer_id = c.customer_id
   AND m.updated_at = COALESCE(c.updated_at, '-infinity')
WHERE NOT c.is_deleted;
