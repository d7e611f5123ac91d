-- Since when a person is known here, and when they last signed in with their password; unknown for those from before.

alter table app_user add column created_at timestamp with time zone;
alter table app_user add column last_sign_in_at timestamp with time zone;

create index app_user_account on app_user (account, username);

-- Gifts that were given under a key, so that giving again under it gives nothing more.

create table gift (
    account         varchar(63)  not null references account,
    idempotency_key varchar(255) not null,
    fingerprint     varchar(64)  not null,
    package_id      bigint       not null references resource_package,
    primary key (account, idempotency_key)
);
