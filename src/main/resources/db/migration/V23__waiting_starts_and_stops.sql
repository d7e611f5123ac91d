-- Which job a rejected event tells of, so that starts are found that wait for a stop, and events by their job. Null for what
-- was rejected before.

alter table rejected_event add column job varchar(255);
create index rejected_event_job on rejected_event (account, job);

-- Since when a stop waits for its start; null for those that earlier versions kept.

alter table waiting_stop add column waits_since timestamp with time zone;
create index waiting_stop_order on waiting_stop (waits_since, account, source, job, stopped_at);
