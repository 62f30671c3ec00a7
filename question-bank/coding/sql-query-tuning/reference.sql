CREATE INDEX sales_active_sold_on
    ON sales (sold_on)
    WHERE status = 'active';
