package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.notification.internal.webhook.WebhookTable;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who will be told of an account's alerts, besides those who look into its inbox. */
@Service
public class Channels {

    private final WebhookTable webhooks;
    private final Recipients recipients;
    private final MailCourier mail;
    private final Access access;

    Channels(WebhookTable webhooks, Recipients recipients, MailCourier mail, Access access) {
        this.webhooks = webhooks;
        this.recipients = recipients;
        this.mail = mail;
        this.access = access;
    }

    /**
     * Who will be told.
     *
     * @param mailConfigured whether this server can send e-mail at all
     * @param webhooks how many there are
     */
    public record ToldBy(boolean mailConfigured, List<String> emails, int webhooks) {}

    /** Who will be told of this account's alerts. */
    @Transactional(readOnly = true)
    public ToldBy of(String account) {
        access.toRead(account);
        return new ToldBy(mail.isConfigured(), recipients.of(account), webhooks.list(account).size());
    }
}
