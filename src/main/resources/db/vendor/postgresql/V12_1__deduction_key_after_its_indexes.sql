-- PostgreSQL checks what refers to a deduction by the youngest of the indexes that it thinks equal (see V1): the primary key.

alter table deduction drop constraint deduction_account_reverses_fkey;
alter table deduction drop constraint deduction_pkey;
alter table deduction add primary key (account, entry);
alter table deduction add foreign key (account, reverses) references deduction (account, entry);
