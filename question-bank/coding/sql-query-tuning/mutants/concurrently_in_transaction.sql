-- Fails: CREATE INDEX CONCURRENTLY cannot run inside a transaction block.
BEGIN;
CREATE INDEX CONCURRENTLY sales_active_sold_on ON sales (sold_on) WHERE status = 'active';
COMMIT;
