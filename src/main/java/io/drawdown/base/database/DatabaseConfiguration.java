package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the watch over the database before the pool of connections, whatever asks for one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String LONGEST_WAIT = "drawdown.database.start-timeout";
    private static final Duration USUAL_WAIT = Duration.ofMinutes(10);

    @Bean
    static BeanPostProcessor watchedDataSource(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? watched(pool, environment) : bean;
            }
        };
    }

    @Bean
    DatabaseWatch databaseWatch(DataSource dataSource) throws SQLException {
        return dataSource.unwrap(WatchedDataSource.class).watch();
    }

    private static WatchedDataSource watched(HikariDataSource pool, Environment environment) {
        var direct = new DirectConnections(pool);
        direct.prepare();
        direct.await(environment.getProperty(LONGEST_WAIT, Duration.class, USUAL_WAIT));
        return new WatchedDataSource(pool, new DatabaseWatch(pool, direct));
    }
}
