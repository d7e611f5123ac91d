package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.quota.internal.PackageRepository;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts the packages of each offer over all accounts. */
@Service
public class SoldPackages {

    private final PackageRepository packages;
    private final Access access;

    SoldPackages(PackageRepository packages, Access access) {
        this.packages = packages;
        this.access = access;
    }

    /** The number of packages that were bought under an offer, and the number that were given. */
    public record PackageCounts(long bought, long given) {

        /** No packages. */
        public static final PackageCounts NONE = new PackageCounts(0, 0);

        /** Returns whether any package of the offer exists. */
        public boolean hasAny() {
            return bought + given > 0;
        }

        private PackageCounts plus(PackageCounts other) {
            return new PackageCounts(bought + other.bought, given + other.given);
        }
    }

    /** Returns the package counts of these offers, by code. Offers without packages are left out. Only for staff. */
    @Transactional(readOnly = true)
    public Map<String, PackageCounts> countByOffer(Collection<String> offers) {
        access.requireStaff();
        if (offers.isEmpty()) {
            return Map.of();
        }
        var sold = new HashMap<String, PackageCounts>();
        for (var count : packages.countByOffer(offers)) {
            var more = switch (count.source()) {
                case PURCHASE -> new PackageCounts(count.packages(), 0);
                case GIFT -> new PackageCounts(0, count.packages());
            };
            sold.merge(count.offer(), more, PackageCounts::plus);
        }
        return sold;
    }
}
