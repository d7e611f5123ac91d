-- What is retired isn't offered any more; its usage and packages go on. Offers are taken off sale instead.

alter table region add column retired boolean default false not null;
alter table specification add column retired boolean default false not null;

-- A suspended account can't order, a closed one takes no more usage.

alter table account add column state varchar(20) default 'ACTIVE' not null;
