INSERT INTO customers AS c (customer_id, email, updated_at)
SELECT customer_id, email, updated_at
FROM customer_batch
WHERE customer_id IS NOT NULL
  AND updated_at IS NOT NULL
ON CONFLICT (customer_id) DO UPDATE
SET email = COALESCE(EXCLUDED.email, c.email),
    updated_at = EXCLUDED.updated_at
WHERE EXCLUDED.updated_at > c.updated_at;
