package io.drawdown.quota;

import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activities;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is settled of packages. Asks for no rights: it is for those who work on behalf of the ledger. */
@Service
public class PackageBalances {

    private static final String BALANCE = """
            select p.id, p.account, p.region, p.specification, p.activities, p.total, p.settled_remaining, p.effective_at, p.expires_at
            from resource_package p""";

    private final JdbcClient jdbc;

    PackageBalances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The packages of these accounts that haven't expired by an instant, those included that aren't effective yet. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<PackageBalance> findUnexpired(Collection<String> accounts, Instant at) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(BALANCE + """
                         join unnest(cast(:accounts as varchar array)) as a(account) on p.account = a.account
                        where p.expires_at > :at order by p.account, p.expires_at, p.id""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .param("at", Sql.utc(at))
                .query((row, index) -> read(row))
                .list();
    }

    /** These packages of an account. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<PackageBalance> findByIds(String account, Collection<Long> ids) {
        return jdbc.sql(BALANCE + """
                         join unnest(cast(:ids as bigint array)) as k(id) on p.id = k.id
                        where p.account = :account""")
                .param("account", account)
                .param("ids", Sql.array("bigint", ids, id -> id))
                .query((row, index) -> read(row))
                .list();
    }

    private static PackageBalance read(ResultSet row) throws SQLException {
        return new PackageBalance(
                row.getString("account"),
                row.getLong("id"),
                new PackageKind(
                        row.getString("region"),
                        row.getString("specification"),
                        Activities.split(row.getString("activities"))),
                row.getLong("total"),
                row.getLong("settled_remaining"),
                Sql.instant(row, "effective_at"),
                Sql.instant(row, "expires_at"));
    }
}
