-- Of which silence of a run its account was told: that which followed the last time it had been heard of. Null if of none.

alter table run add column silence_told_of timestamp with time zone;

-- Messages about silent runs: the run that costs most, the names of up to three of the jobs, and how many there are. They tell of
-- no quota.

alter table notification add column run bigint;
alter table notification add column jobs varchar(255) array;
alter table notification add column runs integer;
alter table notification alter column remaining drop not null;
alter table notification alter column total drop not null;

-- Webhooks that were made for every kind of message are called about silent runs, too.

update webhook set kinds = 'THRESHOLD,USED_UP,EXPIRING,EXPIRED,SILENT_RUN' where kinds = 'THRESHOLD,USED_UP,EXPIRING,EXPIRED';
