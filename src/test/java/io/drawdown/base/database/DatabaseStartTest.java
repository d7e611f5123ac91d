package io.drawdown.base.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.testing.DatabaseFault;
import io.drawdown.testing.DrawdownTest;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start while PostgreSQL is away waits for it; one that PostgreSQL refuses fails at once. */
@DrawdownTest
@Tag("dialect")
@EnabledIfSystemProperty(named = "drawdown.test.database", matches = "postgres")
@ExtendWith(OutputCaptureExtension.class)
class DatabaseStartTest {

    @Autowired
    DataSource dataSource;

    @Test
    void waitsForTheDatabase(CapturedOutput output) throws Exception {
        var postgresProxy = new DatabaseFault.PostgresProxy(url());
        postgresProxy.interrupt();
        var start =
                Thread.ofVirtual().start(() -> connections(postgresProxy.url()).awaitDatabase(Duration.ofMinutes(5)));
        await().until(() -> output.getOut().contains("the start waits for it up to 300 s"));
        assertThat(start.isAlive()).isTrue();
        postgresProxy.restore();
        start.join();
        assertThat(output).contains("The database answers").doesNotContain("\tat ");
    }

    @Test
    void givesUpAfterTheTimeout() throws Exception {
        var postgresProxy = new DatabaseFault.PostgresProxy(url());
        postgresProxy.interrupt();
        assertThatThrownBy(() -> connections(postgresProxy.url()).awaitDatabase(Duration.ZERO))
                .isInstanceOfSatisfying(DatabaseUnreachableException.class, away -> {
                    assertThat(away.isRefused()).isFalse();
                    assertThat(new DatabaseUnreachableAnalyzer().analyze(away).getAction())
                            .contains("DRAWDOWN_DATABASE_START_TIMEOUT");
                });
    }

    @Test
    void failsAtOnceWhenTheServerRefuses() throws Exception {
        var nowhere = url().replaceFirst("/drawdown_[0-9a-f]+", "/no_such_database");
        assertThatThrownBy(() -> connections(nowhere).awaitDatabase(Duration.ofDays(1)))
                .isInstanceOfSatisfying(DatabaseUnreachableException.class, refused -> {
                    assertThat(refused.isRefused()).isTrue();
                    assertThat(refused).hasMessageContaining("no_such_database").hasMessageNotContaining("user=");
                    assertThat(new DatabaseUnreachableAnalyzer()
                                    .analyze(refused)
                                    .getAction())
                            .contains("SPRING_DATASOURCE_URL");
                });
    }

    private String url() throws Exception {
        return dataSource.unwrap(HikariDataSource.class).getJdbcUrl();
    }

    private DirectConnections connections(String url) {
        var pool = new HikariDataSource();
        ((HikariConfig) pool).setJdbcUrl(url);
        pool.setUsername("postgres");
        return new DirectConnections(pool);
    }
}
