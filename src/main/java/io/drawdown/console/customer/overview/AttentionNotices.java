package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.BillFacts;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates the notices about what needs attention, with links to act on it. */
class AttentionNotices {

    private static final int MAX_EXPIRING_NAMED = 3;

    private final CatalogNames names;
    private final QueryParameters accountParameters;
    private final boolean mayBuy;
    private final Instant now;

    AttentionNotices(CatalogNames names, QueryParameters accountParameters, boolean mayBuy, Instant now) {
        this.names = names;
        this.accountParameters = accountParameters;
        this.mayBuy = mayBuy;
        this.now = now;
    }

    /**
     * Returns the notices about quotas that are used up and charged for, quotas that are low, and packages that
     * expire soon with quota left.
     */
    List<Notice> notices(List<SpecificationBalance> balances, Statement month, List<ResourcePackage> expiring) {
        var notices = new ArrayList<Notice>();
        for (var specificationBalance : balances) {
            if (specificationBalance.status().tone() == StatusTone.USED_UP) {
                usedUpNotice(specificationBalance, month).ifPresent(notices::add);
            }
        }
        for (var specificationBalance : balances) {
            if (specificationBalance.status().tone() == StatusTone.LOW) {
                notices.add(lowNotice(specificationBalance));
            }
        }
        expiring.stream().limit(MAX_EXPIRING_NAMED).map(this::expiryNotice).forEach(notices::add);
        if (expiring.size() > MAX_EXPIRING_NAMED) {
            notices.add(moreExpiringNotice());
        }
        notices.forEach(Notice::unannounced);
        return notices;
    }

    private Optional<Notice> usedUpNotice(SpecificationBalance specificationBalance, Statement month) {
        var lines = month.lines().stream()
                .filter(line -> isChargedFor(specificationBalance, line))
                .toList();
        var charged = sumOf(lines, month);
        if (charged.amount().signum() <= 0) {
            return Optional.empty();
        }
        var earlier = sumOf(lines.stream().filter(month::isOfEarlierMonth).toList(), month);
        return Optional.of(new Notice(
                        Notice.Tone.ERROR,
                        subject(specificationBalance),
                        new Span(" has nothing left. Usage there is billed pay-per-use: "),
                        new StrongText(Format.money(charged)),
                        new Span(" on this month’s bill" + BillFacts.earlierMonthsText(earlier) + "."))
                .lead("Used up")
                .action(buyLink(specificationBalance)));
    }

    private static Money sumOf(List<Statement.Line> lines, Statement month) {
        return lines.stream()
                .map(Statement.Line::amount)
                .reduce(Money.zero(month.total().currency()), Money::plus);
    }

    private Notice lowNotice(SpecificationBalance specificationBalance) {
        return new Notice(
                        Notice.Tone.WARNING,
                        subject(specificationBalance),
                        new Span(" has " + Format.hoursWithoutUnit(specificationBalance.remainingNodeSeconds()) + " of "
                                + Format.hours(specificationBalance.totalNodeSeconds()) + " left."))
                .lead("Low")
                .action(buyLink(specificationBalance));
    }

    private Notice expiryNotice(ResourcePackage one) {
        return new Notice(
                        Notice.Tone.INFO,
                        new StrongText(one.title()),
                        new Span(" in " + one.region() + ": " + Format.hours(one.remainingNodeSeconds())
                                + " unused, expiring on "
                                + Format.lastMinuteWithZone(one.expiresAt(), names.regionZone(one.region())) + " ("
                                + Format.distance(one.expiresAt(), now) + ")."))
                .lead("Expiring")
                .action(new Anchor(PageAddress.of("packages/" + one.id(), accountParameters), "See package"));
    }

    private Notice moreExpiringNotice() {
        return new Notice(Notice.Tone.INFO, "More packages with unused hours expire within 7 days.")
                .lead("Expiring")
                .action(new Anchor(
                        PageAddress.of("packages", accountParameters.merging("status", "in-effect")), "See packages"));
    }

    private StrongText subject(SpecificationBalance specificationBalance) {
        return new StrongText(
                names.specificationName(specificationBalance.specification()) + " in " + specificationBalance.region());
    }

    private Anchor buyLink(SpecificationBalance specificationBalance) {
        return mayBuy
                ? new Anchor(PageAddress.of("buy", buyParameters(specificationBalance)), "Buy more")
                : new Anchor(PageAddress.of("packages", buyParameters(specificationBalance)), "See packages");
    }

    private QueryParameters buyParameters(SpecificationBalance specificationBalance) {
        return accountParameters
                .merging("region", specificationBalance.region())
                .merging("specification", specificationBalance.specification());
    }

    private static boolean isChargedFor(SpecificationBalance specificationBalance, Statement.Line line) {
        return line.kind() == Statement.Kind.PAY_PER_USE
                && line.pool() == Pool.PUBLIC
                && specificationBalance.region().equals(line.region())
                && specificationBalance.specification().equals(line.specification());
    }
}
