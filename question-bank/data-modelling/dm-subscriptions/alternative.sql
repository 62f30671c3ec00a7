-- Surrogate keys, an end that's always filled, and a flag for what the stretch ended with.
CREATE TABLE dim_account (account_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_no integer NOT NULL UNIQUE);
CREATE TABLE dim_plan (plan_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, plan text NOT NULL UNIQUE, monthly_cents integer NOT NULL);
CREATE TABLE subscription (
    subscription_key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_no integer NOT NULL REFERENCES dim_account (account_no),
    plan       text NOT NULL REFERENCES dim_plan (plan),
    started_on date NOT NULL,
    ended_on   date,
    CONSTRAINT in_order CHECK (started_on < ended_on),
    UNIQUE NULLS NOT DISTINCT (account_no, ended_on),
    UNIQUE (account_no, started_on)
);
INSERT INTO dim_account (account_no) SELECT account_no FROM stg_account GROUP BY 1;
INSERT INTO dim_plan (plan, monthly_cents) SELECT plan, MAX(monthly_cents) FROM stg_plan GROUP BY 1;
INSERT INTO subscription (account_no, plan, started_on, ended_on)
SELECT e.account_no, e.plan, e.happened_on,
       (SELECT MIN(n.happened_on) FROM stg_event n
        WHERE n.account_no = e.account_no AND n.event_no <> e.event_no
          AND (n.happened_on, n.event_no) > (e.happened_on, e.event_no))
FROM (SELECT DISTINCT ON (event_no) * FROM stg_event ORDER BY event_no) e
WHERE e.kind IN ('start', 'change');
CREATE VIEW day_state AS
SELECT s.*, p.monthly_cents, COALESCE(s.ended_on, DATE '9999-12-31') AS until
FROM subscription s JOIN dim_plan p USING (plan);
CREATE VIEW answer_1 AS
SELECT make_date(2026, n, 1) AS month,
       (SELECT COUNT(*) FROM day_state d WHERE d.started_on < make_date(2026, n + 1, 1) AND d.until >= make_date(2026, n + 1, 1)) AS accounts,
       (SELECT COALESCE(SUM(monthly_cents), 0) FROM day_state d WHERE d.started_on < make_date(2026, n + 1, 1) AND d.until >= make_date(2026, n + 1, 1)) AS mrr_cents
FROM GENERATE_SERIES(1, 6) AS n;
CREATE VIEW answer_2 AS
SELECT p.plan, COUNT(d.plan) AS accounts
FROM dim_plan p LEFT JOIN day_state d ON d.plan = p.plan AND DATE '2026-06-30' >= d.started_on AND DATE '2026-06-30' < d.until
GROUP BY p.plan;
CREATE VIEW answer_3 AS
SELECT account_no FROM dim_account
EXCEPT
SELECT account_no FROM day_state WHERE DATE '2026-06-30' >= started_on AND DATE '2026-06-30' < until;
CREATE VIEW answer_4 AS
SELECT date_trunc('month', ended_on)::date AS month, COUNT(*) AS cancelled
FROM (SELECT s.*, LEAD(started_on) OVER (PARTITION BY account_no ORDER BY started_on) AS next_start FROM subscription s) s
WHERE ended_on IS NOT NULL AND next_start IS DISTINCT FROM ended_on
GROUP BY 1;
CREATE VIEW answer_5 AS
SELECT a.account_no, f.first_on, COALESCE(f.days, 0) AS days
FROM dim_account a
LEFT JOIN (SELECT account_no, MIN(started_on) AS first_on, SUM(LEAST(until, DATE '2026-07-01') - started_on) AS days
           FROM day_state GROUP BY account_no) f USING (account_no);
