-- R20: what was told of a target is remembered until its remaining quota rises, whatever its settings are meanwhile.

-- Whether the account was told when the threshold was reached. Those that were not (a package born below one, an edit after
-- something else was told) are forgotten once they are no longer in force.
alter table reached_threshold add column told boolean default true not null;
alter table reached_threshold alter column told drop default;

-- Targets of which something was told since their remaining quota last rose, with what remained when that was last looked at.
create table told_target (
    account   varchar(63)  not null references account,
    target    varchar(240) not null,
    remaining bigint       not null,
    primary key (account, target)
);

delete from reached_threshold
where exists (
    select 1 from resource_package p
    where p.account = reached_threshold.account and cast(p.id as varchar(240)) = reached_threshold.target
      and p.expires_at <= current_timestamp);

-- Until now a latch was lost when its threshold was edited away, so the record of crossings counts, too.
insert into told_target (account, target, remaining)
select t.account, t.target, t.remaining
from (
    select w.account, w.target,
           case when w.target like '%/%' then (
               select coalesce(sum(p.settled_remaining), 0) from resource_package p
               where p.account = w.account and p.region || '/' || p.specification || '/' || p.activities = w.target
                 and p.effective_at <= current_timestamp and p.expires_at > current_timestamp)
           else (
               select p.settled_remaining from resource_package p
               where p.account = w.account and cast(p.id as varchar(240)) = w.target and p.expires_at > current_timestamp)
           end as remaining
    from (select account, target from reached_threshold union select account, target from crossing) w) t
where t.remaining is not null
  and (exists (select 1 from reached_threshold r where r.account = t.account and r.target = t.target)
       or t.remaining <= (
           select c.remaining from crossing c where c.account = t.account and c.target = t.target
           order by c.happened_at desc, c.id desc limit 1));

-- The platform's default, by version: an account that has no settings of its own follows one version until it is moved on to
-- the newest, which tells what that edit crosses for it.
create table usage_alert_default_version (
    version    bigint        not null primary key,
    scope      varchar(20)   not null,
    enabled    boolean       not null,
    thresholds varchar(1000) not null
);
insert into usage_alert_default_version (version, scope, enabled, thresholds)
select 1, scope, enabled, thresholds from usage_alert_default;
drop table usage_alert_default;

create table usage_alert_follower (
    account varchar(63) not null primary key references account,
    version bigint      not null references usage_alert_default_version
);
create index usage_alert_follower_version on usage_alert_follower (version, account);
insert into usage_alert_follower (account, version)
select a.code, 1 from account a where not exists (select 1 from usage_alert u where u.account = a.code);
