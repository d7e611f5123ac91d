-- Keys stay, because the audit trail refers to them: one that may no longer be used says since when and by whom. One that the
-- environment has replaced keeps no hash, so that the environment may set it again.

alter table api_key add column created_by varchar(200);
alter table api_key add column expires_at timestamp with time zone;
alter table api_key add column last_used_at timestamp with time zone;
alter table api_key add column revoked_at timestamp with time zone;
alter table api_key add column revoked_by varchar(200);
alter table api_key alter column key_hash drop not null;
alter table api_key add constraint api_key_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null));
alter table api_key add constraint api_key_without_hash_is_revoked check (key_hash is not null or revoked_at is not null);
create index api_key_account on api_key (account, id);
