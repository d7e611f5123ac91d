package io.drawdown.notification;

import static io.drawdown.notification.MessageWords.hours;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.Threshold;
import io.drawdown.base.Money;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.notification.MailContent.Fact;
import io.drawdown.notification.MailContent.Link;
import io.drawdown.notification.MailContent.Section;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds the words for an e-mail about notifications (R22). */
@Component
class MailComposer {

    private static final String NOTE =
            "A usage alert doesn't stop jobs. They go on running, and what no package covers is charged "
                    + "pay-per-use.";

    private final Accounts accounts;
    private final Catalog catalog;
    private final String url;

    MailComposer(Accounts accounts, Catalog catalog, @Value("${drawdown.url}") String url) {
        this.accounts = accounts;
        this.catalog = catalog;
        this.url = url.replaceAll("/+$", "");
    }

    MailContent compose(Outgoing outgoing) {
        var account = account(outgoing);
        var notifications = outgoing.notifications();
        var sections = notifications.stream()
                .map(notification -> section(notification, account))
                .toList();
        var first = sections.getFirst().headline();
        var all = sections.size() + outgoing.earlier();
        var subject = all == 1 ? first : all + " usage alerts for " + account.name();
        var introduction = (all == 1 ? "A usage alert" : all + " usage alerts") + " for " + account.name() + "."
                + (outgoing.earlier() == 0
                        ? ""
                        : " These are the newest " + sections.size() + "; all are on the page of notifications.");
        return new MailContent(
                subject,
                sections.size() == 1 ? happened(notifications.getFirst(), account) : first,
                introduction,
                sections,
                NOTE,
                links(account));
    }

    /** Asks an address to confirm that it wants an account's alerts. */
    MailContent confirmation(Outgoing outgoing, ConfirmationLinks.NewLink link) {
        var account = account(outgoing);
        var until = MessageWords.minute(link.expiresAt(), account.zone());
        var section = new Section(
                "Confirm this address",
                new Link("Confirm", url + "/confirm/" + link.token()),
                List.of(
                        new Fact("Account", account.name()),
                        new Fact("Address", outgoing.recipient()),
                        new Fact("Link good until", until),
                        new Fact("Sent by", "Drawdown at " + url)));
        return new MailContent(
                "Confirm that you want usage alerts of " + account.name(),
                "Until you confirm, nothing else is sent to this address.",
                account.name()
                        + " entered this address to get its usage alerts by e-mail: when little is left of a package, when nothing is, "
                        + "and before one expires. Open the link if you want them.",
                List.of(section),
                "If you don't expect this, do nothing: unless the link is opened, no alerts are sent to you.",
                List.of());
    }

    private Account account(Outgoing outgoing) {
        var account = accounts.findAll(Set.of(outgoing.account())).get(outgoing.account());
        if (account == null) {
            throw new IllegalStateException("There is no account " + outgoing.account());
        }
        return account;
    }

    private List<Link> links(Account account) {
        return List.of(
                new Link("All notifications", page("notifications", account)),
                new Link("Change usage alerts", page("packages", account)),
                new Link("Change who is told", page("notifications/settings", account)));
    }

    private Section section(Notification notification, Account account) {
        var packageId = notification.packageId();
        return new Section(
                headline(notification),
                packageId == null ? null : new Link("Open the package", page("packages/" + packageId, account)),
                facts(notification, account));
    }

    private String headline(Notification notification) {
        var what = subjectOf(notification);
        var left = hours(notification.remainingNodeSeconds()) + " of " + hours(notification.totalNodeSeconds())
                + " h left";
        return switch (notification.kind()) {
            case THRESHOLD -> what + ": " + left + reached(notification.threshold());
            case USED_UP -> what + " is used up";
            case EXPIRING -> what + " expires" + on(notification) + ": " + left;
            case EXPIRED -> what + " has expired" + (notification.remainingNodeSeconds() == 0 ? "" : " with " + left);
        };
    }

