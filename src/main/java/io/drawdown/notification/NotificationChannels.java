package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.alert.AlertKind;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.MailCourier;
import io.drawdown.notification.internal.webhook.WebhookRepository;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Summarizes the channels on which an account's alerts are sent, in addition to its inbox. */
@Service
public class NotificationChannels {

    private static final Set<AlertKind> QUOTA_KINDS = EnumSet.of(AlertKind.THRESHOLD, AlertKind.USED_UP);

    private final WebhookRepository webhooks;
    private final RecipientRepository recipients;
    private final MailCourier mail;
    private final Access access;

    NotificationChannels(WebhookRepository webhooks, RecipientRepository recipients, MailCourier mail, Access access) {
        this.webhooks = webhooks;
        this.recipients = recipients;
        this.mail = mail;
        this.access = access;
    }

    /**
     * The channels of an account.
     *
     * @param mailConfigured whether this server can send e-mail
     * @param confirmedEmails the confirmed addresses
     * @param unconfirmedCount the number of unconfirmed addresses, which receive no alerts
     * @param webhookCount the number of webhooks for reached thresholds or used-up quota
     */
    public record ChannelSummary(
            boolean mailConfigured, List<String> confirmedEmails, int unconfirmedCount, int webhookCount) {}

    /** Returns the channels of an account. */
    @Transactional(readOnly = true)
    public ChannelSummary summarize(String account) {
        access.requireRead(account);
        var told = webhooks.list(account).stream()
                .filter(webhook -> webhook.kinds().stream().anyMatch(QUOTA_KINDS::contains))
                .count();
        var emails = recipients.findConfirmed(account);
        return new ChannelSummary(
                mail.isConfigured(), emails, recipients.list(account).size() - emails.size(), (int) told);
    }
}
