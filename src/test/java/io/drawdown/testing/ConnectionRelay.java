package io.drawdown.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards connections to a server, and can be cut: to whoever connects through it, the server is gone then. */
public final class ConnectionRelay implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    /** Opens a relay to a port of this machine. */
    public ConnectionRelay(int target) {
        this.target = target;
        listener = listen(0);
        port = listener.getLocalPort();
    }

    /** Returns the address at which browsers reach the server through the relay. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Breaks all connections and takes no new ones. */
    public void cut() {
        close(listener);
        sockets.forEach(ConnectionRelay::close);
        sockets.clear();
    }

    /** Takes connections again. */
    public void mend() {
        listener = listen(port);
    }

    @Override
    public void close() {
        cut();
    }

    private ServerSocket listen(int wanted) {
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getByName("localhost"), wanted));
            Thread.ofVirtual().start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                var client = opened.accept();
                sockets.add(client);
                var server = new Socket(InetAddress.getByName("localhost"), target);
                sockets.add(server);
                forward(client, server);
                forward(server, client);
            } catch (IOException cut) {
                // Either the relay was cut, or this connection broke off, which its client sees.
            }
        }
    }

    private void forward(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException brokenOff) {
                // Both ends are closed now.
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception closed) {
            // It is closed already.
        }
    }
}
