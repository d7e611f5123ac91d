package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.quota.internal.DeductionLineRepository;
import io.drawdown.quota.internal.DeductionRepository;
import io.drawdown.quota.internal.PackageRepository;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.NewPackage;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.Quota;
import io.drawdown.quota.packages.RemainingPoint;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.quota.packages.Validity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The service that creates and reads an account's packages. */
@Service
public class Packages {

    private final PackageRepository packages;
    private final DeductionRepository deductions;
    private final DeductionLineRepository deductionLines;
    private final LiveBalances liveBalances;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Packages(
            PackageRepository packages,
            DeductionRepository deductions,
            DeductionLineRepository deductionLines,
            LiveBalances liveBalances,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.packages = packages;
        this.deductions = deductions;
        this.deductionLines = deductionLines;
        this.liveBalances = liveBalances;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Creates a full package (R2, R3). The caller must have checked the buyer's rights and locked the account's
     * {@link Ledger} in this transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ResourcePackage create(NewPackage newPackage) {
        var offer = newPackage.offer();
        var id = packages.nextId();
        var total = Math.multiplyExact(NodeSeconds.ofNodeHours(offer.nodeHours()), (long) newPackage.quantity());
        var expiresAt = Validity.expiresAt(
                newPackage.effectiveAt(), offer.months(), newPackage.region().zone());
        var now = clock.instant();
        packages.insert(id, newPackage, total, expiresAt, now);
        events.publishEvent(new PackageCreated(
                now,
                new PackageBalance(
                        newPackage.account(),
                        id,
                        new PackageKind(offer.region(), offer.specification(), offer.activities()),
                        total,
                        total,
                        newPackage.effectiveAt(),
                        expiresAt)));
        return find(newPackage.account(), Long.toString(id));
    }

    /**
     * Lists the packages that match a filter, the newest first, with live balances. Filters and sorting use settled
     * balances. Their status lags by a moment at most, since a package is settled in the second in which it is
     * exhausted. Their remainder lags by the usage of an hour at most.
     */
    @Transactional(readOnly = true)
    public Listing<ResourcePackage> list(String account, PackageFilter filter) {
        access.requireRead(account);
        return packages.list(account, filter, liveBalances.snapshot(account));
    }

    /** Returns one package of an account. */
    @Transactional(readOnly = true)
    public ResourcePackage get(String account, String id) {
        access.requireRead(account);
        return find(account, id);
    }

    /** Returns the titles of these packages of an account, by id: the name of the offer and the quantity. */
    @Transactional(readOnly = true)
    public Map<String, String> titlesById(String account, Collection<String> ids) {
        access.requireRead(account);
        return ids.isEmpty() ? Map.of() : packages.findTitles(account, parseIds(ids));
    }

    /** Returns these packages of an account, by id. */
    @Transactional(readOnly = true)
    public Map<String, ResourcePackage> findByIds(String account, Collection<String> ids) {
        access.requireRead(account);
        if (ids.isEmpty()) {
            return Map.of();
        }
        return packages.findByIds(account, parseIds(ids), liveBalances.snapshot(account)).stream()
                .collect(Collectors.toMap(ResourcePackage::id, Function.identity()));
    }

    /** Returns the account's quota of each kind, summed over its packages in validity now. */
    @Transactional(readOnly = true)
    public List<Quota> quotas(String account) {
        access.requireRead(account);
        return liveBalances.readWithSnapshot(account, accountSnapshot -> packages.sumByKind(account, accountSnapshot));
    }

    /** Lists deductions and reversals in the order in which they were settled. */
    @Transactional(readOnly = true)
    public Listing<DeductionEntry> deductions(
            String account,
            @Nullable String packageId,
            @Nullable String job,
            @Nullable Instant from,
            @Nullable Instant to) {
        access.requireRead(account);
        return deductions.list(account, packageId == null ? null : parseId(packageId), job, from, to);
    }

    /**
     * Lists the deductions and reversals of an account or one of its packages, adjacent ones of a run as one, however
     * often the run was settled between them. They are in the order in which they were last settled.
     */
    @Transactional(readOnly = true)
    public Listing<DeductionEntry> mergedDeductions(String account, @Nullable String packageId) {
        access.requireRead(account);
        return deductionLines.list(account, packageId == null ? null : parseId(packageId));
    }

    /**
     * Returns what remained of a package over time, from its first instant to now or its end. Each point is the total
     * less the node-seconds that ran up to then. The database thins the points to about the requested number. The
     * last point is the live balance (R16).
     *
     * <p>A reversal counts at the time of the usage that it reverses, so the line never rises. The last of several
     * points that are thinned to one is therefore the lowest, and the instant at which nothing was left is kept.
     */
    @Transactional(readOnly = true)
    public List<RemainingPoint> remainingOverTime(String account, String id, int points) {
        var resourcePackage = get(account, id);
        var start = resourcePackage.effectiveAt();
        var now = clock.instant();
        var end = now.isBefore(resourcePackage.expiresAt()) ? now : resourcePackage.expiresAt();
        if (!start.isBefore(end)) {
            return List.of(new RemainingPoint(start, resourcePackage.remainingNodeSeconds()));
        }
        var width = Math.max(1, Duration.between(start, end).toSeconds() / points);
        var history = new ArrayList<RemainingPoint>();
        history.add(new RemainingPoint(start, resourcePackage.totalNodeSeconds()));
        var remaining = resourcePackage.totalNodeSeconds();
        for (var netDeduction : deductions.sumByInterval(account, parseId(id), start, width)) {
            remaining -= netDeduction.nodeSeconds();
            history.add(new RemainingPoint(netDeduction.at(), remaining));
        }
        if (history.getLast().at().isBefore(end)) {
            history.add(new RemainingPoint(end, Math.min(remaining, resourcePackage.remainingNodeSeconds())));
        }
        return history;
    }

    private ResourcePackage find(String account, String id) {
        return packages.find(account, parseId(id), liveBalances.snapshot(account))
                .orElseThrow(() -> ProblemException.notFound("The package '" + id + "'"));
    }

    private static List<Long> parseIds(Collection<String> ids) {
        return ids.stream().map(Packages::parseId).toList();
    }

    private static long parseId(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }
}
