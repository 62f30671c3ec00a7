WITH direct AS (
    SELECT t.team, COALESCE(SUM(b.cents), 0) AS direct_cents
    FROM teams t
    LEFT JOIN bill b ON b.team = t.team
    GROUP BY t.team
), shared AS (
    SELECT COALESCE(SUM(cents), 0) AS cents
    FROM bill b
    WHERE NOT EXISTS (SELECT 1 FROM teams t WHERE t.team = b.team)
), weighed AS (
    SELECT team, direct_cents,
           CASE WHEN SUM(GREATEST(direct_cents, 0)) OVER () = 0 THEN 1
                ELSE GREATEST(direct_cents, 0) END AS weight
    FROM direct
), floored AS (
    SELECT w.team, w.direct_cents, w.weight, s.cents AS shared,
           SUM(w.weight) OVER () AS weights,
           FLOOR(s.cents * w.weight / SUM(w.weight) OVER ()) AS part
    FROM weighed w
    CROSS JOIN shared s
), placed AS (
    SELECT team, direct_cents, part,
           shared - SUM(part) OVER () AS left_over,
           ROW_NUMBER() OVER (ORDER BY shared * weight - part * weights DESC, team) AS place
    FROM floored
)
SELECT team,
       direct_cents,
       part + CASE WHEN place <= left_over THEN 1 ELSE 0 END AS shared_cents,
       direct_cents + part + CASE WHEN place <= left_over THEN 1 ELSE 0 END AS total_cents
FROM placed;
