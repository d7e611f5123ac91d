-- How often, in seconds, the start of a run announced that it would be heard of; null if it didn't. Until now `heard_at` was the
-- arrival of the start; observations make it later.

alter table run add column report_every bigint;
