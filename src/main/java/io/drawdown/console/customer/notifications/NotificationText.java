package io.drawdown.console.customer.notifications;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.alert.SilentRuns;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.notification.message.Notification;
import java.time.Clock;
import java.util.Objects;

/** The texts and addresses of an account's notifications. */
record NotificationText(CatalogNames names, Account account, QueryParameters accountParameters, Clock clock) {

    /**
     * Returns the subject of a notification: the package, the kind by its specification and region, or the jobs that
     * fell silent.
     */
    String subject(Notification told) {
        var silent = told.silentRuns();
        if (silent != null) {
            return silent.count() == 1 ? silent.jobs().getFirst() : Format.count(silent.count()) + " running jobs";
        }
        return told.packageTitle() != null
                ? told.packageTitle()
                : names.specificationName(told.packageKind().specification()) + " in "
                        + told.packageKind().region();
    }

    /** Returns what happened to the subject, as the rest of the sentence. */
    String eventText(Notification told) {
        return switch (told.kind()) {
            case THRESHOLD ->
                "is down to " + Format.hoursWithoutUnit(told.remainingNodeSeconds()) + " of "
                        + Format.hours(told.totalNodeSeconds()) + ", at or below "
                        + DomainLabels.label(Objects.requireNonNull(told.threshold())) + depletionText(told);
            case USED_UP -> "is used up. " + consequenceText(told);
            case EXPIRING ->
                "expires on " + lastDayText(told) + " with " + Format.hours(told.remainingNodeSeconds()) + " left";
            case EXPIRED ->
                "has expired; "
                        + (told.remainingNodeSeconds() == 0
                                ? "nothing was left"
                                : Format.hours(told.remainingNodeSeconds()) + " were left");
            case SILENT_RUN -> silenceText(Objects.requireNonNull(told.silentRuns()));
        };
    }

    /** Returns the specification and region of the subject; for a kind also the activities that it covers. */
    String placeText(Notification told) {
        var of = told.packageKind();
        return told.packageId() == null && told.silentRuns() == null
                ? "All packages of " + names.specificationName(of.specification()) + " in " + of.region()
                        + " that cover " + lowerFirst(DomainLabels.label(of.activities()))
                : names.specificationName(of.specification()) + " · " + of.region();
    }

    /** Returns when it happened, in the account's zone. */
    InstantText timeOf(Notification told) {
        return InstantText.at(told.happenedAt(), account.zone(), clock.instant());
    }

    /** Returns the address of the subject's page. */
    String targetAddress(Notification told) {
        if (told.packageId() != null) {
            return PageAddress.of("packages/" + told.packageId(), accountParameters);
        }
        var silent = told.silentRuns();
        if (silent != null) {
            return silent.count() == 1
                    ? UsageLinks.jobAddress(silent.jobs().getFirst(), accountParameters)
                    : PageAddress.of("usage", accountParameters);
        }
        return PageAddress.of(
                "packages",
                accountParameters
                        .merging("region", told.packageKind().region())
                        .merging("specification", told.packageKind().specification()));
    }

    private static String silenceText(SilentRuns silent) {
        var verb = silent.count() == 1
                ? "hasn't been reported for too long and goes"
                : "haven't been reported for too long and go";
        return verb + " on counting until a stop is reported" + otherJobsText(silent);
    }

    private static String otherJobsText(SilentRuns silent) {
        if (silent.count() == 1) {
            return "";
        }
        var others = silent.count() - silent.jobs().size();
        return ": " + String.join(", ", silent.jobs()) + (others > 0 ? " and " + Format.count(others) + " more" : "");
    }

    private String depletionText(Notification told) {
        var runsOutAt = told.runsOutAt();
        if (runsOutAt == null) {
            return "";
        }
        return runsOutAt.equals(told.expiresAt())
                ? "; at the current rate it expires before it runs out"
                : "; at the current rate it runs out on " + Format.minute(runsOutAt, account.zone());
    }

    /** Returns how usage is paid from then on: the next hour of the running jobs, or any usage. */
    private static String consequenceText(Notification told) {
        var cost = told.nextHourCost();
        if (cost == null) {
            return "Further usage is billed pay-per-use unless another package covers it.";
        }
        return cost.amount().signum() == 0
                ? "Your other packages cover the jobs running now for at least an hour."
                : "The jobs running now will cost " + Format.money(cost) + " in the next hour (pay-per-use).";
    }

    private String lastDayText(Notification told) {
        return Format.day(
                Objects.requireNonNull(told.expiresAt()).minusSeconds(1),
                names.regionZone(told.packageKind().region()));
    }

    private static String lowerFirst(String words) {
        return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
