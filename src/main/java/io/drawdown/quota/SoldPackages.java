package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.base.sql.Sql;
import io.drawdown.quota.packages.PackageSource;
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
    public record PackageCounts(long bought, long given) {

        /** None. */
        public static final PackageCounts NONE = new PackageCounts(0, 0);

        /** Whether there is a package of the offer. */
        public boolean hasAny() {
            return bought + given > 0;
        }

        private PackageCounts plus(PackageCounts other) {
            return new PackageCounts(bought + other.bought, given + other.given);
        }
    }

    /** What was sold under these offers, by their codes; those are left out of which nothing was. Staff's to know. */
    @Transactional(readOnly = true)
    public Map<String, PackageCounts> countByOffer(Collection<String> offers) {
        access.requireStaff();
        if (offers.isEmpty()) {
            return Map.of();
        }
        var sold = new HashMap<String, PackageCounts>();
        jdbc.sql("""
                        select p.offer, p.source, count(*) as packages
                        from unnest(cast(:offers as varchar array)) as k(code) join resource_package p on p.offer = k.code
                        group by p.offer, p.source""")
                .param("offers", Sql.array("varchar", offers, Function.identity()))
                .query(row -> {
                    var packages = row.getLong("packages");
                    var more = switch (PackageSource.valueOf(row.getString("source"))) {
                        case PURCHASE -> new PackageCounts(packages, 0);
                        case GIFT -> new PackageCounts(0, packages);
                    };
                    sold.merge(row.getString("offer"), more, PackageCounts::plus);
                });
        return sold;
    }
}
