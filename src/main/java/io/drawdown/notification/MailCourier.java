package io.drawdown.notification;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends messages by e-mail, through the server that `spring.mail.host` names. */
@Component
class MailCourier {

    private final @Nullable JavaMailSender sender;

    MailCourier(ObjectProvider<JavaMailSender> sender) {
        this.sender = sender.getIfAvailable();
    }

    /** Whether there is a mail server to send through. */
    boolean isConfigured() {
        return sender != null;
    }
}
