MERGE INTO customers c
USING (
    SELECT b.customer_id, b.email, b.updated_at
    FROM (SELECT customer_id, email, updated_at,
                 ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY updated_at DESC, line_no DESC) AS place
          FROM customer_batch
          WHERE customer_id IS NOT NULL AND updated_at IS NOT NULL) b
    WHERE b.place = 1
) n ON n.customer_id = c.customer_id
WHEN MATCHED AND n.updated_at > c.updated_at THEN
    UPDATE SET email = COALESCE(n.email, c.email), updated_at = n.updated_at
WHEN NOT MATCHED THEN
    INSERT (customer_id, email, updated_at) VALUES (n.customer_id, n.email, n.updated_at);
