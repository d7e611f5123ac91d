package io.drawdown.notification.webhook;

import com.sun.net.httpserver.HttpServer;
import io.drawdown.notification.internal.webhook.SignatureVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that keeps what its hook is called with, and answers with a status of the test's choice. */
public final class RecordingWebhookServer implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile int status = 204;

    public record Call(Map<String, String> headers, byte[] body) {

        public String header(String name) {
            return headers.get(name);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public boolean isSignedWith(String secret) {
            return SignatureVerifier.verifies(secret, headers, body);
        }
    }

    public RecordingWebhookServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(new Call(
                    SignatureVerifier.lowerCase(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/drawdown";
    }

    public void answerWith(int status) {
        this.status = status;
    }

    /** The next call, which is waited for. */
    public Call awaitCall() throws InterruptedException {
        var call = calls.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("The hook wasn't called");
        }
        return call;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
