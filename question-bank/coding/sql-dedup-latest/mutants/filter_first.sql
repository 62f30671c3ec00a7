SELECT DISTINCT ON (customer_id) customer_id, email, updated_at
FROM customer_changes
WHERE customer_id IS NOT NULL
  AND NOT is_deleted
ORDER BY customer_id, updated_at DESC NULLS LAST, load_id DESC;
