CREATE INDEX sales_store_sold_on ON sales (sold_on) WHERE status = 'Active';
