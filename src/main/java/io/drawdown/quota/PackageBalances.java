package io.drawdown.quota;

import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.SettledPackage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the settled balances of packages. It doesn't check access: its callers act for the ledger. */
@Service
public class PackageBalances {

    private final QuotaRepository quotas;

    PackageBalances(QuotaRepository quotas) {
        this.quotas = quotas;
    }

    /**
     * Returns the packages of these accounts that haven't expired by an instant, including those that aren't
     * effective yet.
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<PackageBalance> findUnexpired(Collection<String> accounts, Instant at) {
        return quotas.findUnexpired(accounts, at).stream()
                .map(SettledPackage::balance)
                .toList();
    }

    /** Returns these packages of an account. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<PackageBalance> findByIds(String account, Collection<Long> ids) {
        return quotas.findByIds(account, ids).stream()
                .map(SettledPackage::balance)
                .toList();
    }
}
