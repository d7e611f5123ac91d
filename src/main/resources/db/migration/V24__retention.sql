-- Rows that are deleted after a time are found by their age.

create index notification_age on notification (happened_at, id);
create index delivery_age on delivery (created_at, id);
create index delivery_notification_notification on delivery_notification (notification_id);
create index rejected_event_age on rejected_event (received_at, id);
