package io.drawdown.console.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.Money;
import io.drawdown.billing.Statement;
import io.drawdown.catalog.Pool;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.BillFacts;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.quota.ResourcePackage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what needs attention, and where to do something about it. */
class Attention {

    private static final int MOST_EXPIRING = 3;

    private final CatalogNames names;
    private final QueryParameters sameAccount;
    private final boolean mayBuy;
    private final Instant now;

    Attention(CatalogNames names, QueryParameters sameAccount, boolean mayBuy, Instant now) {
        this.names = names;
        this.sameAccount = sameAccount;
        this.mayBuy = mayBuy;
        this.now = now;
    }

    /** What is used up and charged for, what is low, and which packages soon lapse with something left. */
    List<Notice> notices(List<Balance> balances, Statement month, List<ResourcePackage> expiring) {
        var notices = new ArrayList<Notice>();
        for (var balance : balances) {
            if (balance.standing().tone() == Tone.USED_UP) {
                usedUp(balance, month).ifPresent(notices::add);
            }
        }
        for (var balance : balances) {
            if (balance.standing().tone() == Tone.LOW) {
                notices.add(low(balance));
            }
        }
        expiring.stream().limit(MOST_EXPIRING).map(this::expires).forEach(notices::add);
        if (expiring.size() > MOST_EXPIRING) {
            notices.add(moreExpire());
        }
        notices.forEach(Notice::unannounced);
        return notices;
    }

    private Optional<Notice> usedUp(Balance balance, Statement month) {
        var lines = month.lines().stream().filter(line -> isOf(balance, line)).toList();
        var charged = sum(lines, month);
        if (charged.amount().signum() <= 0) {
            return Optional.empty();
        }
        var earlier = sum(lines.stream().filter(month::isOfAnEarlierMonth).toList(), month);
        return Optional.of(new Notice(
                        Notice.Tone.ERROR,
                        subject(balance),
                        new Span(" has nothing left. What runs there is billed pay-per-use: "),
                        new Strong(Format.money(charged)),
                        new Span(" on this month’s bill" + BillFacts.includingEarlier(earlier) + "."))
                .lead("Used up")
                .action(remedy(balance)));
    }

    private static Money sum(List<Statement.Line> lines, Statement month) {
        return lines.stream()
                .map(Statement.Line::amount)
                .reduce(Money.zero(month.total().currency()), Money::plus);
    }

    private Notice low(Balance balance) {
        return new Notice(
                        Notice.Tone.WARNING,
                        subject(balance),
                        new Span(" has " + Format.bareHours(balance.remainingNodeSeconds()) + " of "
                                + Format.hours(balance.totalNodeSeconds()) + " left."))
                .lead("Low")
                .action(remedy(balance));
    }

    private Notice expires(ResourcePackage one) {
        return new Notice(
                        Notice.Tone.INFO,
                        new Strong(one.title()),
                        new Span(
                                " in " + one.region() + ": " + Format.hours(one.remainingNodeSeconds()) + " will lapse "
                                        + Format.distance(one.expiresAt(), now) + ", after "
                                        + Format.until(one.expiresAt(), names.zone(one.region())) + "."))
                .lead("Expiring")
                .action(new Anchor(Address.of("packages/" + one.id(), sameAccount), "See package"));
    }

    private Notice moreExpire() {
        return new Notice(Notice.Tone.INFO, "More packages lapse within 7 days with something left.")
                .lead("Expiring")
                .action(new Anchor(Address.of("packages", sameAccount.merging("status", "in-effect")), "See packages"));
    }

    private Strong subject(Balance balance) {
        return new Strong(names.specification(balance.specification()) + " in " + balance.region());
    }

    private Anchor remedy(Balance balance) {
        return mayBuy
                ? new Anchor(Address.of("buy", of(balance)), "Buy more")
                : new Anchor(Address.of("packages", of(balance)), "See packages");
    }

    private QueryParameters of(Balance balance) {
        return sameAccount.merging("region", balance.region()).merging("specification", balance.specification());
    }

    private static boolean isOf(Balance balance, Statement.Line line) {
        return line.kind() == Statement.Kind.PAY_PER_USE
                && line.pool() == Pool.PUBLIC
                && balance.region().equals(line.region())
                && balance.specification().equals(line.specification());
    }
}
