-- Who did what. Rows are added and never changed: see V5_1, which each database has in its own words. Nothing refers to other
-- tables, so that an entry outlives what it tells of.

create table audit_entry (
    id          bigint                   generated always as identity primary key,
    at          timestamp with time zone not null,
    who         varchar(200)             not null,
    kind        varchar(20)              not null,
    key_id      bigint,
    role        varchar(20)              not null,
    what        varchar(40)              not null,
    account     varchar(63),
    subject     varchar(500)             not null,
    address     varchar(64),
    before_json text,
    after_json  text,
    check ((kind = 'KEY') = (key_id is not null))
);
create index audit_at on audit_entry (at);
create index audit_account on audit_entry (account, id);
create index audit_who on audit_entry (who, id);
