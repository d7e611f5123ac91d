-- The subject of a void, which it may leave out: a void that comes again with or without it is the same (R14). Of voids that were
-- accepted before it isn't known.

alter table usage_event add column void_subject varchar(255);
