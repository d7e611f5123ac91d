package io.drawdown.notification.email;

import static java.util.stream.Collectors.toMap;

import io.drawdown.account.Access;
import io.drawdown.account.model.Role;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.Validation;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.RecipientRepository;
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
 * The recipients of an account's alerts by e-mail. Addresses that customers add are asked to confirm first; those
 * that admins add are confirmed at once.
 */
@Service
public class Recipients {

    private static final int MAX_RECIPIENTS = 20;
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern EMAIL =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private final RecipientRepository repository;
    private final ConfirmationRequests requests;
    private final Ledger ledger;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recipients(
            RecipientRepository repository,
            ConfirmationRequests requests,
            Ledger ledger,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.requests = requests;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    private record AuditedRecipients(List<String> emails, List<String> unconfirmed) {

        static AuditedRecipients of(List<RecipientRepository.StoredRecipient> rows) {
            return new AuditedRecipients(
                    rows.stream()
                            .map(RecipientRepository.StoredRecipient::email)
                            .toList(),
                    rows.stream()
                            .filter(row -> !row.confirmed())
                            .map(RecipientRepository.StoredRecipient::email)
                            .toList());
        }
    }

    private record AuditedRequest(String email) {}

    /** Lists the recipients in the order in which they were entered. */
    @Transactional(readOnly = true)
    public List<Recipient> get(String account) {
        access.requireRead(account);
        return requests.toRecipients(account, repository.list(account));
    }

    /**
     * Replaces the list. Addresses that a customer adds are asked to confirm, if there is a mail server; those that
     * an admin adds are confirmed. Addresses that remain keep their state. Pending messages to removed addresses
     * aren't sent.
     *
     * @throws TooManyRequestsException if the account has asked too many addresses within a day; nothing is changed
     *     then
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public List<Recipient> put(String account, @Nullable List<? extends @Nullable String> emails) {
        return replace(account, emails, Precondition.none());
    }

    /**
     * Replaces the list like {@link #put}, provided that the addresses on it meet a precondition.
     *
     * @param precondition gets the addresses in the order in which they were entered
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public List<Recipient> putIf(
            String account,
            @Nullable List<? extends @Nullable String> emails,
            Precondition<List<String>> precondition) {
        return replace(account, emails, precondition);
    }

    private List<Recipient> replace(
            String account,
            @Nullable List<? extends @Nullable String> emails,
            Precondition<List<String>> precondition) {
        access.requireChange(account);
        new Validation().present("emails", emails).throwIfInvalid();
        var given = Objects.requireNonNull(emails).stream()
                .map(email -> email == null ? "" : normalizeDomain(email))
                .toList();
        validate(given);
        ledger.lock(List.of(account));
        var before = repository.list(account);
        precondition.check(
                before.stream().map(RecipientRepository.StoredRecipient::email).toList());
        var known = before.stream()
                .collect(
                        toMap(storedRecipient -> EmailAddress.normalize(storedRecipient.email()), Function.identity()));
        var confirmsAdded = access.caller().role() == Role.ADMIN;
        var rows = given.stream()
                .map(email -> {
                    var storedRecipient = known.get(EmailAddress.normalize(email));
                    return new RecipientRepository.StoredRecipient(
                            email, storedRecipient == null ? confirmsAdded : storedRecipient.confirmed());
                })
                .toList();
        repository.replace(account, rows);
        if (!confirmsAdded) {
            requests.requestConfirmation(
                    account,
                    given.stream()
                            .filter(email -> !known.containsKey(EmailAddress.normalize(email)))
                            .toList());
        }
        events.publishEvent(new AuditedChange(
                AuditAction.RECIPIENTS_SET,
                account,
                account,
                AuditedRecipients.of(before),
                AuditedRecipients.of(rows)));
        return requests.toRecipients(account, rows);
    }

    /**
     * Asks an address again to confirm.
     *
     * @throws TooManyRequestsException if it was asked within a day, or the account has asked too many addresses
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public List<Recipient> askAgain(String account, @Nullable String email) {
        access.requireChange(account);
        new Validation().present("email", email).throwIfInvalid();
        ledger.lock(List.of(account));
        var sought = EmailAddress.normalize(normalizeDomain(Objects.requireNonNull(email)));
        var all = get(account);
        var recipient = all.stream()
                .filter(one -> EmailAddress.normalize(one.email()).equals(sought))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.forField(ProblemType.INVALID, "email", "is not on the account's list"));
        new Validation()
                .require(!recipient.confirmed(), "email", "has confirmed already")
                .throwIfInvalid();
        requests.requireMailServer();
        if (recipient.askedNextAt() != null) {
            return all;
        }
        if (recipient.mayBeAskedFrom() != null) {
            throw new TooManyRequestsException(
                    "An address is asked once a day at most, whichever account asks.",
                    Math.max(
                            1,
                            Duration.between(clock.instant(), recipient.mayBeAskedFrom())
                                    .toSeconds()));
        }
        requests.requestConfirmation(account, List.of(recipient.email()));
        events.publishEvent(new AuditedChange(
                AuditAction.RECIPIENT_ASKED_AGAIN,
                account,
                recipient.email(),
                null,
                new AuditedRequest(recipient.email())));
        return get(account);
    }

    /** Lower-cases the domain only, because mail servers may distinguish case in the local part. */
    private static String normalizeDomain(String email) {
        var stripped = email.strip();
        var at = stripped.lastIndexOf('@');
        return stripped.substring(0, at + 1) + stripped.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    private static void validate(List<String> emails) {
        var validation = new Validation()
                .require(emails.size() <= MAX_RECIPIENTS, "emails", "must be at most " + MAX_RECIPIENTS + " addresses");
        var seen = new HashSet<String>();
        for (var index = 0; index < emails.size(); index++) {
            var email = emails.get(index);
            var field = "emails[" + index + "]";
            validation
                    .require(
                            email.length() <= MAX_EMAIL_LENGTH
                                    && EMAIL.matcher(email).matches(),
                            field,
                            "must be an e-mail address such as li.wei@example.com")
                    .require(seen.add(EmailAddress.normalize(email)), field, "is in the list already");
        }
        validation.throwIfInvalid();
    }
}
