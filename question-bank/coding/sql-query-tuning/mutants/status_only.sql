CREATE INDEX sales_status ON sales (status);
