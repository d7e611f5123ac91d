package io.drawdown.notification.internal.email;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.SilentRuns;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.email.MailContent.Fact;
import io.drawdown.notification.internal.email.MailContent.Link;
import io.drawdown.notification.internal.email.MailContent.Section;
import io.drawdown.notification.message.Notification;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Composes the e-mails about notifications (R22). */
@Component
public class MailComposer {

    private static final String NOTE =
            "A usage alert doesn't stop jobs. They keep running, and usage that no package covers is charged"
                    + " pay-per-use.";

    private static final String SILENT_RUN_MEANING =
            "The scheduler has neither reported nor stopped what runs here. It goes on counting until it is stopped.";

    private final Accounts accounts;
    private final Regions regions;
    private final Specifications specifications;
    private final String url;

    MailComposer(
            Accounts accounts, Regions regions, Specifications specifications, @Value("${drawdown.url}") String url) {
        this.accounts = accounts;
        this.regions = regions;
        this.specifications = specifications;
        this.url = url.replaceAll("/+$", "");
    }

    MailContent composeAlerts(OutgoingMessage outgoingMessage) {
        var account = findAccount(outgoingMessage);
        var notifications = outgoingMessage.notifications();
        var sections = notifications.stream()
                .map(notification -> section(notification, account))
                .toList();
        var first = sections.getFirst().headline();
        var all = sections.size() + outgoingMessage.omittedCount();
        var subject = all == 1 ? first : all + " usage alerts for " + account.name();
        var introduction = (all == 1 ? "A usage alert" : all + " usage alerts") + " for " + account.name() + "."
                + (outgoingMessage.omittedCount() == 0
                        ? ""
                        : " These are the newest " + sections.size() + "; all are on the notifications page.");
        return new MailContent(
                subject,
                sections.size() == 1 ? preheader(notifications.getFirst(), account) : first,
                introduction,
                sections,
                NOTE,
                links(account));
    }

    /** Composes an e-mail that asks an address to confirm that it wants an account's alerts. */
    MailContent composeConfirmation(OutgoingMessage outgoingMessage, ConfirmationLinkRepository.NewLink link) {
        var account = findAccount(outgoingMessage);
        var until = Format.minuteWithZone(link.expiresAt(), account.zone());
        var section = new Section(
                "Confirm this address",
                new Link("Confirm", url + "/confirm/" + link.token()),
                List.of(
                        new Fact("Account", account.name()),
                        new Fact("Address", outgoingMessage.recipient()),
                        new Fact("Link valid until", until),
                        new Fact("Sent by", "Drawdown at " + url)));
        return new MailContent(
                "Confirm that you want usage alerts of " + account.name(),
                "Until you confirm, nothing else is sent to this address.",
                account.name()
                        + " entered this address to get its usage alerts by e-mail: when a package is running low or"
                        + " used up, and before it expires. Open the link if you want them.",
                List.of(section),
                "If you didn't expect this, do nothing: no alerts are sent unless the link is opened.",
                List.of());
    }

    private Account findAccount(OutgoingMessage outgoingMessage) {
        var account = accounts.findAll(Set.of(outgoingMessage.account())).get(outgoingMessage.account());
        if (account == null) {
            throw new IllegalStateException("There is no account " + outgoingMessage.account());
        }
        return account;
    }

    private List<Link> links(Account account) {
        return List.of(
                new Link("All notifications", pageUrl("notifications", account)),
                new Link("Change usage alerts", pageUrl("packages", account)),
                new Link("Change recipients", pageUrl("notifications/settings", account)));
    }

    private Section section(Notification notification, Account account) {
        return new Section(headline(notification), link(notification, account), facts(notification, account));
    }

    private @Nullable Link link(Notification notification, Account account) {
        var silent = notification.silentRuns();
        if (silent != null) {
            return new Link("See running jobs", pageUrl("usage", account));
        }
        var packageId = notification.packageId();
        return packageId == null ? null : new Link("Open the package", pageUrl("packages/" + packageId, account));
    }

    private String headline(Notification notification) {
        var silent = notification.silentRuns();
        if (silent != null) {
            return silentRunsHeadline(silent);
        }
        var what = subjectOf(notification);
        var left = Format.hoursWithoutUnit(notification.remainingNodeSeconds()) + " of "
                + Format.hoursWithoutUnit(notification.totalNodeSeconds()) + " h left";
        return switch (notification.kind()) {
            case THRESHOLD -> what + ": " + left + reachedSuffix(notification.threshold());
            case USED_UP -> what + " is used up";
            case EXPIRING -> what + " expires" + expirySuffix(notification) + ": " + left;
            case EXPIRED -> what + " has expired" + (notification.remainingNodeSeconds() == 0 ? "" : " with " + left);
            case SILENT_RUN -> throw new IllegalStateException("A message about silent runs names none");
        };
    }

    private static String silentRunsHeadline(SilentRuns silent) {
        return silent.count() == 1
                ? "No report of job " + inOneLine(silent.jobs().getFirst()) + " for too long"
                : "No report of " + Format.count(silent.count()) + " running jobs for too long";
    }

    private String subjectOf(Notification notification) {
        var packageKind = notification.packageKind();
        var what = notification.packageTitle() == null
                ? "The total of " + specificationName(packageKind.specification()) + " packages for "
                        + describeActivities(packageKind.activities())
                : replaceNoBreakSpaces(notification.packageTitle());
        return what + " in " + packageKind.region();
    }

