WITH paid AS (
    SELECT account_id, SUM(COALESCE(amount, 0)) AS total
    FROM payments
    GROUP BY account_id
)
SELECT account_id, owner,
       CASE WHEN account_id IN (SELECT account_id FROM paid)
            THEN (SELECT total FROM paid WHERE paid.account_id = accounts.account_id)
            ELSE 0 END AS total
FROM accounts
ORDER BY 3 DESC, 1;
