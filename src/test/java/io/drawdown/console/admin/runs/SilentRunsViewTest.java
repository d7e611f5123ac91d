package io.drawdown.console.admin.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.field.TimeField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Runs;
import io.drawdown.usage.runs.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** Last heard of on 22 November at 10:00, and 8 days have passed. */
class SilentRunsViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Runs runs;

    private String account;

    @BeforeEach
    void startJobs() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.start(account, region, specification, "train-a", 4, TestClock.START.minus(Duration.ofHours(1)));
        world.start(account, region, specification, "train-b", 1, TestClock.START);
        clock.advance(Duration.ofDays(8));
        world.start(account, region, specification, "new", 1, clock.instant());
    }

    @Test
    void listsSilentRuns() {
        signInAs(Role.ADMIN);

        open("jobs-without-stop?account=" + account, SilentRunsView.class);

        var table = test(table());
        assertThat(table.size()).isEqualTo(2);
        var job = table.getCellComponent(0, 0);
        assertThat(text(job)).isEqualTo("train-a");
        assertThat(((RouterLink) job).getHref())
                .startsWith("usage/job?")
                .contains("account=" + account, "name=train-a");
        var link = (RouterLink) table.getCellComponent(0, 1);
        assertThat(link.getText()).isEqualTo(account);
        assertThat(link.getHref()).isEqualTo("usage?account=" + account);
        assertThat(text(table.getCellComponent(0, 2))).startsWith("V100region");
        assertThat(table.getCellText(0, 3)).isEqualTo("22 Nov 2026, 09:00");
        assertThat(table.getCellText(0, 4)).isEqualTo("22 Nov 2026, 10:00");
        assertThat(table.getCellText(0, 5)).isEqualTo("4");
        assertThat(table.getCellText(0, 6)).isEqualTo("772.00");
        assertThat(table.getCellText(0, 7)).isEqualTo("¥\u00a084.80");
        assertThat(text($view(FilterBar.class).single())).endsWith("2\u00a0jobs");
    }

    @Test
    void filtersAndClearsFilter() {
        signInAs(Role.ADMIN);
        open("jobs-without-stop?account=" + account, SilentRunsView.class);

        test($view(TextField.class).single()).setValue("AIN-b");
        assertThat(test(table()).size()).isEqualTo(1);

        test($view(TextField.class).single()).setValue("nope");
        assertThat($view(H2.class).single().getText()).isEqualTo("No jobs match these filters");
        test(button("Clear filters")).click();
        assertThat($view(ComboBox.class).single().isEmpty()).isTrue();
        assertThat(table().isVisible()).isTrue();
    }

    @Test
    void stopsRunAtLastSignOfLife() {
        signInAs(Role.ADMIN);
        open("jobs-without-stop?account=" + account, SilentRunsView.class);
        test((Button) test(table()).getCellComponent(0, 8)).click();

        var dialog = $(StopRunDialog.class).single();
        assertThat(words(dialog))
                .contains(
                        "Stop train-a?",
                        "A job of " + account + " on 4\u00a0nodes, running since 22 Nov 2026, 09:00 UTC.",
                        "4.00\u00a0h are kept.",
                        "The 768.00\u00a0h since are voided",
                        "Messages already sent stay.");
        assertThat(time().getValue()).isEqualTo("2026-11-22 10:00:00");
        test(button("Stop the job")).click();

        assertThat($(StopRunDialog.class).exists()).isFalse();
        assertThat(text($view(Notice.class).single()))
                .isEqualTo("train-a of " + account + " is stopped at 22 Nov 2026, 10:00:00 UTC, after 4.00\u00a0h.");
        assertThat(test(table()).size()).isEqualTo(1);
        assertThat(run("train-a").stoppedAt()).isEqualTo(TestClock.START);
    }

    @Test
    void showsErrorAtInvalidTime() {
        signInAs(Role.ADMIN);
        open("jobs-without-stop?account=" + account, SilentRunsView.class);
        test((Button) test(table()).getCellComponent(0, 8)).click();

        for (var wrong : List.of("2026-11-22T08:59:59", "2026-11-30T10:00:01")) {
            time().setValue(wrong);
            test(button("Stop the job")).click();
            assertThat(time().isInvalid()).as(wrong).isTrue();
            assertThat($(StopRunDialog.class).single().isOpened()).isTrue();
        }
        time().clear();
        test(button("Stop the job")).click();
        assertThat(time().isInvalid()).isTrue();
        assertThat(run("train-a").stoppedAt()).isNull();

        time().setValue("2026-11-22 09:00:00");
        assertThat(words($(StopRunDialog.class).single())).contains("No usage is kept. The 772.00\u00a0h are voided");
        test(button("Stop the job")).click();
        assertThat(run("train-a").stoppedAt()).isEqualTo(TestClock.START.minus(Duration.ofHours(1)));
    }

    @Test
    void reportsRunAlreadyStopped() {
        signInAs(Role.ADMIN);
        open("jobs-without-stop?account=" + account, SilentRunsView.class);
        test((Button) test(table()).getCellComponent(0, 8)).click();
        runs.stop(account, run("train-a").id(), TestClock.START.plusSeconds(60));

        test(button("Stop the job")).click();

        assertThat($(StopRunDialog.class).exists()).isFalse();
        assertThat(text($view(Notice.class).single()))
                .startsWith("Not stopped")
                .contains("stopped at 2026-11-22T10:01:00Z");
        assertThat(test(table()).size()).isEqualTo(1);
    }

    @Test
    void showsEmptyStateWithoutSilentRuns() {
        signInAs(Role.ADMIN);
        open("jobs-without-stop?account=" + account, SilentRunsView.class);
        for (var job : List.of("train-a", "train-b")) {
            runs.stop(account, run(job).id(), clock.instant());
        }
        test(button("Refresh")).click();

        assertThat($view(H2.class).single().getText()).isEqualTo("No jobs match these filters");
    }

    @Test
    void appearsInMenuOfAdmins() {
        signInAs(Role.ADMIN);
        open("", Main.class);

        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Jobs Without a Stop");
    }

    @Test
    void isHiddenFromSupport() {
        signInAs(Role.SUPPORT);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Jobs Without a Stop");

        open("jobs-without-stop", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(SilentRunsView.class);
    }

    @Test
    void isHiddenFromCustomers() {
        signInAsCustomerOf(account);

        open("jobs-without-stop", Main.class);

        assertThat(getCurrentView()).isNotInstanceOf(SilentRunsView.class);
    }

    private SilentRunGrid table() {
        return $view(SilentRunGrid.class).single();
    }

    private TimeField time() {
        return $(TimeField.class).single();
    }

    private Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private Run run(String job) {
        return world.asSystem(() -> runs.list(account, null, job)
                .page(Pageable.unpaged())
                .getContent()
                .getFirst());
    }

    private String words(StopRunDialog dialog) {
        return String.join(
                        " ", $(H2.class, dialog).all().stream().map(H2::getText).toList()) + " "
                + String.join(
                        " ",
                        $(Paragraph.class, dialog).all().stream()
                                .map(Paragraph::getText)
                                .toList());
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
