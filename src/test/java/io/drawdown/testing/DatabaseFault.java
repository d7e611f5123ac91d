package io.drawdown.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Takes the database of a context away and gives it back: an embedded H2 is closed under the program and its file held, so that it
 * can't be opened again; the way to a PostgreSQL is cut, or swallows what is sent.
 */
public interface DatabaseFault {

    /** Where the program finds the database. */
    String url();

    void interrupt() throws Exception;

    void restore() throws Exception;

    /** Puts itself between the program and its database, after {@link TestDatabase}. */
    class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var url = Objects.requireNonNull(context.getEnvironment().getProperty("spring.datasource.url"));
            try {
                var fault = url.startsWith("jdbc:h2:") ? new ClosedH2Fault(url) : new PostgresProxy(url);
                TestPropertyValues.of("spring.datasource.url=" + fault.url()).applyTo(context);
                context.getBeanFactory().registerSingleton("databaseFault", fault);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An H2 that was closed at once, as it is when it can't write, and whose file is locked. */
    final class ClosedH2Fault implements DatabaseFault {

        private final String url;
        private @Nullable FileChannel file;

        ClosedH2Fault(String url) {
            this.url = url + ";WRITE_DELAY=0"; // as the program's own: what was committed is on the disk
        }

        @Override
        public String url() {
            return url;
        }

        @Override
        public void interrupt() throws SQLException, IOException {
            try (var connection = DriverManager.getConnection(url, "sa", "");
                    var statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            } catch (SQLException closed) {
                // with the database
            }
            file = FileChannel.open(
                    Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + ".mv.db"),
                    StandardOpenOption.WRITE);
            Objects.requireNonNull(file.tryLock());
        }

        @Override
        public void restore() throws IOException {
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }

    /** The way to a PostgreSQL. */
    final class PostgresProxy implements DatabaseFault {

        private final String url;
        private final int port;
        private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        private final Set<Socket> openSockets = ConcurrentHashMap.newKeySet();
        private final AtomicInteger refusedConnections = new AtomicInteger();
        private volatile boolean interrupted;
        private volatile boolean dropsPackets;
        private volatile @Nullable String statementToCut;

        public PostgresProxy(String url) throws IOException {
            var address = URI.create(url.substring("jdbc:".length()));
            port = address.getPort();
            this.url = url.replace(address.getHost() + ":" + port, "localhost:" + server.getLocalPort())
                    + "&prepareThreshold=0"; // so that each commit is said in full
            Thread.ofPlatform().daemon().name("wire").start(this::accept);
        }

        @Override
        public String url() {
            return url;
        }

        @Override
        public void interrupt() {
            interrupted = true;
            cut();
        }

        @Override
        public void restore() {
            interrupted = false;
            dropsPackets = false;
            statementToCut = null;
            cut();
        }

        /** How many connections were refused while it was interrupted. */
        public int refusedConnections() {
            return refusedConnections.get();
        }

        /** Lets nothing through from now on, and says nothing of it. */
        public void dropPackets() {
            dropsPackets = true;
        }

        /** Passes the commit of the next transaction with this statement on, and is cut before its answer comes back. */
        public void cutAfterCommitOf(String statement) {
            statementToCut = statement;
        }

        private void cut() {
            openSockets.forEach(PostgresProxy::close);
            openSockets.clear();
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    var program = server.accept();
                    if (interrupted) {
                        refusedConnections.incrementAndGet();
                        program.close();
                        continue;
                    }
                    var database = new Socket(InetAddress.getLoopbackAddress(), port);
                    openSockets.add(program);
                    openSockets.add(database);
                    var transaction = new Transaction();
                    Thread.ofVirtual().start(() -> forward(program, database, transaction::sent));
                    Thread.ofVirtual().start(() -> forward(database, program, answer -> transaction.isUnanswered()));
                } catch (IOException ended) {
                    return;
                }
            }
        }

        private void forward(Socket from, Socket to, Predicate<String> isCut) {
            var buffer = new byte[8192];
            try (from;
                    to) {
                for (var read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    if (dropsPackets) {
                        continue;
                    }
                    if (isCut.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                        cut();
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException ended) {
                // as it is to
            }
        }

        /** What one connection has sent of a transaction while its commit is waited for. */
        private final class Transaction {

            private final StringBuilder sent = new StringBuilder();
            private volatile boolean unanswered;

            /** Always false: what the program sends gets to the database. */
            boolean sent(String text) {
                var statement = statementToCut;
                if (statement != null) {
                    sent.append(text);
                    if (sent.indexOf("COMMIT") >= 0 && sent.indexOf(statement) >= 0) {
                        unanswered = true;
                        statementToCut = null;
                    }
                    if (sent.indexOf("COMMIT") >= 0 || sent.indexOf("ROLLBACK") >= 0) {
                        sent.setLength(0);
                    }
                }
                return false;
            }

            boolean isUnanswered() {
                return unanswered;
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException closed) {
                // so much the better
            }
        }
    }
}
