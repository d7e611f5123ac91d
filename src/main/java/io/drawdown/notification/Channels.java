package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.alert.AlertKind;
import io.drawdown.notification.internal.webhook.WebhookTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who will be told of an account's alerts, besides those who look into its inbox. */
@Service
public class Channels {

    private static final Set<AlertKind> OF_QUOTA = EnumSet.of(AlertKind.THRESHOLD, AlertKind.USED_UP);

    private final WebhookTable webhooks;
    private final RecipientTable recipients;
    private final MailCourier mail;
    private final Access access;

    Channels(WebhookTable webhooks, RecipientTable recipients, MailCourier mail, Access access) {
        this.webhooks = webhooks;
        this.recipients = recipients;
        this.mail = mail;
        this.access = access;
    }

    /**
     * Who will be told.
     *
     * @param mailConfigured whether this server can send e-mail at all
     * @param emails the addresses that have confirmed
     * @param unconfirmed how many addresses have not, and so aren't told
     * @param webhooks how many are called when a threshold is reached or nothing is left
     */
    public record ToldBy(boolean mailConfigured, List<String> emails, int unconfirmed, int webhooks) {}

    /** Who will be told of this account's alerts. */
    @Transactional(readOnly = true)
    public ToldBy of(String account) {
        access.toRead(account);
        var told = webhooks.list(account).stream()
                .filter(webhook -> webhook.kinds().stream().anyMatch(OF_QUOTA::contains))
                .count();
        var emails = recipients.confirmed(account);
        return new ToldBy(mail.isConfigured(), emails, recipients.list(account).size() - emails.size(), (int) told);
    }
}
