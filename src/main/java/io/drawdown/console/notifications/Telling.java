package io.drawdown.console.notifications;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;
import io.drawdown.alert.Threshold;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.notification.Notification;
import java.time.Clock;
import java.util.Objects;

/** Puts what an account was told into words and addresses, for somebody who looks at it. */
record Telling(CatalogNames names, Account account, QueryParameters sameAccount, Clock clock) {

    /** What a notification is about: the package, or the kind by its specification and region. */
    String subject(Notification told) {
        return told.packageTitle() != null
                ? told.packageTitle()
                : names.specification(told.of().specification()) + " in "
                        + told.of().region();
    }

    /** What happened to it, as the rest of the sentence. */
    String predicate(Notification told) {
        return switch (told.kind()) {
            case THRESHOLD ->
                "is down to " + Format.bareHours(told.remainingNodeSeconds()) + " of "
                        + Format.hours(told.totalNodeSeconds()) + ", "
                        + against(Objects.requireNonNull(told.threshold())) + runsOut(told);
            case USED_UP -> "is used up. " + afterwards(told);
            case EXPIRING ->
                "expires on " + lastDay(told) + " with " + Format.hours(told.remainingNodeSeconds()) + " left";
            case EXPIRED ->
                "has expired; "
                        + (told.remainingNodeSeconds() == 0
                                ? "nothing was left"
                                : Format.hours(told.remainingNodeSeconds()) + " were left");
        };
    }

    /** Where and of what it is. */
    String place(Notification told) {
        var of = told.of();
        return told.packageId() == null
                ? "All packages of " + names.specification(of.specification()) + " in " + of.region() + " that cover "
                        + lowerFirst(Words.of(of.activities()))
                : names.specification(of.specification()) + " · " + of.region();
    }

    /** When it happened, in the account's zone. */
    When when(Notification told) {
        return When.at(told.happenedAt(), account.zone(), clock.instant());
    }

    /** The address of what it is about. */
    String address(Notification told) {
        if (told.packageId() != null) {
            return Address.of("packages/" + told.packageId(), sameAccount);
        }
        return Address.of(
                "packages",
                sameAccount
                        .merging("region", told.of().region())
                        .merging("specification", told.of().specification()));
    }

    private static String against(Threshold threshold) {
        return "at or below "
                + switch (threshold.type()) {
                    case PERCENTAGE -> threshold.value() + "\u00a0%";
                    case REMAINING -> Format.hours(threshold.value());
                };
    }

    private String runsOut(Notification told) {
        var runsOutAt = told.runsOutAt();
        if (runsOutAt == null) {
            return "";
        }
        return runsOutAt.equals(told.expiresAt())
                ? "; at the current rate it expires before it runs out"
                : "; at the current rate it runs out on " + Format.minute(runsOutAt, account.zone());
    }

    /** What becomes of usage from then on: the next hour of the jobs that run, or what holds for any. */
    private static String afterwards(Notification told) {
        var cost = told.nextHourCost();
        if (cost == null) {
            return "Further usage is billed pay-per-use unless another package covers it.";
        }
        return cost.amount().signum() == 0
                ? "Your other packages cover the jobs running now for at least an hour."
                : "The jobs running now will cost " + Format.money(cost) + " in the next hour (pay-per-use).";
    }

    private String lastDay(Notification told) {
        return Format.day(
                Objects.requireNonNull(told.expiresAt()).minusSeconds(1),
                names.zone(told.of().region()));
    }

    private static String lowerFirst(String words) {
        return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
