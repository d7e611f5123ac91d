package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/** Wraps the connection pool in the database monitor. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String START_TIMEOUT_PROPERTY = "drawdown.database.start-timeout";
    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofMinutes(10);

    @Bean
    static DataSourceWrapper dataSourceWrapper(Environment environment) {
        return new DataSourceWrapper(environment);
    }

    @Bean
    DatabaseMonitor databaseMonitor(DataSource dataSource) throws SQLException {
        return dataSource.unwrap(MonitoredDataSource.class).monitor();
    }

    /** Runs before other post-processors, which may wrap the pool so that it is no longer recognised. */
    record DataSourceWrapper(Environment environment) implements BeanPostProcessor, PriorityOrdered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof HikariDataSource pool ? wrap(pool) : bean;
        }

        private MonitoredDataSource wrap(HikariDataSource pool) {
            var direct = new DirectConnections(pool);
            direct.configurePool();
            direct.awaitDatabase(
                    environment.getProperty(START_TIMEOUT_PROPERTY, Duration.class, DEFAULT_START_TIMEOUT));
            return new MonitoredDataSource(pool, new DatabaseMonitor(pool, direct));
        }
    }
}
