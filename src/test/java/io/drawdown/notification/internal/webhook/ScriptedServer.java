package io.drawdown.notification.internal.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does with each connection whatever a test wants of it, be it HTTP or not. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Conversation conversation;
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread accepting;
    private final CountDownLatch disconnected = new CountDownLatch(1);

    public interface Conversation {
        void with(Socket client) throws IOException, InterruptedException;
    }

    public ScriptedServer(Conversation conversation) {
        this.conversation = conversation;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        accepting = Thread.ofVirtual().start(this::serve);
    }

    /** A server that reads the request's head and answers with these bytes. */
    public static ScriptedServer answering(String answer) {
        return new ScriptedServer(client -> {
            readHead(client);
            write(client, answer);
        });
    }

    /** A server that says the first thing at once and then the second again and again, until the client hangs up. */
    public static ScriptedServer repeating(String first, String again, long pauseMillis) {
        return new ScriptedServer(client -> {
            write(client, first);
            var pause = new CountDownLatch(1);
            while (!pause.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                write(client, again);
            }
        });
    }

    static void readHead(Socket client) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) client.getInputStream().read());
        }
    }

    static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    int port() {
        return socket.getLocalPort();
    }

    public String url() {
        return "http://localhost:" + port() + "/hook";
    }

    public int connections() {
        return connections.get();
    }

    /** Whether a client has broken off a conversation, which is waited for. */
    boolean awaitHangUp() throws InterruptedException {
        return disconnected.await(10, TimeUnit.SECONDS);
    }

    private void serve() {
        try {
            while (true) {
                var client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void converse(Socket client) {
        try (client) {
            conversation.with(client);
        } catch (IOException broken) {
            disconnected.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the port. No connection is accepted afterwards, not even one that was on its way. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            accepting.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
