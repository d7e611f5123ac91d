package io.drawdown.console.admin.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.runs.WaitingStop;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WaitingStopsViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;

    @BeforeEach
    void openAccount() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
    }

    @Test
    void listsStopsUntilTheirStartsCome() {
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.stop(account, "train", TestClock.START.minus(Duration.ofMinutes(30)));
        signInAs(Role.ADMIN);

        open("stops-without-start?account=" + account, WaitingStopsView.class);

        var table = test(table());
        assertThat(table.size()).isEqualTo(1);
        assertThat(((RouterLink) table.getCellComponent(0, 0)).getText()).isEqualTo("train");
        assertThat(table.getCellText(0, 3)).isEqualTo("22 Nov 2026, 09:30");
        assertThat(table.getCellText(0, 4)).isEqualTo("22 Nov 2026, 10:00");

        world.start(account, region, specification, "train", 1, TestClock.START.minus(Duration.ofHours(1)));
        open("stops-without-start?account=" + account, WaitingStopsView.class);
        assertThat($view(H2.class).all()).extracting(H2::getText).anyMatch(title -> title.contains("match"));
    }

    private Grid<WaitingStop> table() {
        return $view(WaitingStopGrid.class).single();
    }
}
