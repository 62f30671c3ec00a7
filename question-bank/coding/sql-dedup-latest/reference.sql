WITH latest AS (
    SELECT DISTINCT ON (customer_id)
           customer_id,
           email,
           updated_at,
           is_deleted
    FROM customer_changes
    WHERE customer_id IS NOT NULL
    ORDER BY customer_id, updated_at DESC NULLS LAST, load_id DESC
)
SELECT customer_id, email, updated_at
FROM latest
WHERE NOT is_deleted;
