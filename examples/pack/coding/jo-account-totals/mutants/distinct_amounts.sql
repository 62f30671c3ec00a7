SELECT a.account_id, a.owner, COALESCE(SUM(DISTINCT p.amount), 0) AS total
FROM accounts a
LEFT JOIN payments p ON p.account_id = a.account_id
GROUP BY a.account_id, a.owner
ORDER BY total DESC, a.account_id;
