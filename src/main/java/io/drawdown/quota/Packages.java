package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
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

/** An account's packages and what became of them. */
@Service
public class Packages {

    private final PackageRepository packages;
    private final DeductionRepository deductions;
    private final LiveBalances liveBalances;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Packages(
            PackageRepository packages,
            DeductionRepository deductions,
            LiveBalances liveBalances,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.packages = packages;
        this.deductions = deductions;
        this.liveBalances = liveBalances;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes a package, full (R2, R3). The caller has checked the buyer's rights and locked the account's {@link Ledger} in
     * this transaction.
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
     * The packages that a filter lets through, the newest first, with what remains of them as of this call. They are filtered by
     * status and sorted by what remains as it is settled: a package is settled in the second in which it is exhausted, so that
     * differs from what is shown for a moment at most, or by what has run within the hour.
     */
    @Transactional(readOnly = true)
    public Listing<ResourcePackage> list(String account, PackageFilter filter) {
        access.requireRead(account);
        return packages.list(account, filter, liveBalances.snapshot(account));
    }

    /** One package of an account. */
    @Transactional(readOnly = true)
    public ResourcePackage get(String account, String id) {
        access.requireRead(account);
        return find(account, id);
    }

    /** What these packages of an account are called, by id: the name of the offer and how many of it. */
    @Transactional(readOnly = true)
    public Map<String, String> titlesById(String account, Collection<String> ids) {
        access.requireRead(account);
        return ids.isEmpty() ? Map.of() : packages.findTitles(account, parseIds(ids));
    }

    /** These packages of an account, by id. */
    @Transactional(readOnly = true)
    public Map<String, ResourcePackage> findByIds(String account, Collection<String> ids) {
        access.requireRead(account);
        if (ids.isEmpty()) {
            return Map.of();
        }
        return packages.findByIds(account, parseIds(ids), liveBalances.snapshot(account)).stream()
                .collect(Collectors.toMap(ResourcePackage::id, Function.identity()));
    }

    /** What the account has of each kind, over its packages in validity now. */
    @Transactional(readOnly = true)
    public List<Quota> quotas(String account) {
        access.requireRead(account);
        return liveBalances.readWithSnapshot(account, accountSnapshot -> packages.sumByKind(account, accountSnapshot));
    }

    /** What was taken out of packages and given back, in the order in which it was settled. */
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
     * What remained of a package over time, from its first instant to now or its end: the node-seconds of running up to
     * each point taken off its total, thinned by the database to about as many points as are asked for. The last is what remains
     * now, with what running jobs have used since they were settled (R16).
     *
     * <p>A reversal is of the same running as what it reverses and so takes that away from the whole line, which therefore never
     * rises: the last of what is thinned to one point is also the least, and the instant at which nothing was left is kept.
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
