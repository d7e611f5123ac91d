-- The secret from which a user's app computes codes, in Base32, and the last 30 seconds whose code was used, so that none is taken
-- twice.

create table second_factor (
    username  varchar(63)              not null primary key references app_user on delete cascade,
    secret    varchar(64)              not null,
    since     timestamp with time zone not null,
    last_step bigint                   not null
);

-- Hashes of the recovery codes that are left. A code can be used once.

create table recovery_code (
    username  varchar(63) not null references second_factor on delete cascade,
    code_hash varchar(64) not null,
    primary key (username, code_hash)
);
