package io.drawdown.notification.internal.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that keeps to a script: its greeting, then an answer to each command. After the script's end it says nothing
 * more; where the script says so it hangs up.
 */
class ScriptedMailServer implements AutoCloseable {

    static final String HANG_UP = "";

    private final ServerSocket socket;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();

    ScriptedMailServer(String... script) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
        Thread.ofVirtual().start(() -> serve(script));
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve(String... script) {
        while (!socket.isClosed()) {
            try {
                var caller = socket.accept();
                callers.add(caller);
                converse(caller, script);
            } catch (IOException closed) {
                // The other side has gone, or the test is over.
            }
        }
    }

    private static void converse(Socket caller, String... script) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
        var data = false;
        for (var answer : script) {
            if (answer.equals(HANG_UP)) {
                caller.close();
                return;
            }
            caller.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var command = commands.readLine();
            while (data && command != null && !command.equals(".")) {
                command = commands.readLine();
            }
            data = command != null && command.equals("DATA");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var caller : callers) {
            caller.close();
        }
    }
}
