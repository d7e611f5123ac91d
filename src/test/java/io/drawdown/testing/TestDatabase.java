package io.drawdown.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context under test a database of its own: an H2 file, or one in the PostgreSQL of this JVM. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name = "drawdown_" + UUID.randomUUID().toString().replace("-", "");
        String kind = System.getProperty("drawdown.test.database", "h2");
        TestPropertyValues properties = switch (kind) {
            case "h2" -> h2(name);
            case "postgres" -> postgres(name);
            default -> throw new IllegalArgumentException("drawdown.test.database is h2 or postgres, not " + kind);
        };
        properties
                .and("drawdown.imports.folder=./target/test-data/" + name + "-imports")
                .applyTo(context);
    }

    private static TestPropertyValues h2(String name) {
        return TestPropertyValues.of(
                // Unlike the program, a test's database may lose commits when the machine fails; it waits for no disk.
                "spring.datasource.url=jdbc:h2:file:./target/test-data/%s;LOCK_TIMEOUT=60000;DB_CLOSE_ON_EXIT=FALSE"
                        .formatted(name),
                "spring.datasource.username=sa");
    }

    private static TestPropertyValues postgres(String name) {
        try (var connection = Postgres.INSTANCE.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return TestPropertyValues.of(
                "spring.datasource.url=" + Postgres.INSTANCE.getJdbcUrl("postgres", name),
                "spring.datasource.username=postgres",
                "spring.datasource.password=");
    }

    private static final class Postgres {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "UTC")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
