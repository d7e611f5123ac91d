package io.drawdown.notification.internal.email;

import jakarta.mail.SendFailedException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Tells e-mails that a mail server has certainly not taken from those that it may have taken. */
final class MailRefusals {

    /** A reply of a server that refuses, for now (4xx) or for good (5xx), with which the message of the failure begins. */
    private static final Pattern NEGATIVE_REPLY = Pattern.compile("[45][0-9]{2}\\b");

    private MailRefusals() {}

    /**
     * Whether the server certainly didn't take the one e-mail that was to be sent: there was no session with it, or it answered that
     * it refuses. Where it didn't answer, or broke the connection off, it may have taken it.
     */
    static boolean isNotTaken(MailException failed) {
        if (failed instanceof MailAuthenticationException) {
            return true;
        }
        if (!(failed instanceof MailSendException sending) || sending.getMessageExceptions().length == 0) {
            return false;
        }
        var ofMessage = sending.getMessageExceptions()[0];
        // Where no session could be opened, that failure is also the one of each e-mail.
        return ofMessage == sending.getCause() || isRefused(ofMessage);
    }

    private static boolean isRefused(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
                .filter(SendFailedException.class::isInstance)
                .map(refusal -> String.valueOf(refusal.getMessage()))
                .anyMatch(message -> NEGATIVE_REPLY.matcher(message).lookingAt());
    }
}
