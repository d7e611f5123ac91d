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

/** Puts the watch over the database before the pool of connections, whatever asks for one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String LONGEST_WAIT = "drawdown.database.start-timeout";
    private static final Duration USUAL_WAIT = Duration.ofMinutes(10);

    @Bean
    static Watching watchedDataSource(Environment environment) {
        return new Watching(environment);
    }

    @Bean
    DatabaseWatch databaseWatch(DataSource dataSource) throws SQLException {
        return dataSource.unwrap(WatchedDataSource.class).watch();
    }

    /** Comes before other processors, which may wrap the pool so that it can't be told from other data sources. */
    record Watching(Environment environment) implements BeanPostProcessor, PriorityOrdered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof HikariDataSource pool ? watched(pool) : bean;
        }

        private WatchedDataSource watched(HikariDataSource pool) {
            var direct = new DirectConnections(pool);
            direct.prepare();
            direct.await(environment.getProperty(LONGEST_WAIT, Duration.class, USUAL_WAIT));
            return new WatchedDataSource(pool, new DatabaseWatch(pool, direct));
        }
    }
}
