package io.drawdown.notification.webhook;

import io.drawdown.account.Access;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.Validation;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.base.sql.SortKey;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.webhook.StoredWebhook;
import io.drawdown.notification.internal.webhook.WebhookMessage;
import io.drawdown.notification.internal.webhook.WebhookProperties;
import io.drawdown.notification.internal.webhook.WebhookRepository;
import io.drawdown.notification.internal.webhook.WebhookSecret;
import io.drawdown.notification.internal.webhook.WebhookSender;
import io.drawdown.notification.internal.webhook.WebhookUrl;
import io.drawdown.notification.message.NumericId;
import io.drawdown.quota.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Manages the webhooks of an account, which are called for its notifications (R22). */
@Service
public class Webhooks {

    public static final String WEBHOOK_DELETED_REASON = "The webhook was removed before the message reached it.";

    private static final int MAX_WEBHOOKS = 10;
    private static final Duration SECRET_OVERLAP = Duration.ofDays(1);

    private final WebhookRepository repository;
    private final WebhookSender sender;
    private final WebhookProperties properties;
    private final WebhookTestLimits testLimits;
    private final WebhookPayloads payloads;
    private final Ledger ledger;
    private final DeliveryRepository deliveries;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Webhooks(
            WebhookRepository repository,
            WebhookSender sender,
            WebhookProperties properties,
            WebhookTestLimits testLimits,
            WebhookPayloads payloads,
            Ledger ledger,
            DeliveryRepository deliveries,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.sender = sender;
        this.properties = properties;
        this.testLimits = testLimits;
        this.payloads = payloads;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A webhook without its secret.
     *
     * @param kinds the kinds of alert for which it is called
     * @param previousSecretUntil until when the previous secret also signs; null if it doesn't
     */
    public record Webhook(
            String id,
            String url,
            Set<AlertKind> kinds,
            Instant createdAt,
            @Nullable Instant previousSecretUntil) {}

    /** A webhook with its secret, which is shown only once. */
    public record NewWebhook(Webhook webhook, String secret) {

        @Override
        public String toString() {
            return "NewWebhook[webhook=" + webhook + "]";
        }
    }

    /**
     * The outcome of a test.
     *
     * @param status the HTTP status of the response; null if there was none
     * @param problem why the test wasn't delivered, in a sentence; null if it was
     */
    public record TestResult(
            boolean delivered,
            @Nullable Integer status,
            @Nullable String problem) {}

    /** Adds a webhook for alerts of these kinds, or of all kinds if none are given. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public NewWebhook create(String account, @Nullable String url, @Nullable Collection<AlertKind> kinds) {
        access.requireChange(account);
        var problem = WebhookUrl.findProblem(url, properties.allowPrivate());
        new Validation()
                .require(problem == null, "url", String.valueOf(problem))
                .throwIfInvalid();
        ledger.lock(List.of(account));
        if (repository.list(account).size() >= MAX_WEBHOOKS) {
            throw new ProblemException(
                    ProblemType.INVALID,
                    "The account has %d webhooks already, and may have no more. Delete one that is no longer used."
                            .formatted(MAX_WEBHOOKS));
        }
        var secret = WebhookSecret.random();
        var told = kinds == null || kinds.isEmpty() ? EnumSet.allOf(AlertKind.class) : EnumSet.copyOf(kinds);
        var id = repository.insert(account, Objects.requireNonNull(url), told, secret, clock.instant());
        var made = toWebhook(find(account, Long.toString(id)));
        events.publishEvent(new AuditedChange(AuditAction.WEBHOOK_CREATED, account, made.url(), null, made));
        return new NewWebhook(made, secret.text());
    }

    /** Lists an account's webhooks, the oldest first. */
    @Transactional(readOnly = true)
    public Listing<Webhook> list(String account) {
        access.requireRead(account);
        return Listing.of(
                repository.list(account).stream().map(this::toWebhook).toList(),
                SortKey.integer(webhook -> Long.valueOf(webhook.id())));
    }

    /** Returns a webhook of an account. */
    @Transactional(readOnly = true)
    public Webhook get(String account, String id) {
        access.requireRead(account);
        return toWebhook(find(account, id));
    }

    /** Deletes a webhook and gives up its pending deliveries. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public void delete(String account, String id) {
        access.requireChange(account);
        ledger.lock(List.of(account)); // so that no change of the account writes a delivery to it at the same time
        var webhook = find(account, id);
        deliveries.parkOfWebhook(webhook.id(), WEBHOOK_DELETED_REASON);
        repository.delete(account, webhook.id());
        events.publishEvent(
                new AuditedChange(AuditAction.WEBHOOK_DELETED, account, webhook.url(), toWebhook(webhook), null));
    }

    /** Replaces the secret of a webhook. The previous one also signs for a day; older ones no longer do. */
    @RetryOnConflict
    @Transactional
    public NewWebhook rotateSecret(String account, String id) {
        access.requireChange(account);
        var secret = WebhookSecret.random();
        repository.rotateSecret(
                account, NumericId.parse(id), secret, clock.instant().plus(SECRET_OVERLAP));
        var rotated = toWebhook(find(account, id));
        events.publishEvent(
                new AuditedChange(AuditAction.WEBHOOK_SECRET_ROTATED, account, rotated.url(), null, rotated));
        return new NewWebhook(rotated, secret.text());
    }

    /**
     * Sends a test message now, and waits at most 10 seconds for the response. Must not be called in a transaction,
     * which would stay open for as long.
     *
     * @throws TooManyRequestsException if a test of the account is running, it has made too many, or the server's
     *     limit is reached
     */
    public TestResult test(String account, String id) {
        var told = access.requireChange(account);
        var webhook = find(account, id);
        var now = clock.instant();
        var message = new WebhookMessage("test_" + UUID.randomUUID(), payloads.testPayload(told, now));
        var webhookResponse =
                testLimits.run(account, () -> sender.send(webhook.url(), webhook.secretsAt(now), message));
        return new TestResult(webhookResponse.problem() == null, webhookResponse.status(), webhookResponse.problem());
    }

    private StoredWebhook find(String account, String id) {
        return repository
                .find(account, NumericId.parse(id))
                .orElseThrow(() -> ProblemException.notFound("The webhook '" + id + "'"));
    }

    private Webhook toWebhook(StoredWebhook webhook) {
        return new Webhook(
                Long.toString(webhook.id()),
                webhook.url(),
                webhook.kinds(),
                webhook.createdAt(),
                webhook.previousSecretUntil(clock.instant()));
    }
}
