package io.drawdown.console.customer.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.Query;
import io.drawdown.console.ConsoleTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("dialect")
class ManyPackagesTest extends ConsoleTest {

    private static final int MANY = 100_000;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void readsOnlyPackagesInView() {
        clock.set(TestClock.START);
        var account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        var first = world.buy(account, world.monthlyOffer("V100 100 h", region, specification, 100), 1, null)
                .resourcePackage();
        multiply(first.id());
        signInAsCustomerOf(account);

        open("packages", PackagesView.class);

        assertThat($view(Span.class).withClassName("count").single().getText()).isEqualTo("10,000+\u00a0packages");
        var table = $view(PackageGrid.class).single();
        assertThat(table.isAllRowsVisible()).isFalse();
        var rows = table.getDataProvider()
                .fetch(new Query<>(99_950, 50, List.of(), null, null))
                .toList();
        assertThat(rows).hasSize(50).extracting("id").contains(first.id());
    }

    private void multiply(String id) {
        var inserted = jdbc.sql("""
                        insert into resource_package (id, account, source, order_number, offer, name, region, specification, activities,
                            quantity, total, settled_remaining, effective_at, expires_at, created_at)
                        select nextval('resource_package_id'), p.account, p.source, p.order_number, p.offer, p.name, p.region,
                            p.specification, p.activities, p.quantity, p.total, p.settled_remaining, p.effective_at, p.expires_at,
                            p.created_at
                        from resource_package p cross join %s where p.id = :id""".formatted(
                        isH2() ? "system_range(2, %d)".formatted(MANY) : "generate_series(2, %d)".formatted(MANY)))
                .param("id", Long.valueOf(id))
                .update();
        assertThat(inserted).isEqualTo(MANY - 1);
    }

    private static boolean isH2() {
        return System.getProperty("drawdown.test.database", "h2").equals("h2");
    }
}
