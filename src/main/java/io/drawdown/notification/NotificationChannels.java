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

/** Who will be told of an account's alerts, besides those who look into its inbox. */
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
     * Who will be told.
     *
     * @param mailConfigured whether this server can send e-mail at all
     * @param confirmedEmails the addresses that have confirmed
     * @param unconfirmedCount how many addresses have not, and so aren't told
     * @param webhookCount how many are called when a threshold is reached or nothing is left
     */
    public record ChannelSummary(
            boolean mailConfigured, List<String> confirmedEmails, int unconfirmedCount, int webhookCount) {}

    /** Who will be told of this account's alerts. */
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
