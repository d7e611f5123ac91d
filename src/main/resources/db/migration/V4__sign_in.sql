-- Whether somebody else than the person made their password up, so that they must choose their own before anything else.

alter table app_user add column password_made_up boolean default false not null;

-- How often signing in has failed in a row, by a user's name or from an address, of which the hash is kept: people type
-- passwords into the wrong field, too.

create table sign_in_attempts (
    subject       varchar(64)              not null primary key,
    failures      integer                  not null check (failures >= 0),
    last_at       timestamp with time zone not null,
    blocked_until timestamp with time zone
);
create index sign_in_attempts_last on sign_in_attempts (last_at);
