package io.drawdown.console.customer.packages;

import io.drawdown.base.sql.Listing;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.DeductionEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;

/** A listing of deductions that loads the titles of their packages with the rows. */
class NamedDeductions implements Listing<DeductionEntry> {

    private final Listing<DeductionEntry> deductions;
    private final Packages packages;
    private final String account;
    private final Map<String, String> titles = new HashMap<>();

    NamedDeductions(Listing<DeductionEntry> deductions, Packages packages, String account) {
        this.deductions = deductions;
        this.packages = packages;
        this.account = account;
    }

    /** Returns the title of a row's package. The row must have been read. */
    String packageTitle(DeductionEntry deduction) {
        return titles.getOrDefault(deduction.packageId(), "");
    }

    @Override
    public Slice<DeductionEntry> slice(Position from, int limit, Sort sort) {
        var slice = deductions.slice(from, limit, sort);
        loadTitles(slice.rows());
        return slice;
    }

    @Override
    public long count() {
        return deductions.count();
    }

    @Override
    public void forEach(Consumer<? super DeductionEntry> action) {
        deductions.forEach(action);
    }

    private void loadTitles(List<DeductionEntry> rows) {
        var unknown = rows.stream()
                .map(DeductionEntry::packageId)
                .filter(id -> !titles.containsKey(id))
                .collect(Collectors.toSet());
        titles.putAll(packages.titlesById(account, unknown));
    }
}
