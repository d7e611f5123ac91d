package io.drawdown.notification;

import static java.util.stream.Collectors.toMap;

import io.drawdown.account.Access;
import io.drawdown.account.Role;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.InTurn;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.base.TooManyRequests;
import io.drawdown.quota.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people of an account who get its alerts by e-mail. An address that a customer adds is asked to confirm first; those that
 * admins add are confirmed.
 */
@Service
public class Recipients {

    private static final int MOST = 20;
    private static final int LONGEST = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern EMAIL =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private final RecipientTable table;
    private final ConfirmationRequests requests;
    private final Ledger ledger;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recipients(
            RecipientTable table,
            ConfirmationRequests requests,
            Ledger ledger,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.requests = requests;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    private record Emails(List<String> emails, List<String> unconfirmed) {

        static Emails of(List<RecipientTable.Row> rows) {
            return new Emails(
                    rows.stream().map(RecipientTable.Row::email).toList(),
                    rows.stream()
                            .filter(row -> !row.confirmed())
                            .map(RecipientTable.Row::email)
                            .toList());
        }
    }

    private record Asked(String email) {}

    /** Their addresses, in the order in which they were given. */
    @Transactional(readOnly = true)
    public List<Recipient> get(String account) {
        access.toRead(account);
        return requests.about(account, table.list(account));
    }

    /**
     * Replaces the list. What is still on its way to somebody who is no longer on it isn't sent. What a customer adds is asked
     * to confirm, if there is a mail server; what an admin adds is confirmed. Those who stay are left as they are.
     *
     * @throws TooManyRequests if the account has asked too many addresses within a day; nothing is changed then
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public List<Recipient> put(String account, @Nullable List<@Nullable String> emails) {
        access.toChange(account);
        new Check().present("emails", emails).orRefuse();
        var given = Objects.requireNonNull(emails).stream()
                .map(email -> email == null ? "" : tidy(email))
                .toList();
        refuseInvalid(given);
        ledger.lock(List.of(account));
        var before = table.list(account);
        var known = before.stream().collect(toMap(row -> MailBudget.normal(row.email()), Function.identity()));
        var confirmsAdded = access.caller().role() == Role.ADMIN;
        var rows = given.stream()
                .map(email -> {
                    var row = known.get(MailBudget.normal(email));
                    return new RecipientTable.Row(email, row == null ? confirmsAdded : row.confirmed());
                })
                .toList();
        table.replace(account, rows);
        if (!confirmsAdded) {
            requests.ask(
                    account,
                    given.stream()
                            .filter(email -> !known.containsKey(MailBudget.normal(email)))
                            .toList());
        }
        events.publishEvent(
                new AuditedChange(AuditAction.RECIPIENTS_SET, account, account, Emails.of(before), Emails.of(rows)));
        return requests.about(account, rows);
    }

    /**
     * Asks an address once more to confirm.
     *
     * @throws TooManyRequests if it was asked within a day, or the account has asked too many
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public List<Recipient> askAgain(String account, @Nullable String email) {
        access.toChange(account);
        new Check().present("email", email).orRefuse();
        ledger.lock(List.of(account));
        var sought = MailBudget.normal(tidy(Objects.requireNonNull(email)));
        var all = get(account);
        var recipient = all.stream()
                .filter(one -> MailBudget.normal(one.email()).equals(sought))
                .findFirst()
                .orElseThrow(() -> ProblemException.at(ProblemType.INVALID, "email", "is not on the account's list"));
        new Check()
                .that(!recipient.confirmed(), "email", "has confirmed already")
                .orRefuse();
        requests.requireMailServer();
        if (recipient.askedNextAt() != null) {
            return all;
        }
        if (recipient.mayBeAskedFrom() != null) {
            throw new TooManyRequests(
                    "An address is asked once a day at most, whichever account asks.",
                    Math.max(
                            1,
                            Duration.between(clock.instant(), recipient.mayBeAskedFrom())
                                    .toSeconds()));
        }
        requests.ask(account, List.of(recipient.email()));
        events.publishEvent(new AuditedChange(
                AuditAction.RECIPIENT_ASKED_AGAIN, account, recipient.email(), null, new Asked(recipient.email())));
        return get(account);
    }

    /** The case of what stands before the @ is its mail server's business; domains have none. */
    private static String tidy(String email) {
        var stripped = email.strip();
        var at = stripped.lastIndexOf('@');
        return stripped.substring(0, at + 1) + stripped.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    private static void refuseInvalid(List<String> emails) {
        var check = new Check().that(emails.size() <= MOST, "emails", "must be at most " + MOST + " addresses");
        var seen = new HashSet<String>();
        for (var index = 0; index < emails.size(); index++) {
            var email = emails.get(index);
            var field = "emails[" + index + "]";
            check.that(
                            email.length() <= LONGEST && EMAIL.matcher(email).matches(),
                            field,
                            "must be an e-mail address such as li.wei@example.com")
                    .that(seen.add(MailBudget.normal(email)), field, "is in the list already");
        }
        check.orRefuse();
    }
}
