package io.drawdown.notification.internal.email;

import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.Courier;
import io.drawdown.notification.internal.HeldBackException;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.UndeliverableException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Sends messages by e-mail, as HTML and plain text, through the server that `spring.mail.host` names (R22). */
@Component
public class MailCourier implements Courier {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private static final String CONNECTION_BROKEN = "The mail server broke the connection off.";

    private final @Nullable JavaMailSender sender;
    private final MailComposer composer;
    private final MailBudget budget;
    private final ConfirmationLinkRepository links;
    private final InternetAddress from;
    private final Clock clock;

    public MailCourier(
            ObjectProvider<JavaMailSender> sender,
            MailComposer composer,
            MailBudget budget,
            ConfirmationLinkRepository links,
            @Value("${drawdown.mail.from}") String from,
            Clock clock) {
        this.sender = sender.getIfAvailable();
        this.composer = composer;
        this.budget = budget;
        this.links = links;
        this.from = parseSender(from);
        this.clock = clock;
    }

    /** Whether a mail server is configured. */
    public boolean isConfigured() {
        return sender != null;
    }

    /** Creates the globally unique id of a new e-mail, which stays the same for every attempt. */
    public String newMessageId() {
        var address = from.getAddress();
        return UUID.randomUUID() + address.substring(address.lastIndexOf('@'));
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException, HeldBackException {
        if (sender == null) {
            throw new UndeliverableException("No mail server is configured; set SPRING_MAIL_HOST and start again.");
        }
        var counted = budget.reserve(outgoingMessage);
        MimeMessage message;
        try {
            message = written(sender, outgoingMessage);
        } catch (UndeliverableException | RuntimeException notSent) {
            budget.release(counted);
            throw notSent;
        }
        try {
            sender.send(message);
        } catch (MailException failed) {
            if (outgoingMessage.purpose() != DeliveryPurpose.CONFIRMATION || MailRefusals.isNotTaken(failed)) {
                budget.release(counted);
            }
            throw new UndeliverableException(describeFailure(failed));
        }
    }

    private MimeMessage written(JavaMailSender sender, OutgoingMessage outgoingMessage) throws UndeliverableException {
        try {
            return writeMessage(sender.createMimeMessage(), outgoingMessage);
        } catch (MessagingException | UnsupportedEncodingException unwritable) {
            throw new UndeliverableException("The e-mail couldn't be written: " + unwritable.getMessage());
        }
    }

    private MimeMessage writeMessage(MimeMessage message, OutgoingMessage outgoingMessage)
            throws MessagingException, UnsupportedEncodingException {
        var content = composeContent(outgoingMessage);
        message.setFrom(from);
        message.setRecipient(RecipientType.TO, new InternetAddress(outgoingMessage.recipient(), true));
        message.setSubject(content.subject().replaceAll("\\p{Cntrl}+", " "), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", "<" + outgoingMessage.messageId() + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(new MimeMultipart(
                "alternative", textPart(content.asText(), "plain"), textPart(MailHtml.render(content), "html")));
        return message;
    }

    /** Creates a new link for each attempt to ask, because tokens aren't stored. All of them are valid. */
    private MailContent composeContent(OutgoingMessage outgoingMessage) {
        return switch (outgoingMessage.purpose()) {
            case ALERT -> composer.composeAlerts(outgoingMessage);
            case CONFIRMATION ->
                composer.composeConfirmation(
                        outgoingMessage, links.issue(outgoingMessage.account(), outgoingMessage.recipient()));
        };
    }

    private static MimeBodyPart textPart(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    private static String describeFailure(MailException failed) {
        if (failed instanceof MailAuthenticationException) {
            return "The mail server refused the user name or password that it was given: "
                    + rootCause(failed).getMessage();
        }
        var root = rootCause(
                failed instanceof MailSendException sending && sending.getMessageExceptions().length > 0
                        ? sending.getMessageExceptions()[0]
                        : failed);
        return switch (root) {
            case SocketTimeoutException slow -> "The mail server didn't answer in time.";
            case ConnectException refused -> "The mail server can't be reached: " + refused.getMessage();
            case UnknownHostException unknown -> "The mail server's host isn't known: " + unknown.getMessage();
            case SocketException broken -> CONNECTION_BROKEN;
            case MessagingException ended
            when String.valueOf(ended.getMessage()).endsWith("[EOF]") -> CONNECTION_BROKEN;
            default -> "The mail server didn't accept the message: " + root.getMessage();
        };
    }

    private static Throwable rootCause(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static InternetAddress parseSender(String from) {
        try {
            var address = new InternetAddress(from, true);
            if (address.getPersonal() != null) {
                address.setPersonal(address.getPersonal(), UTF_8);
            }
            return address;
        } catch (AddressException | UnsupportedEncodingException unreadable) {
            throw new IllegalStateException(
                    "drawdown.mail.from must be an address such as 'Drawdown <drawdown@example.com>', not '" + from
                            + "'",
                    unreadable);
        }
    }
}
