WITH direct AS (
    SELECT t.team, COALESCE(SUM(b.cents), 0) AS direct_cents
    FROM teams t
    LEFT JOIN bill b ON b.team = t.team
    GROUP BY t.team
), weighed AS (
    SELECT team, direct_cents,
           CASE WHEN SUM(GREATEST(direct_cents, 0)) OVER () = 0 THEN 1
                ELSE GREATEST(direct_cents, 0) END AS weight
    FROM direct
), shares AS (
    SELECT w.team, w.direct_cents,
           ROUND(w.weight / SUM(w.weight) OVER () * (SELECT COALESCE(SUM(cents), 0) FROM bill b
                 WHERE NOT EXISTS (SELECT 1 FROM teams t WHERE t.team = b.team))) AS shared_cents
    FROM weighed w
)
SELECT team, direct_cents, shared_cents, direct_cents + shared_cents AS total_cents
FROM shares;
