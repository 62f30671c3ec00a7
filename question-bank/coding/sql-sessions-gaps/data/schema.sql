CREATE TABLE clicks (
    user_id    integer,
    clicked_at timestamp
);
