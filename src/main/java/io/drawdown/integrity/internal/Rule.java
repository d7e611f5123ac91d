package io.drawdown.integrity.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the ledger, and the query that finds its violations. The query returns a row for each violation, with its
 * subject and the figures that disagree. Sums include reversals, which count against what they reverse.
 */
public record Rule(String name, String sql, Details details) {

    /** Describes the violation in a row that the query finds. */
    public interface Details {

        /** Returns the figures that disagree; null if they agree after all. */
        @Nullable
        String describe(ResultSet row) throws SQLException;
    }

    public Rule(String name, String sql) {
        this(name, sql, row -> row.getString("detail"));
    }

    private static final List<Rule> LEDGER_RULES = List.of(
            new Rule("R24: total = settled remaining + deductions - reversals", """
                    select 'package ' || p.id as subject,
                           'total ' || p.total || ', remaining ' || p.settled_remaining || ', deducted ' || coalesce(d.net, 0) as detail
                    from resource_package p
                    left join (select account, package_id, sum(case when reverses is null then node_seconds else -node_seconds end) as net
                               from deduction group by account, package_id) d on d.account = p.account and d.package_id = p.id
                    where p.total <> p.settled_remaining + coalesce(d.net, 0)"""),
            new Rule("R24: 0 <= settled remaining <= total", """
                    select 'package ' || p.id as subject, 'total ' || p.total || ', remaining ' || p.settled_remaining as detail
                    from resource_package p
                    where p.settled_remaining < 0 or p.settled_remaining > p.total"""),
            new Rule("R2: total = quantity x the offer's node-hours as ordered", """
                    select 'package ' || p.id as subject, 'total ' || p.total || ' is not a multiple of quantity ' || p.quantity as detail
                    from resource_package p
                    where mod(p.total, p.quantity * cast(3600 as bigint)) <> 0"""),
            new Rule("R2: an order and its package belong together", """
                    select 'package ' || p.id as subject,
                           'order ' || coalesce(p.order_number, 'none') || ', quantity ' || p.quantity as detail
                    from resource_package p
                    left join purchase_order o on o.account = p.account and o.number = p.order_number and o.package_id = p.id
                        and o.quantity = p.quantity and o.offer = p.offer
                    where (p.source = 'PURCHASE' and o.number is null) or (p.source = 'GIFT' and p.order_number is not null)
                    union all
                    select 'order ' || o.number, 'package ' || o.package_id || ' is not of this order'
                    from purchase_order o
                    left join resource_package p on p.account = o.account and p.id = o.package_id and p.order_number = o.number
                    where p.id is null"""),
            new Rule("R18: an order is on a statement at its price", """
                    select 'order ' || o.number as subject,
                           'price ' || o.price || ' ' || o.currency || ', posted ' || coalesce(cast(s.amount as varchar), 'nothing') as detail
                    from purchase_order o
                    left join order_posting s on s.account = o.account and s.order_number = o.number
                    where s.order_number is null or s.amount <> o.price or s.currency <> o.currency
                    union all
                    select 'order posting ' || s.order_number, 'there is no such order of ' || s.account
                    from order_posting s
                    left join purchase_order o on o.account = s.account and o.number = s.order_number
                    where o.number is null"""),
            new Rule("R1: node-seconds = nodes x running time", """
                    select u.account || ' usage record ' || u.entry as subject,
                           u.nodes || ' nodes, node-seconds ' || u.node_seconds as detail
                    from usage_record u
                    where u.node_seconds <> u.nodes * cast(extract(epoch from (u.ended_at - u.started_at)) as bigint)"""),
            new Rule("R24: node-seconds = deductions + charges, or nothing once voided", """
                    select u.account || ' usage record ' || u.entry as subject,
                           'node-seconds ' || u.node_seconds || ', deducted ' || coalesce(d.net, 0) || ', charged ' || coalesce(c.net, 0)
                               || case when v.entry is null then '' else ', voided' end as detail
                    from usage_record u
                    left join usage_void v on v.account = u.account and v.usage_entry = u.entry
                    left join (select account, usage_entry, sum(case when reverses is null then node_seconds else -node_seconds end) as net
                               from deduction group by account, usage_entry) d on d.account = u.account and d.usage_entry = u.entry
                    left join (select account, usage_entry, sum(case when reverses is null then node_seconds else -node_seconds end) as net
                               from charge group by account, usage_entry) c on c.account = u.account and c.usage_entry = u.entry
                    where coalesce(d.net, 0) + coalesce(c.net, 0) <> case when v.entry is null then u.node_seconds else 0 end"""),
            new Rule("R24: a deduction lies within its usage record and is of its account's package", """
                    select d.account || ' deduction ' || d.entry as subject,
                           'usage record ' || d.usage_entry || ', package ' || d.package_id as detail
                    from deduction d
                    left join usage_record u on u.account = d.account and u.entry = d.usage_entry
                    left join resource_package p on p.account = d.account and p.id = d.package_id
                    where u.entry is null or p.id is null or d.from_at < u.started_at or d.to_at > u.ended_at
                       or d.from_at < p.effective_at or d.to_at > p.expires_at"""),
            new Rule("R24: a charge lies within its usage record", """
                    select c.account || ' charge ' || c.entry as subject, 'usage record ' || c.usage_entry as detail
                    from charge c
                    left join usage_record u on u.account = c.account and u.entry = c.usage_entry
                    where u.entry is null or c.from_at < u.started_at or c.to_at > u.ended_at"""),
            new Rule("R6: amount = node-seconds / 3600 x list price, rounded half even", """
                    select c.account || ' charge ' || c.entry as subject,
                           c.node_seconds || ' node-seconds at ' || c.per_node_hour || ', amount ' || c.amount || ' ' || c.currency as detail
                    from charge c
                    left join usage_record u on u.account = c.account and u.entry = c.usage_entry
                    where abs(c.amount * 3600 - c.node_seconds * c.per_node_hour) > 0.000018
                       or c.per_node_hour <> u.per_node_hour or c.currency <> u.currency"""),
            new Rule("R12: a reversal gives back what it reverses", """
                    select r.account || ' deduction ' || r.entry as subject,
                           'gives back ' || r.node_seconds || ' to package ' || r.package_id || ' for deduction ' || r.reverses as detail
                    from deduction r
                    left join deduction d on d.account = r.account and d.entry = r.reverses
                    where r.reverses is not null
                      and (d.entry is null or d.reverses is not null or d.entry >= r.entry or d.usage_entry <> r.usage_entry
                           or d.package_id <> r.package_id or d.node_seconds <> r.node_seconds)
                    union all
                    select r.account || ' charge ' || r.entry, 'takes back ' || r.amount || ' for charge ' || r.reverses
                    from charge r
                    left join charge c on c.account = r.account and c.entry = r.reverses
                    where r.reverses is not null
                      and (c.entry is null or c.reverses is not null or c.entry >= r.entry or c.usage_entry <> r.usage_entry
                           or c.node_seconds <> r.node_seconds or c.amount <> r.amount or c.per_node_hour <> r.per_node_hour
                           or c.usage_month <> r.usage_month)"""),
            new Rule("R24: what remains after a deduction is the total less all up to it", """
                    select d.account || ' deduction ' || d.entry as subject,
                           'remaining after it ' || d.remaining_after || ', by all entries up to it ' || d.by_entries as detail
                    from (select d.account, d.entry, d.remaining_after,
                                 p.total - sum(case when d.reverses is null then d.node_seconds else -d.node_seconds end)
                                     over (partition by d.account, d.package_id order by d.entry) as by_entries
                          from deduction d
                          join resource_package p on p.account = d.account and p.id = d.package_id) d
                    where d.remaining_after <> d.by_entries"""),
            new Rule("R24: what remains after the last deduction is what remains", """
                    select 'package ' || p.id as subject,
                           'remaining ' || p.settled_remaining || ', after its last entry ' || d.remaining_after as detail
                    from resource_package p
                    join (select account, package_id, max(entry) as entry from deduction group by account, package_id) l
                        on l.account = p.account and l.package_id = p.id
                    join deduction d on d.account = l.account and d.entry = l.entry
                    where d.remaining_after <> p.settled_remaining"""),
            new Rule("R24: merged lines add up to what they merge", """
                    select x.account || ' job ' || x.job as subject,
                           'package ' || x.package_id || ', deducted ' || sum(x.deducted) || ', on merged lines ' || sum(x.merged) as detail
                    from (select u.account, u.job, d.package_id, case when d.reverses is null then 1 else -1 end as direction,
                                 d.node_seconds as deducted, 0 as merged
                          from usage_record u left join deduction d on d.account = u.account and d.usage_entry = u.entry
                          union all
                          select l.account, l.job, l.package_id, case when l.reverses is null then 1 else -1 end, 0, l.node_seconds
                          from deduction_line l) x
                    group by x.account, x.job, x.package_id, x.direction
                    having sum(x.deducted) <> sum(x.merged)
                    union all
                    select x.account || ' job ' || x.job,
                           x.reason || ', charged ' || sum(x.charged) || ' and ' || sum(x.amount) || ', on merged lines '
                               || sum(x.merged) || ' and ' || sum(x.merged_amount)
                    from (select u.account, u.job, c.reason, case when c.reverses is null then 1 else -1 end as direction,
                                 c.node_seconds as charged, c.amount, 0 as merged, 0 as merged_amount
                          from usage_record u left join charge c on c.account = u.account and c.usage_entry = u.entry
                          union all
                          select l.account, l.job, l.reason, case when l.reverses is null then 1 else -1 end, 0, 0, l.node_seconds,
                                 l.amount
                          from charge_line l) x
                    group by x.account, x.job, x.reason, x.direction
                    having sum(x.charged) <> sum(x.merged) or sum(x.amount) <> sum(x.merged_amount)"""),
            new Rule("R14: an event and what it recorded belong together", """
                    select e.account || ' event ' || e.source || ' ' || e.event_id as subject, 'entry ' || e.entry as detail
                    from usage_event e
                    left join usage_record u on u.account = e.account and u.entry = e.entry and u.source = e.source and u.event_id = e.event_id
                    left join usage_void v on v.account = e.account and v.entry = e.entry
                    left join run r on r.account = e.account and r.entry = e.entry and r.source = e.source
                    where (e.type = 'drawdown.usage.recorded.v1' and u.entry is null)
                       or (e.type = 'drawdown.usage.voided.v1' and v.entry is null
                           and not exists (select 1 from run t where t.account = e.account and t.voided = true and t.entry < e.entry))
                       or (e.type = 'drawdown.job.started.v1' and r.entry is null)
                    union all
                    select u.account || ' usage record ' || u.entry, 'there is no event ' || u.source || ' ' || u.event_id
                    from usage_record u
                    left join usage_event e on e.account = u.account and e.source = u.source and e.event_id = u.event_id and e.entry = u.entry
                    where e.entry is null and u.source <> 'urn:drawdown:run'
                    union all
                    select x.account || ' void ' || x.entry, 'there is no event of it'
                    from (select v.account, v.entry from usage_void v
                          where not exists (select 1 from run_segment s where s.account = v.account and s.usage_entry = v.usage_entry)
                          except
                          select e.account, e.entry from usage_event e) x"""),
            new Rule(
                    "R16: a run is settled from its start on, without a gap, up to where it is settled, or not at all once voided",
                    """
                    select r.account || ' run ' || r.entry as subject,
                           'settled until ' || r.settled_until || ' by usage of ' || coalesce(s.node_seconds, 0) || ' node-seconds'
                               || case when r.voided = true then ', voided' else '' end as detail
                    from run r
                    left join (select g.account, g.run, sum(u.node_seconds) as node_seconds, min(u.started_at) as started_at, max(u.ended_at) as ended_at
                               from run_segment g
                               join usage_record u on u.account = g.account and u.entry = g.usage_entry and u.source = 'urn:drawdown:run'
                               where not exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)
                               group by g.account, g.run) s on s.account = r.account and s.run = r.entry
                    where (r.voided = true and s.run is not null)
                       or (r.voided = false
                           and (coalesce(s.node_seconds, 0) <> r.nodes * cast(extract(epoch from (r.settled_until - r.started_at)) as bigint)
                                or s.started_at <> r.started_at or s.ended_at <> r.settled_until))
                    union all
                    select u.account || ' usage record ' || u.entry, 'it is of no run'
                    from usage_record u
                    left join run_segment s on s.account = u.account and s.usage_entry = u.entry
                    where u.source = 'urn:drawdown:run' and s.run is null"""),
            new Rule("R16: a run is open while something of it is to be settled, and its account is due then", """
                    select r.account || ' run ' || r.entry as subject,
                           'open ' || r.open || ', settled until ' || r.settled_until || ', the account until '
                               || coalesce(cast(l.settled_until as varchar), 'never') || ', due '
                               || coalesce(cast(l.due_at as varchar), 'never') as detail
                    from run r
                    join ledger l on l.account = r.account
                    where r.open <> (r.voided = false and (r.stopped_at is null or r.settled_until < r.stopped_at))
                       or (r.open = true and (l.settled_until is null or l.due_at is null or r.settled_until < l.settled_until))"""),
            new Rule("R16: what a run is, its usage is", """
                    select u.account || ' usage record ' || u.entry as subject, 'run ' || r.entry || ' of ' || r.job as detail
                    from run r
                    join run_segment s on s.account = r.account and s.run = r.entry
                    join usage_record u on u.account = s.account and u.entry = s.usage_entry
                    where u.job <> r.job or u.region <> r.region or u.pool <> r.pool or u.specification <> r.specification
                       or u.activity <> r.activity or u.nodes <> r.nodes or u.per_node_hour <> r.per_node_hour or u.currency <> r.currency"""),
            new Rule("R24: entries are numbered once, up to the ledger's last", """
                    select x.account || ' entry ' || x.entry as subject,
                           'used ' || count(*) || ' times; the last entry is ' || coalesce(max(l.last_entry), 0) as detail
                    from (select account, entry from usage_record
                          union all select account, entry from usage_void
                          union all select account, entry from usage_event
                              where type in ('drawdown.job.started.v1', 'drawdown.job.stopped.v1')
                          union all select account, entry from deduction
                          union all select account, entry from charge) x
                    left join ledger l on l.account = x.account
                    group by x.account, x.entry
                    having count(*) > 1 or x.entry > coalesce(max(l.last_entry), 0)"""),
            new Rule("R24: the ledger's last entry is the last that was written", """
                    select l.account || ' ledger' as subject,
                           'the last entry is ' || l.last_entry || ', written up to ' || coalesce(max(x.entry), 0) as detail
                    from ledger l
                    left join (select account, max(entry) as entry from usage_record group by account
                               union all select account, max(entry) from usage_void group by account
                               union all select account, max(entry) from usage_event group by account
                               union all select account, max(entry) from deduction group by account
                               union all select account, max(entry) from charge group by account) x on x.account = l.account
                    group by l.account, l.last_entry
                    having l.last_entry <> coalesce(max(x.entry), 0)"""));

    public static final List<Rule> ALL =
            Stream.of(LEDGER_RULES, MonthRules.ALL).flatMap(List::stream).toList();
}
