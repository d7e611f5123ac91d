package io.drawdown.base.sql;

import io.drawdown.base.spool.ExportProperties;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration
@EnableResilientMethods
class ListingConfiguration {

    private static final int FETCH_SIZE = 1000;
    private static final int STREAMS_AT_ONCE = 4;

    @Bean
    SqlListing.Database listingDatabase(
            DataSource dataSource, PlatformTransactionManager transactions, ExportProperties exports) {
        var jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(FETCH_SIZE);
        var reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        return new SqlListing.Database(
                new NamedParameterJdbcTemplate(jdbc),
                reading,
                new Semaphore(STREAMS_AT_ONCE, true),
                exports.longestWait());
    }
}
