-- Up to when an account's running jobs are settled; null while none runs.

alter table ledger add column settled_until timestamp with time zone;

-- Runs: jobs from their start event, whose entry names them, to their stop event. A run is open while there is something of it
-- to be settled yet. Primary keys come after other indexes here too, for the sake of the checks of foreign keys (see V1).

create table run (
    account       varchar(63)              not null references account,
    entry         bigint                   not null,
    source        varchar(255)             not null,
    job           varchar(255)             not null,
    region        varchar(63)              not null,
    pool          varchar(20)              not null,
    specification varchar(63)              not null,
    activity      varchar(20)              not null,
    nodes         bigint                   not null check (nodes > 0),
    per_node_hour numeric(30, 8)           not null,
    currency      varchar(3)               not null,
    started_at    timestamp with time zone not null,
    stopped_at    timestamp with time zone,
    settled_until timestamp with time zone not null,
    open          boolean                  not null,
    voided        boolean                  not null,
    heard_at      timestamp with time zone not null,
    check (started_at <= stopped_at and started_at <= settled_until)
);
create index run_open on run (open, account);
create index run_job on run (account, job, source, started_at);
create index run_newest on run (account, started_at, entry);
alter table run add primary key (account, entry);

-- The usage records by which a run was settled, those included that were voided since.
create table run_segment (
    account     varchar(63) not null,
    run         bigint      not null,
    usage_entry bigint      not null,
    unique (account, usage_entry)
);
alter table run_segment add primary key (account, run, usage_entry);
alter table run_segment add foreign key (account, run) references run (account, entry);
alter table run_segment add foreign key (account, usage_entry) references usage_record (account, entry);

-- Stops that came before their starts.
create table waiting_stop (
    account    varchar(63)              not null references account,
    source     varchar(255)             not null,
    job        varchar(255)             not null,
    stopped_at timestamp with time zone not null,
    primary key (account, source, job, stopped_at)
);
