package io.drawdown.console.admin.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a check on another server has written, of which this one shows what is in the database. */
class IntegrityViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    private long check;

    @BeforeEach
    void startCheckOnAnotherServer() {
        clock.set(TestClock.START);
        endAllChecks();
        jdbc.sql("""
            insert into integrity_check (slot, state, started_by, started_at, heard_at, rules_done, rules_total, rule, rule_began_at,
                packages, usage_records, violations)
            values (1, 'RUNNING', 'wang', :now, :now, 2, 17, 'R1: a rule', :now, 12, 3456, 0)\
            """)
                .param("now", TestClock.START.atOffset(java.time.ZoneOffset.UTC))
                .update();
        check = jdbc.sql("select max(id) from integrity_check")
                .query(Long.class)
                .single();
        signInAs(Role.ADMIN);
    }

    @AfterEach
    void endAllChecks() {
        jdbc.sql("update integrity_check set slot = null, state = 'CANCELLED', cancelled_by = 'test' where slot = 1")
                .update();
    }

    @Test
    void showsProgressOfRunningCheck() {
        clock.advance(Duration.ofSeconds(75));
        jdbc.sql("update integrity_check set heard_at = :now where id = :id")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("id", check)
                .update();
        var page = open("integrity", IntegrityView.class);
        assertThat(text($view(CheckProgressCard.class).single()))
                .contains(
                        "Rule 3 of 17",
                        "R1: a rule, for 1\u00a0min 15\u00a0s",
                        "Started by wang 1\u00a0min 15\u00a0s ago");
        assertThat(button("Check now").isEnabled()).isFalse();

        jdbc.sql("update integrity_check set rules_done = 9, violations = 3 where id = :id")
                .param("id", check)
                .update();
        page.refresh();

        assertThat(text($view(CheckProgressCard.class).single())).contains("Rule 10 of 17", "3\u00a0violations so far");
        assertThat($view(ProgressBar.class).single().getValue()).isEqualTo(9);
    }

    @Test
    void listsViolations() {
        var account = world.account();
        jdbc.sql("""
            insert into integrity_violation (check_id, number, subject, rule, detail, account, package_id, job)
            values (:id, 1, 'package 42', 'R24: total', 'total 1, remaining 2', :account, 42, null),
                   (:id, 2, 'charge 5', 'R6: amount', '1 node-second', :account, null, 'job-1'),
                   (:id, 3, 'entry 7', 'R24: entries', 'used twice', :account, null, null),
                   (:id, 4, 'order posting DD0', 'R18: an order', 'there is none', null, null, null)\
            """).param("id", check).param("account", account).update();
        var page = open("integrity", IntegrityView.class);
        jdbc.sql("update integrity_check set slot = null, state = 'DONE', violations = 4, rules_done = 17,"
                        + " ended_at = started_at where id = :id")
                .param("id", check)
                .update();
        page.refresh();

        assertThat($view(CheckProgressCard.class).exists()).isFalse();
        assertThat(button("Check now").isEnabled()).isTrue();
        assertThat(text(page)).contains("4\u00a0violations in 12\u00a0packages and 3,456\u00a0usage records.");
        var table = test($view(ViolationGrid.class).single());
        assertThat(table.size()).isEqualTo(4);
        assertThat(link(table.getCellComponent(0, 0))).isEqualTo("packages/42?account=" + account);
        assertThat(link(table.getCellComponent(1, 0))).startsWith("usage/job?").contains("name=job-1");
        assertThat(link(table.getCellComponent(2, 0))).isEqualTo("usage?account=" + account);
        assertThat(text(table.getCellComponent(3, 0))).isEqualTo("order posting DD0");
        open("integrity?check=" + check, IntegrityView.class);
        assertThat(test($view(ViolationGrid.class).single()).size()).isEqualTo(4);
    }

    @Test
    void cancelsCheck() {
        var page = open("integrity", IntegrityView.class);
        test(button("Cancel")).click();
        assertThat(button("Cancelling …").isEnabled()).isFalse();

        jdbc.sql("update integrity_check set slot = null, state = 'CANCELLED', ended_at = started_at where id = :id")
                .param("id", check)
                .update();
        page.refresh();
        assertThat(text(page)).contains("Sam Reed cancelled it after 2 of 17 rules.");
    }

    @Test
    void reportsInterruptedCheck() {
        clock.advance(Duration.ofMinutes(2));

        var page = open("integrity", IntegrityView.class);

        assertThat(text(page)).contains("The server that ran it stopped or no longer responded after 2 of 17 rules.");
        assertThat(button("Check now").isEnabled()).isTrue();
    }

    @Test
    void startsAndListsCheck() {
        endAllChecks();
        var page = open("integrity", IntegrityView.class);
        test(button("Check now")).click();

        assertThat(test($view(IntegrityCheckGrid.class).single()).size()).isGreaterThanOrEqualTo(2);
        assertThat(text(test($view(IntegrityCheckGrid.class).single()).getCellComponent(0, 0)))
                .isEqualTo("22 Nov 2026, 10:00");
        assertThat(text(page)).containsAnyOf("Started by Sam Reed");
    }

    @Test
    void isVisibleToAdminsOnly() {
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Integrity");
        open("integrity?check=999999999", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(IntegrityView.class);
        signInAs(Role.SUPPORT);
        open("integrity", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(IntegrityView.class);
        signInAsCustomerOf(world.account());
        open("integrity", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(IntegrityView.class);
    }

    private Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String link(Component cell) {
        return ((Anchor) cell.getChildren()
                        .findFirst()
                        .orElseThrow()
                        .getChildren()
                        .findFirst()
                        .orElseThrow())
                .getHref();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
