package io.drawdown.notification.internal.email;

import jakarta.mail.SendFailedException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Distinguishes e-mails that a mail server has certainly not accepted from those that it may have accepted. */
final class MailRefusals {

    /**
     * A failure message that starts with a reply code by which a server refuses, temporarily (4xx) or permanently
     * (5xx).
     */
    private static final Pattern NEGATIVE_REPLY = Pattern.compile("[45][0-9]{2}\\b");

    private MailRefusals() {}

    /**
     * Whether the server certainly didn't accept the e-mail: no session could be opened, or the server refused it.
     * After a timeout or a broken connection, it may have accepted it.
     */
    static boolean isNotTaken(MailException failed) {
        if (failed instanceof MailAuthenticationException) {
            return true;
        }
        if (!(failed instanceof MailSendException sending) || sending.getMessageExceptions().length == 0) {
            return false;
        }
        var ofMessage = sending.getMessageExceptions()[0];
        // If no session could be opened, each e-mail has the same failure.
        return ofMessage.equals(sending.getCause()) || isRefused(ofMessage);
    }

    private static boolean isRefused(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
                .filter(SendFailedException.class::isInstance)
                .map(refusal -> String.valueOf(refusal.getMessage()))
                .anyMatch(message -> NEGATIVE_REPLY.matcher(message).lookingAt());
    }
}
