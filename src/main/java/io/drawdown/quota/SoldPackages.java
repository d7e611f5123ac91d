package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.base.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many packages there are of each offer, in all accounts. */
@Service
public class SoldPackages {

    private final JdbcClient jdbc;
    private final Access access;

    SoldPackages(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** How many packages were bought under an offer, and how many given. */
    public record Sold(long bought, long given) {

        /** None. */
        public static final Sold NONE = new Sold(0, 0);

        /** Whether there is a package of the offer. */
        public boolean any() {
            return bought + given > 0;
        }

        private Sold plus(Sold other) {
            return new Sold(bought + other.bought, given + other.given);
        }
    }

    /** What was sold under these offers, by their codes; those are left out of which nothing was. Staff's to know. */
    @Transactional(readOnly = true)
    public Map<String, Sold> under(Collection<String> offers) {
        access.staff();
        if (offers.isEmpty()) {
            return Map.of();
        }
        var sold = new HashMap<String, Sold>();
        jdbc.sql("""
                        select p.offer, p.source, count(*) as packages
                        from unnest(cast(:offers as varchar array)) as k(code) join resource_package p on p.offer = k.code
                        group by p.offer, p.source""")
                .param("offers", Sql.array("varchar", offers, Function.identity()))
                .query(row -> {
                    var packages = row.getLong("packages");
                    var more = switch (PackageSource.valueOf(row.getString("source"))) {
                        case PURCHASE -> new Sold(packages, 0);
                        case GIFT -> new Sold(0, packages);
                    };
                    sold.merge(row.getString("offer"), more, Sold::plus);
                });
        return sold;
    }
}