    private String subjectOf(Notification notification) {
        var kind = notification.of();
        var what = notification.packageTitle() == null
                ? "The total of " + specification(kind.specification()) + " packages for "
                        + MessageWords.activities(kind.activities())
                : plain(notification.packageTitle());
        return what + " in " + kind.region();
    }

    private static String reached(@Nullable Threshold threshold) {
        return threshold == null ? "" : " (" + words(threshold) + " reached)";
    }

    private static String words(Threshold threshold) {
        return switch (threshold.type()) {
            case PERCENTAGE -> threshold.value() + " %";
            case REMAINING -> hours(threshold.value()) + " h";
        };
    }

    private String on(Notification notification) {
        var expiresAt = notification.expiresAt();
        return expiresAt == null ? "" : " on " + MessageWords.day(lastSecond(expiresAt), zoneOf(notification));
    }

    private List<Fact> facts(Notification notification, Account account) {
        var kind = notification.of();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Account", account.name()));
        if (notification.packageTitle() != null) {
            facts.add(new Fact("Package", plain(notification.packageTitle())));
        }
        facts.add(new Fact(
                "Region", named(catalog.region(kind.region()).map(Region::name).orElse(kind.region()), kind.region())));
        facts.add(new Fact("Specification", named(specification(kind.specification()), kind.specification())));
        facts.add(new Fact("Activities", MessageWords.activities(kind.activities())));
        facts.add(new Fact("Remaining", hours(notification.remainingNodeSeconds()) + " node-hours"));
        facts.add(new Fact("Total", hours(notification.totalNodeSeconds()) + " node-hours"));
        if (notification.threshold() != null) {
            facts.add(new Fact("Threshold", threshold(notification.threshold(), notification.totalNodeSeconds())));
        }
        facts.add(new Fact(
                notification.kind() == AlertKind.EXPIRING ? "As of" : "Happened", happenedAt(notification, account)));
        if (notification.runsOutAt() != null) {
            facts.add(new Fact("Runs out", runsOut(notification, notification.runsOutAt(), account)));
        }
        if (notification.nextHourCost() != null) {
            facts.add(new Fact("Next hour", nextHour(notification.nextHourCost())));
        }
        if (notification.expiresAt() != null) {
            facts.add(new Fact(
                    "Valid until", MessageWords.minute(lastSecond(notification.expiresAt()), zoneOf(notification))));
        }
        return facts;
    }

    private static String runsOut(Notification notification, Instant runsOutAt, Account account) {
        return runsOutAt.equals(notification.expiresAt())
                ? "Not before it expires, at the current rate"
                : MessageWords.minute(runsOutAt, account.zone()) + " at the current rate";
    }

    private static String nextHour(Money cost) {
        return cost.amount().signum() == 0
                ? "Nothing to pay: your other packages cover the jobs running now for at least an hour"
                : MessageWords.money(cost) + " pay-per-use for the jobs running now";
    }

    private static String threshold(Threshold threshold, long total) {
        var level = hours(threshold.level(total)) + " node-hours";
        return switch (threshold.type()) {
            case PERCENTAGE -> words(threshold) + " of the total, " + level;
            case REMAINING -> level;
        };
    }

    private static String happened(Notification notification, Account account) {
        return happenedAt(notification, account) + ", " + account.name();
    }

    private static String happenedAt(Notification notification, Account account) {
        return MessageWords.minute(notification.happenedAt(), account.zone());
    }

    private String specification(String code) {
        return catalog.specification(code).map(Specification::name).orElse(code);
    }

    /** Validity is by the calendar of the package's region (R3, R4). */
    private ZoneId zoneOf(Notification notification) {
        return catalog.region(notification.of().region()).map(Region::zone).orElse(ZoneOffset.UTC);
    }

    private static Instant lastSecond(Instant expiresAt) {
        return expiresAt.minusSeconds(1);
    }

    private static String named(String name, String code) {
        return name.equals(code) ? code : name + " (" + code + ")";
    }

    private static String plain(String title) {
        return title.replace('\u00a0', ' ');
    }

    private String page(String path, Account account) {
        return url + "/" + path + "?account=" + account.code();
    }
}
