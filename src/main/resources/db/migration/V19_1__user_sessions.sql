-- The sessions of users who are signed in, on whichever server. A session without a row may not continue.

create table user_session (
    id           varchar(43)              not null primary key,
    username     varchar(200)             not null,
    address      varchar(60),
    browser      varchar(60)              not null,
    signed_in_at timestamp with time zone not null,
    last_used_at timestamp with time zone not null
);
create index user_session_username on user_session (username, signed_in_at);
create index user_session_signed_in on user_session (signed_in_at);
