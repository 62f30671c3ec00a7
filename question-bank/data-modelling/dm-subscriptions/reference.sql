CREATE TABLE account (
    account_no integer PRIMARY KEY,
    name       text NOT NULL,
    country    text
);
CREATE TABLE plan (
    plan          text PRIMARY KEY,
    monthly_cents integer NOT NULL CHECK (monthly_cents >= 0)
);

-- One row is one stretch of days on which an account was on one plan: from started_on, included, to ended_on,
-- excluded. NULL means it's still on it.
CREATE TABLE subscription (
    account_no integer NOT NULL REFERENCES account,
    plan       text    NOT NULL REFERENCES plan,
    started_on date    NOT NULL,
    ended_on   date    CHECK (ended_on > started_on),
    PRIMARY KEY (account_no, started_on)
);
CREATE UNIQUE INDEX one_open ON subscription (account_no) WHERE ended_on IS NULL;

INSERT INTO account SELECT DISTINCT account_no, name, country FROM stg_account;
INSERT INTO plan SELECT DISTINCT plan, monthly_cents FROM stg_plan;
INSERT INTO subscription (account_no, plan, started_on, ended_on)
SELECT account_no, plan, happened_on, next_on
FROM (
    SELECT account_no, kind, plan, happened_on,
           LEAD(happened_on) OVER (PARTITION BY account_no ORDER BY happened_on, event_no) AS next_on
    FROM (SELECT DISTINCT event_no, account_no, happened_on, kind, plan FROM stg_event) e
) stretches
WHERE kind <> 'cancel';

CREATE VIEW month_end AS
SELECT m::date AS month, (m + INTERVAL '1 month' - INTERVAL '1 day')::date AS last_day
FROM GENERATE_SERIES(DATE '2026-01-01', DATE '2026-06-01', INTERVAL '1 month') AS m;

CREATE VIEW answer_1 AS
SELECT m.month, COUNT(s.account_no) AS accounts, COALESCE(SUM(p.monthly_cents), 0) AS mrr_cents
FROM month_end m
LEFT JOIN subscription s ON s.started_on <= m.last_day AND (s.ended_on IS NULL OR s.ended_on > m.last_day)
LEFT JOIN plan p ON p.plan = s.plan
GROUP BY m.month;

CREATE VIEW answer_2 AS
SELECT p.plan, COUNT(s.account_no) AS accounts
FROM plan p
LEFT JOIN subscription s
    ON s.plan = p.plan AND s.started_on <= DATE '2026-06-30' AND (s.ended_on IS NULL OR s.ended_on > DATE '2026-06-30')
GROUP BY p.plan;

CREATE VIEW answer_3 AS
SELECT a.account_no
FROM account a
WHERE NOT EXISTS (SELECT 1 FROM subscription s
                  WHERE s.account_no = a.account_no
                    AND s.started_on <= DATE '2026-06-30' AND (s.ended_on IS NULL OR s.ended_on > DATE '2026-06-30'));

CREATE VIEW answer_4 AS
SELECT date_trunc('month', s.ended_on)::date AS month, COUNT(*) AS cancelled
FROM subscription s
WHERE s.ended_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM subscription n WHERE n.account_no = s.account_no AND n.started_on = s.ended_on)
GROUP BY 1;

CREATE VIEW answer_5 AS
SELECT a.account_no, MIN(s.started_on) AS first_on,
       COALESCE(SUM(COALESCE(s.ended_on, DATE '2026-07-01') - s.started_on), 0) AS days
FROM account a
LEFT JOIN subscription s ON s.account_no = a.account_no
GROUP BY a.account_no;
