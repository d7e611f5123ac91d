-- What people read in place of deductions and charges: adjacent pieces of a run, or of a usage record, with the same payer, price
-- and reason are one line, however often the run was settled between them. A line is kept beside the ledger's rows, which stay as
-- they are, and grows with each piece that continues it; its primary key is its last piece, so that lines are in the order in
-- which they were settled. Its owner is the run, or else the usage record; `reverses` names the first piece that a line of
-- reversals takes back.

create table deduction_line (
    account         varchar(63)              not null,
    last_entry      bigint                   not null,
    entry           bigint                   not null,
    owner           bigint                   not null,
    usage_entry     bigint                   not null,
    job             varchar(255)             not null,
    package_id      bigint                   not null,
    from_at         timestamp with time zone not null,
    to_at           timestamp with time zone not null,
    node_seconds    bigint                   not null,
    remaining_after bigint                   not null,
    settled_at      timestamp with time zone not null,
    reverses        bigint
);

create table charge_line (
    account       varchar(63)              not null,
    last_entry    bigint                   not null,
    entry         bigint                   not null,
    owner         bigint                   not null,
    usage_entry   bigint                   not null,
    job           varchar(255)             not null,
    from_at       timestamp with time zone not null,
    to_at         timestamp with time zone not null,
    node_seconds  bigint                   not null,
    per_node_hour numeric(30, 8)           not null,
    amount        numeric(38, 8)           not null,
    currency      varchar(3)               not null,
    reason        varchar(30)              not null,
    because       bigint,
    settled_at    timestamp with time zone not null,
    reverses      bigint
);

insert into deduction_line (account, last_entry, entry, owner, usage_entry, job, package_id, from_at, to_at, node_seconds,
    remaining_after, settled_at, reverses)
select l.account, l.last_entry, l.entry, l.owner, l.usage_entry, l.job, l.package_id, l.from_at, l.to_at, l.node_seconds,
       last_piece.remaining_after, l.settled_at, l.reverses
from (
    select i.account, max(i.entry) as last_entry, min(i.entry) as entry, i.owner, min(i.usage_entry) as usage_entry, i.job,
           i.package_id, min(i.from_at) as from_at, max(i.to_at) as to_at, cast(sum(i.node_seconds) as bigint) as node_seconds,
           max(i.settled_at) as settled_at, min(i.reverses) as reverses
    from (
        select p.*, sum(p.begins) over (
                   partition by p.account, p.owner, p.package_id, p.reversed_at order by p.entry) as line
        from (
            select k.*, case when lag(k.to_at) over (
                                 partition by k.account, k.owner, k.package_id, k.reversed_at order by k.entry) = k.from_at
                             then 0 else 1 end as begins
            from (
                select d.account, d.entry, coalesce(s.run, d.usage_entry) as owner, d.usage_entry, u.job, d.package_id, d.from_at,
                       d.to_at, d.node_seconds, d.settled_at, d.reverses,
                       case when d.reverses is not null then d.settled_at end as reversed_at
                from deduction d
                join usage_record u on u.account = d.account and u.entry = d.usage_entry
                left join run_segment s on s.account = d.account and s.usage_entry = d.usage_entry) k) p) i
    group by i.account, i.owner, i.job, i.package_id, i.reversed_at, i.line) l
join deduction last_piece on last_piece.account = l.account and last_piece.entry = l.last_entry;

insert into charge_line (account, last_entry, entry, owner, usage_entry, job, from_at, to_at, node_seconds, per_node_hour, amount,
    currency, reason, because, settled_at, reverses)
select i.account, max(i.entry), min(i.entry), i.owner, min(i.usage_entry), i.job, min(i.from_at), max(i.to_at),
       cast(sum(i.node_seconds) as bigint), i.per_node_hour, sum(i.amount), i.currency, i.reason, i.because, max(i.settled_at),
       min(i.reverses)
from (
    select p.*, sum(p.begins) over (
               partition by p.account, p.owner, p.per_node_hour, p.reason, p.because, p.reversed_at order by p.entry) as line
    from (
        select k.*, case when lag(k.to_at) over (
                             partition by k.account, k.owner, k.per_node_hour, k.reason, k.because, k.reversed_at
                             order by k.entry) = k.from_at
                         then 0 else 1 end as begins
        from (
            select c.account, c.entry, coalesce(s.run, c.usage_entry) as owner, c.usage_entry, u.job, c.from_at, c.to_at,
                   c.node_seconds, c.per_node_hour, c.amount, c.currency, c.reason, c.because, c.settled_at, c.reverses,
                   case when c.reverses is not null then c.settled_at end as reversed_at
            from charge c
            join usage_record u on u.account = c.account and u.entry = c.usage_entry
            left join run_segment s on s.account = c.account and s.usage_entry = c.usage_entry) k) p) i
group by i.account, i.owner, i.job, i.per_node_hour, i.currency, i.reason, i.because, i.reversed_at, i.line;

create index deduction_line_package on deduction_line (account, package_id, last_entry);
create index deduction_line_job on deduction_line (account, job, from_at, last_entry);
alter table deduction_line add primary key (account, last_entry);
create index charge_line_job on charge_line (account, job, from_at, last_entry);
alter table charge_line add primary key (account, last_entry);
