-- Accounts of which what is due fails: since when, how often it was tried, when it is tried next, and why. Every server sees them.

create table failing_account (
    account     varchar(63)              not null primary key references account,
    since       timestamp with time zone not null,
    attempts    integer                  not null,
    next_try_at timestamp with time zone not null,
    reason      varchar(500)             not null
);
