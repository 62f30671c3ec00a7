SELECT c.customer_id, c.email, c.updated_at
FROM customer_changes c
WHERE c.customer_id IS NOT NULL
  AND NOT c.is_deleted
  AND NOT EXISTS (
      SELECT 1
      FROM customer_changes n
      WHERE n.customer_id = c.customer_id
        AND (COALESCE(n.updated_at, '-infinity'), n.load_id)
          > (COALESCE(c.updated_at, '-infinity'), c.load_id)
  );
