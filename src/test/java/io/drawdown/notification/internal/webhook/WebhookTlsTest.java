package io.drawdown.notification.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.drawdown.testing.TestClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers whose certificates are made for the test, since a JDK brings none. */
class WebhookTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String REFUSED =
            "The TLS certificate of localhost is not valid, not for this name, or not from an authority that is trusted here.";

    @TempDir
    Path folder;

    @Test
    void sendsToATrustedServer() throws Exception {
        var certificate = certificate("localhost");

        assertThat(send(certificate, trusting(certificate))).isEqualTo(new WebhookResponse(204, null));
    }

    @Test
    void refusesAnUntrustedCertificate() throws Exception {
        assertThat(send(certificate("localhost"), SSLContexts.createDefault()))
                .isEqualTo(new WebhookResponse(null, REFUSED));
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        var certificate = certificate("elsewhere.example");

        assertThat(send(certificate, trusting(certificate))).isEqualTo(new WebhookResponse(null, REFUSED));
    }

    private static WebhookResponse send(Path certificate, SSLContext trusted) throws Exception {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(SSLContexts.custom()
                .loadKeyMaterial(certificate, PASSWORD, PASSWORD)
                .build()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var sender = new WebhookSender(
                true, new TestClock(), Duration.ofSeconds(10), SystemDefaultDnsResolver.INSTANCE, trusted);
        try {
            return sender.send(
                    "https://localhost:" + server.getAddress().getPort() + "/",
                    List.of(WebhookSecret.random()),
                    new WebhookMessage("msg_1", new byte[0]));
        } finally {
            sender.destroy();
            server.stop(0);
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        return SSLContexts.custom().loadTrustMaterial(certificate, PASSWORD).build();
    }

    private Path certificate(String host) throws Exception {
        var store = folder.resolve(host + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(made).isZero();
        return store;
    }
}
