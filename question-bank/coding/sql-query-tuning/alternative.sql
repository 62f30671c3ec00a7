CREATE INDEX sales_status_sold_on ON sales (status, sold_on) INCLUDE (store_id, amount);
