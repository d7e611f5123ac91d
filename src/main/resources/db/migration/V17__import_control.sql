-- What an import has recorded, so that it can be taken back: of each batch and account, the first and the last entry of its records.
-- Between the two only records of the import's source are its own.

create table usage_import_entries (
    import_id   bigint      not null,
    account     varchar(63) not null,
    first_entry bigint      not null,
    last_entry  bigint      not null,
    primary key (import_id, account, first_entry)
);

insert into usage_import_entries (import_id, account, first_entry, last_entry)
select i.id, u.account, min(u.entry), max(u.entry)
from usage_import i
join usage_record u on u.source = '/imports/' || i.name and u.settled_at >= i.started_at and u.settled_at <= i.updated_at
group by i.id, u.account;

-- A dry run's result, how much has been taken back, the name to import under after that, and when the server that has the file
-- was last heard of.

alter table usage_import add column dry_run boolean default false not null;
alter table usage_import add column outcome varchar(1000000);
alter table usage_import add column taken_back bigint default 0 not null;
alter table usage_import add column proposed_name varchar(63);
alter table usage_import add column heard_at timestamp with time zone;
