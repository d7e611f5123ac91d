package io.drawdown.usage;

import io.drawdown.base.Sql;
import io.drawdown.quota.UsageRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the charges that came after a voided record and that the quota it returned could have covered (R12). */
@Component
class CoverableCharges {

    private final JdbcClient jdbc;

    CoverableCharges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each voided record the standing `USED_UP` charges, at most so many in all, in the order of their entries. */
    Map<UsageRef, List<EventResult.Coverable>> ofVoided(Collection<UsageRef> voided, int most) {
        var charges = new HashMap<UsageRef, List<EventResult.Coverable>>();
        jdbc.sql("""
                        select distinct v.account, v.usage_entry, c.entry, c.usage_entry as charged_entry, u.source, u.event_id, c.from_at, c.to_at, c.node_seconds
                        from usage_void v
                        join deduction d on d.account = v.account and d.usage_entry = v.usage_entry and d.reverses is null
                        join resource_package p on p.id = d.package_id
                        join charge c on c.account = v.account and c.entry > v.usage_entry and c.reason = 'USED_UP'
                            and c.reverses is null and c.from_at >= p.effective_at and c.to_at <= p.expires_at
                        join usage_record u on u.account = c.account and u.entry = c.usage_entry
                            and u.region = p.region and u.specification = p.specification
                            and position(u.activity in p.activities) > 0
                        where (v.account, v.usage_entry) in (:voided)
                          and not exists (select 1 from charge r where r.account = c.account and r.reverses = c.entry)
                        order by v.account, v.usage_entry, c.entry
                        limit :most""")
                .param("voided", voided.stream().map(ref -> new Object[] {ref.account(), ref.entry()}).toList())
                .param("most", most)
                .query(row -> {
                    charges.computeIfAbsent(
                                    new UsageRef(row.getString("account"), row.getLong("usage_entry")), usage -> new ArrayList<>())
                            .add(new EventResult.Coverable(row.getLong("entry"), row.getLong("charged_entry"), row.getString("source"), row.getString("event_id"),
                                    Sql.instant(row, "from_at"), Sql.instant(row, "to_at"), row.getLong("node_seconds")));
                });
        return charges;
    }
}
