package io.drawdown.console.customer.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.QuerySortOrder;
import com.vaadin.flow.data.provider.SortDirection;
import io.drawdown.console.ConsoleTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.JobUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("dialect")
class ManyJobsTest extends ConsoleTest {

    private static final int MANY = 100_000;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void readsDetailsOnlyOfJobsInView() {
        clock.set(TestClock.START);
        var account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.buy(account, world.monthlyOffer("V100 100 h", region, specification, 100), 1, null);
        clock.advance(Duration.ofHours(2));
        world.run(account, region, specification, "job-1", TestClock.START, TestClock.START.plus(Duration.ofHours(1)));
        multiply(account);
        signInAsCustomerOf(account);

        open("usage", UsageView.class);

        assertThat($view(Span.class).withClassName("count").single().getText()).isEqualTo("10,000+\u00a0jobs");
        var table = $view(JobGrid.class).single();
        assertThat(table.isAllRowsVisible()).isFalse();
        var byName = List.of(new QuerySortOrder("job", SortDirection.DESCENDING));
        var rows = table.getDataProvider()
                .fetch(new Query<>(49_950, 50, byName, null, null))
                .toList();
        assertThat(rows).hasSize(50).extracting(JobUsage::job).contains("job-1");

        world.start(account, region, specification, "live", 1, clock.instant());
        open("usage", UsageView.class);
        assertThat($view(Span.class).withClassName("count").single().getText()).isEqualTo("10,000+\u00a0jobs");
        assertThat($view(JobGrid.class).single().getDataProvider().fetch(new Query<>(0, 50, List.of(), null, null)))
                .hasSize(50)
                .first()
                .extracting(JobUsage::job)
                .isEqualTo("live");
    }

    // Two records for each job but the first.
    private void multiply(String account) {
        var h2 = System.getProperty("drawdown.test.database", "h2").equals("h2");
        var inserted = jdbc.sql("""
                        insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes,
                            started_at, ended_at, node_seconds, per_node_hour, currency, settled_at)
                        select u.account, 1000 + x.n, u.source, 'copy-' || x.n, 'job-' || (x.n / 2), u.region, u.pool, u.specification,
                            u.activity, u.nodes, u.started_at, u.ended_at, u.node_seconds, u.per_node_hour, u.currency, u.settled_at
                        from usage_record u cross join %s as x(n) where u.account = :account""".formatted((h2 ? "system_range" : "generate_series") + "(3, " + (MANY + 1) + ")"))
                .param("account", account)
                .update();
        assertThat(inserted).isEqualTo(MANY - 1);
        jdbc.sql("analyze").update();
    }
}
