package io.drawdown.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the statements and batches that are sent to the database, the rows that are read, and the transactions. */
public class StatementCounter implements BeanPostProcessor {

    private final AtomicLong executions = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();

    /** How many statements and batches were executed so far. */
    public long executions() {
        return executions.get();
    }

    /** How many rows of results were read so far. */
    public long rows() {
        return rows.get();
    }

    /** How many transactions were committed so far, those of a single statement not counted that needs none around it. */
    public long commits() {
        return commits.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? new CountingDataSource(dataSource) : bean;
    }

    private final class CountingDataSource extends DelegatingDataSource {

        CountingDataSource(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return countingProxy(Connection.class, super.getConnection());
        }
    }

    private <T> T countingProxy(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                if (target instanceof Statement && method.getName().startsWith("execute")) {
                    executions.incrementAndGet();
                }
                if (target instanceof Connection && method.getName().equals("commit")) {
                    commits.incrementAndGet();
                }
                var result = method.invoke(target, arguments);
                if (target instanceof ResultSet && method.getName().equals("next") && Boolean.TRUE.equals(result)) {
                    rows.incrementAndGet();
                }
                return switch (result) {
                    case ResultSet read -> countingProxy(ResultSet.class, read);
                    case PreparedStatement statement -> countingProxy(PreparedStatement.class, statement);
                    case Statement statement -> countingProxy(Statement.class, statement);
                    case null, default -> result;
                };
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
