SELECT customer_id, email, updated_at
FROM (
    SELECT DISTINCT ON (customer_id) customer_id, email, updated_at, is_deleted
    FROM customer_changes
    WHERE customer_id IS NOT NULL
    ORDER BY customer_id, updated_at DESC, load_id DESC
) t
WHERE NOT is_deleted;
