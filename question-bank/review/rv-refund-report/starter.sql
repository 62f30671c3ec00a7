-- Refunds by country, June 2026. Drafted by a coding assistant; the sample's figures match.
--
-- One row a country: country, orders, revenue_cents, refund_cents, refund_pct.
-- Orders of June (ordered_at, UTC) from both channels; order numbers are each channel's own. A missing
-- status is from the old system and counts, 'cancelled' doesn't, nor do test accounts. Guests have no
-- customer. No country, whether NULL, empty or no customer, is 'unknown'. An order may be refunded
-- in parts; only refunds that are 'paid' count, and they count with their order, whenever they were
-- paid. refund_pct is 100 * refund_cents / revenue_cents, one place; NULL without revenue.
WITH orders AS (
    SELECT 'web' AS channel, order_id, customer_id, ordered_at, cents, status
    FROM web_order
    UNION ALL
    SELECT 'store', order_id, customer_id, ordered_at, cents, status
    FROM store_order
)
SELECT COALESCE(NULLIF(c.country, ''), 'unknown') AS country,
       COUNT(*) AS orders,
       SUM(o.cents) AS revenue_cents,
       COALESCE(SUM(r.cents), 0) AS refund_cents,
       ROUND(100 * COALESCE(SUM(r.cents), 0) / NULLIF(SUM(o.cents), 0), 1) AS refund_pct
FROM orders o
LEFT JOIN customer c ON c.customer_id = o.customer_id
LEFT JOIN refund r
    ON r.order_id = o.order_id
WHERE o.ordered_at BETWEEN '2026-06-01' AND '2026-06-30'
  AND o.status IS DISTINCT FROM 'cancelled'
  AND o.customer_id NOT IN (SELECT customer_id FROM test_account)
  AND r.state = 'paid'
GROUP BY 1;
