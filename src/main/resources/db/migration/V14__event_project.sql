-- The project that an event names, beside the fingerprint of the rest of what it says: accepted before, it is compared too.
alter table usage_event add column project varchar(63);
