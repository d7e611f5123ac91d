-- The month of the usage that a charge is for, whose line of the statement it is on. What was charged before there were such
-- lines stays on the line that it was on.

alter table charge add column usage_month varchar(7);
update charge set usage_month = statement_month;
alter table charge alter column usage_month set not null;

-- The months of the account's entries after this one are those of the zone that it has now. What runs has been cut at the start
-- of each month since then, too.

alter table ledger add column zone_since_entry bigint default 0 not null;
update ledger set zone_since_entry = last_entry;