    private static String reachedSuffix(@Nullable Threshold threshold) {
        return threshold == null ? "" : " (" + describeThreshold(threshold) + " reached)";
    }

    private static String describeThreshold(Threshold threshold) {
        return switch (threshold.type()) {
            case PERCENTAGE -> threshold.value() + " %";
            case REMAINING -> Format.hoursWithoutUnit(threshold.value()) + " h";
        };
    }

    private String expirySuffix(Notification notification) {
        var expiresAt = notification.expiresAt();
        return expiresAt == null ? "" : " on " + Format.day(lastSecond(expiresAt), regionZone(notification));
    }

    private List<Fact> facts(Notification notification, Account account) {
        var packageKind = notification.packageKind();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Account", account.name()));
        var silent = notification.silentRuns();
        if (silent != null) {
            facts.add(new Fact(silent.count() == 1 ? "Job" : "Jobs", describeJobs(silent)));
            facts.add(new Fact("Silent since", formatHappenedAt(notification, account)));
            facts.add(new Fact("What it means", SILENT_RUN_MEANING));
            return facts;
        }
        if (notification.packageTitle() != null) {
            facts.add(new Fact("Package", replaceNoBreakSpaces(notification.packageTitle())));
        }
        facts.add(new Fact(
                "Region",
                nameWithCode(
                        regions.find(packageKind.region()).map(Region::name).orElse(packageKind.region()),
                        packageKind.region())));
        facts.add(new Fact(
                "Specification",
                nameWithCode(specificationName(packageKind.specification()), packageKind.specification())));
        facts.add(new Fact("Activities", describeActivities(packageKind.activities())));
        facts.add(new Fact("Remaining", Format.hoursWithoutUnit(notification.remainingNodeSeconds()) + " node-hours"));
        facts.add(new Fact("Total", Format.hoursWithoutUnit(notification.totalNodeSeconds()) + " node-hours"));
        if (notification.threshold() != null) {
            facts.add(new Fact(
                    "Threshold", describeThresholdLevel(notification.threshold(), notification.totalNodeSeconds())));
        }
        facts.add(new Fact(
                notification.kind() == AlertKind.EXPIRING ? "As of" : "Happened",
                formatHappenedAt(notification, account)));
        if (notification.runsOutAt() != null) {
            facts.add(new Fact("Runs out", describeDepletion(notification, notification.runsOutAt(), account)));
        }
        if (notification.nextHourCost() != null) {
            facts.add(new Fact("Next hour", describeNextHourCost(notification.nextHourCost())));
        }
        if (notification.expiresAt() != null) {
            facts.add(new Fact(
                    "Valid until",
                    Format.minuteWithZone(lastSecond(notification.expiresAt()), regionZone(notification))));
        }
        return facts;
    }

    private static String describeJobs(SilentRuns silent) {
        var named = silent.jobs().stream().map(MailComposer::inOneLine).collect(Collectors.joining(", "));
        var others = silent.count() - silent.jobs().size();
        return others > 0 ? named + " and " + Format.count(others) + " more" : named;
    }

    private static String inOneLine(String job) {
        return job.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String describeDepletion(Notification notification, Instant runsOutAt, Account account) {
        return runsOutAt.equals(notification.expiresAt())
                ? "Not before it expires, at the current rate"
                : Format.minuteWithZone(runsOutAt, account.zone()) + " at the current rate";
    }

    private static String describeNextHourCost(Money cost) {
        return cost.amount().signum() == 0
                ? "Nothing to pay: your other packages cover the jobs running now for at least an hour"
                : Format.moneyWithCode(cost.rounded()) + " pay-per-use for the jobs running now";
    }

    private static String describeThresholdLevel(Threshold threshold, long total) {
        var level = Format.hoursWithoutUnit(threshold.level(total)) + " node-hours";
        return switch (threshold.type()) {
            case PERCENTAGE -> describeThreshold(threshold) + " of the total, " + level;
            case REMAINING -> level;
        };
    }

    private static String preheader(Notification notification, Account account) {
        return formatHappenedAt(notification, account) + ", " + account.name();
    }

    private static String formatHappenedAt(Notification notification, Account account) {
        return Format.minuteWithZone(notification.happenedAt(), account.zone());
    }

    private static String describeActivities(Collection<Activity> activities) {
        return activities.containsAll(EnumSet.allOf(Activity.class))
                ? "all activities"
                : activities.stream()
                        .sorted()
                        .map(activity ->
                                activity.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private String specificationName(String code) {
        return specifications.find(code).map(Specification::name).orElse(code);
    }

    /** Returns the zone of the package's region, whose calendar applies to its validity (R3, R4). */
    private ZoneId regionZone(Notification notification) {
        return regions.find(notification.packageKind().region())
                .map(Region::zone)
                .orElse(ZoneOffset.UTC);
    }

    private static Instant lastSecond(Instant expiresAt) {
        return expiresAt.minusSeconds(1);
    }

    private static String nameWithCode(String name, String code) {
        return name.equals(code) ? code : name + " (" + code + ")";
    }

    private static String replaceNoBreakSpaces(String title) {
        return title.replace('\u00a0', ' ');
    }

    private String pageUrl(String path, Account account) {
        return url + "/" + path + "?account=" + account.code();
    }
}
