-- Failed sign-ins are counted by name and network. For admins, who see and end waits: the user, if there is one of the
-- name that was typed (people type passwords into the wrong field, so other names are only hashed), and the network of
-- what is counted by network alone.

alter table sign_in_attempts add column username varchar(63) references app_user (username) on delete cascade;
alter table sign_in_attempts add column network varchar(60);
create index sign_in_attempts_username on sign_in_attempts (username);

-- Browsers in which users have signed in, by the hash of a cookie.

create table known_browser (
    browser_hash varchar(64)              not null,
    username     varchar(63)              not null references app_user (username) on delete cascade,
    signed_in_at timestamp with time zone not null,
    primary key (browser_hash, username)
);
create index known_browser_username on known_browser (username, signed_in_at);
