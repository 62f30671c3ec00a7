-- Whole numbers only, with DIV and MOD; the shared amount is a scalar.
WITH direct AS (
    SELECT t.team,
           (SELECT COALESCE(SUM(b.cents), 0)::bigint FROM bill b WHERE b.team = t.team) AS direct_cents
    FROM teams t
), shared AS (
    SELECT COALESCE(SUM(b.cents) FILTER (WHERE t.team IS NULL), 0)::bigint AS amount
    FROM bill b
    LEFT JOIN teams t USING (team)
), weighed AS (
    SELECT d.team, d.direct_cents, s.amount,
           CASE WHEN EXISTS (SELECT 1 FROM direct WHERE direct_cents > 0)
                THEN CASE WHEN d.direct_cents > 0 THEN d.direct_cents ELSE 0 END
                ELSE 1 END AS weight
    FROM direct d, shared s
), divided AS (
    SELECT team, direct_cents, amount, weight::numeric * amount AS product,
           (SELECT SUM(weight) FROM weighed)::numeric AS weights
    FROM weighed
), split AS (
    SELECT team, direct_cents, amount,
           -- DIV cuts towards zero; below zero one more has to be taken off.
           DIV(product, weights) - CASE WHEN MOD(product, weights) < 0 THEN 1 ELSE 0 END AS part,
           MOD(MOD(product, weights) + weights, weights) AS remainder
    FROM divided
), handed_out AS (
    SELECT team, direct_cents,
           part + CASE WHEN ROW_NUMBER() OVER (ORDER BY remainder DESC, team)
                            <= amount - (SELECT SUM(part) FROM split) THEN 1 ELSE 0 END AS shared_cents
    FROM split
)
SELECT team, direct_cents, shared_cents, direct_cents + shared_cents AS total_cents
FROM handed_out;
