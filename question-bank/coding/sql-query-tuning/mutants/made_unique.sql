CREATE UNIQUE INDEX sales_active_sold_on ON sales (sold_on, store_id) WHERE status = 'active';
