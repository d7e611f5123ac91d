package io.drawdown.testing;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The mail server of this JVM, through which the application under test sends. It takes mail for anybody. */
public class TestMail implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of("spring.mail.host=127.0.0.1", "spring.mail.port=" + port())
                .applyTo(context);
    }

    /** Where it listens. */
    public static int port() {
        return Server.INSTANCE.getSmtp().getPort();
    }

    /** What has come for an address, in the order in which it came. */
    public static List<MimeMessage> findMessages(String email) {
        return Server.INSTANCE
                .findReceivedMessages(user -> user.getEmail().equalsIgnoreCase(email), message -> true)
                .toList();
    }

    /** The only message for an address, once it has come. */
    public static MimeMessage awaitMessage(String email) {
        return awaitMessage(email, 1);
    }

    /** The last message for an address, once this many have come. */
    public static MimeMessage awaitMessage(String email, int number) {
        return Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> findMessages(email), mails -> mails.size() == number)
                .getLast();
    }

    /** Returns the plain text of a message that has an HTML version, too. */
    public static String plainText(MimeMessage mail) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static final class Server {

        static final GreenMail INSTANCE = start();

        private static GreenMail start() {
            var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
            server.start();
            return server;
        }
    }
}
