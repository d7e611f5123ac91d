package io.drawdown.console.admin.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase.CustomValueSetEvent;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class RejectedEventsViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private UsageEvents usage;

    @Autowired
    private RejectedEvents events;

    @Autowired
    private JsonMapper json;

    @Autowired
    private JdbcClient jdbc;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void reportUnplaceableEvents() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        report("job-1", "mistyped", specification);
        report("job-2", region, "unheard-of");
        signInAs(Role.ADMIN);
    }

    @Test
    void listsRejectedEventsWithReasons() {
        open("usage-not-billed?account=" + account, RejectedEventsView.class);

        var table = test($view(RejectedEventGrid.class).single());
        assertThat(table.size()).isEqualTo(2);
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("job-2/1/scheduler");
        assertThat(((RouterLink) table.getCellComponent(0, 1)).getHref()).isEqualTo("usage?account=" + account);
        assertThat(text(table.getCellComponent(0, 2)))
                .startsWith("Unknown specification")
                .contains("unheard-of");
        assertThat(table.getCellText(0, 3)).isEqualTo("22 Nov 2026, 10:00");
        assertThat(text(table.getCellComponent(0, 4))).isEqualTo("Open");
        assertThat(text($view(FilterBar.class).single())).endsWith("2\u00a0events");
    }

    @Test
    void filtersAndClearsFilter() {
        open("usage-not-billed?account=" + account, RejectedEventsView.class);

        test($view(TextField.class).all().getFirst()).setValue("MISTYPED");
        assertThat(test($view(RejectedEventGrid.class).single()).size()).isEqualTo(1);
        assertThat(button("Replay all …").isVisible()).isTrue();

        open("usage-not-billed?account=" + account + "&state=replayed", RejectedEventsView.class);
        assertThat($view(ComboBox.class).first().getValue()).isEqualTo(RejectedEvent.State.REPLAYED);
        assertThat($view(H2.class).single().getText()).isEqualTo("No events match these filters");
        test(button("Clear filters")).click();
        assertThat($view(RejectedEventGrid.class).single().isVisible()).isTrue();
        open(
                "usage-not-billed?account=" + account + "&problem=no-list-price&from=2026-11-01&to=2026-11-30",
                RejectedEventsView.class);
        assertThat($view(H2.class).single().getText()).isEqualTo("No events match these filters");
    }

    @Test
    void filtersByUnknownAccountCode() {
        open("usage-not-billed", RejectedEventsView.class);
        var field = $view(AccountField.class).single();

        ComponentUtil.fireEvent(field, new CustomValueSetEvent<>(field, true, " mistyped-account "));

        assertThat(field.code()).isEqualTo("mistyped-account");
        assertThat($view(H2.class).single().getText()).isEqualTo("No events match these filters");
    }

    @Test
    void correctsCopyAndReplaysIt() {
        open("usage-not-billed/" + kept("job-1/1").id(), RejectedEventView.class);
        assertThat($view(H1.class).single().getText()).isEqualTo("job-1/1");
        assertThat(text($view(Notice.class).single()))
                .contains("Unknown region", "mistyped", "Add the region to the catalogue");
        var copy = $view(TextArea.class).single();
        assertThat(copy.getValue())
                .isEqualTo($view(Pre.class).single().getText())
                .contains("\"region\" : \"mistyped\"");

        copy.setValue("{");
        test(button("Save copy")).click();
        assertThat(problems()).startsWith("This isn’t JSON: look at line");
        copy.setValue(copy.getValue().replace("{", "{}"));
        test(button("Save copy")).click();
        assertThat(problems()).contains("specversion must be \"1.0\"");
        copy.setValue($view(Pre.class)
                .single()
                .getText()
                .replace("job-1/1", "job-1/2")
                .replace("\"nodes\" : 1", "\"nodes\" : 0"));
        test(button("Save copy")).click();
        assertThat(problems()).contains("data.nodes must be a whole number from 1.");

        copy.setValue($view(Pre.class).single().getText().replace("mistyped", region));
        test(button("Save copy")).click();
        assertThat(text($view(Notice.class).first())).startsWith("Kept in addition to the original event.");
        assertThat($view(TextArea.class).single().getValue()).contains(region);
        assertThat($view(Pre.class).single().getText()).contains("mistyped");

        test(button("Replay")).click();
        assertThat(text($view(Notice.class).first()))
                .startsWith("Accepted: it is settled now.")
                .endsWith("job-1");
        assertThat($view(TextArea.class).exists()).isFalse();
        assertThat($view(Pre.class).all()).hasSize(2);
        assertThat(kept(RejectedEvent.State.REPLAYED)).hasSize(1);
    }

    @Test
    void savesCopyBeforeReplay() {
        open("usage-not-billed/" + kept("job-1/1").id(), RejectedEventView.class);
        $view(TextArea.class)
                .single()
                .setValue($view(Pre.class).single().getText().replace("mistyped", "another"));

        test(button("Replay")).click();

        assertThat(text($view(Notice.class).first()))
                .startsWith("Rejected again:")
                .contains("another");
        assertThat(kept("job-1/1").mended().at("/data/region").stringValue()).isEqualTo("another");
    }

    @Test
    void reportsConcurrentCorrection() {
        var kept = kept("job-1/1");
        open("usage-not-billed/" + kept.id(), RejectedEventView.class);
        world.asSystem(() -> events.mend(
                kept, json.readTree(json.writeValueAsString(kept.event()).replace("mistyped", region))));

        $view(TextArea.class)
                .single()
                .setValue($view(Pre.class).single().getText().replace("mistyped", "another"));
        test(button("Save copy")).click();

        assertThat(text($view(Notice.class).first())).startsWith("Someone else has corrected or replayed the event");
        test(button("Open again")).click();
        assertThat($view(TextArea.class).single().getValue()).contains(region);
    }

    @Test
    void replaysListedEventsInBatches() {
        var late = World.code("late");
        IntStream.range(0, 120).forEach(number -> report("late-" + number, late, specification));
        world.asSystem(() -> {
            jdbc.sql("insert into region (code, name, zone, sells_packages) values (:code, 'Late', 'UTC', true)")
                    .param("code", late)
                    .update();
            world.setPrice(late, specification, "3.60");
            return late;
        });
        open("usage-not-billed?account=" + account, RejectedEventsView.class);
        test(button("Replay all …")).click();
        var dialog = $(ReplayDialog.class).single();
        assertThat($(H2.class, dialog).single().getText()).isEqualTo("Replay 122\u00a0events?");
        test(button("Replay all")).click();

        dialog.replayBatch();
        assertThat(text(dialog)).contains("100 of 122 replayed: 98 settled, 2 rejected again.");
        dialog.replayBatch();
        assertThat($(H2.class, dialog).single().getText()).isEqualTo("Replayed");
        assertThat(text(dialog))
                .contains("122 of 122 replayed: 120 settled, 2 rejected again.", "job-1/1Rejected again:");
        test(button("Close")).click();
        assertThat(test($view(RejectedEventGrid.class).single()).size()).isEqualTo(2);
    }

    @Test
    void stopsReplayBetweenBatches() {
        IntStream.range(0, 120).forEach(number -> report("late-" + number, "late", specification));
        open("usage-not-billed?account=" + account, RejectedEventsView.class);
        test(button("Replay all …")).click();
        var dialog = $(ReplayDialog.class).single();
        test(button("Replay all")).click();
        dialog.replayBatch();

        test(button("Stop")).click();
        dialog.replayBatch();

        assertThat($(H2.class, dialog).single().getText()).isEqualTo("Stopped");
        assertThat(text(dialog)).contains("100 of 122 replayed", "Replay again to continue with the rest.");
    }

    @Test
    void readsOnlyRowsInView() {
        jdbc.sql("""
            insert into rejected_event (account, source, event_id, body, problem, field, detail, received_at)
            select r.account, r.source, 'copy-' || x.n, r.body, r.problem, r.field, r.detail, r.received_at
            from rejected_event r cross join (select (a.n * 100 + b.n) as n from (%s) a cross join (%s) b) x
            where r.account = :account and r.event_id = 'job-1/1'\
            """.formatted(numbers(), numbers())).param("account", account).update();

        open("usage-not-billed?account=" + account, RejectedEventsView.class);

        var table = $view(RejectedEventGrid.class).single();
        assertThat(table.isAllRowsVisible()).isFalse();
        assertThat(table.getDataProvider().fetch(new Query<>(10_000, 50, List.of(), null, null)))
                .hasSize(2);
    }

    @Test
    void isVisibleToAdminsOnly() {
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Usage Not Billed");
        var id = kept("job-1/1").id();

        for (var address : List.of("usage-not-billed", "usage-not-billed/" + id)) {
            signInAs(Role.SUPPORT);
            open(address, Main.class);
            assertThat(getCurrentView()).isNotInstanceOfAny(RejectedEventsView.class, RejectedEventView.class);
            signInAsCustomerOf(account);
            open(address, Main.class);
            assertThat(getCurrentView()).isNotInstanceOfAny(RejectedEventsView.class, RejectedEventView.class);
        }
        signInAs(Role.ADMIN);
        open("usage-not-billed/nonsense", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(RejectedEventView.class);
    }

    private static String numbers() {
        return String.join(
                " union all ",
                IntStream.range(0, 100)
                        .mapToObj(number -> "select " + number + " as n")
                        .toList());
    }

    private void report(String job, String in, String of) {
        world.asSystem(() -> usage.report(List.of(json.readTree("""
            {"specversion": "1.0", "id": "%s/1", "source": "/scheduler", "type": "drawdown.usage.recorded.v1", "subject": "%s",
             "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": 1,
                      "startedAt": "2026-11-22T08:00:00Z", "endedAt": "2026-11-22T09:00:00Z"}}\
            """.formatted(job, job, account, in, of)))));
    }

    private RejectedEvent kept(String id) {
        return kept(RejectedEvent.State.OPEN).stream()
                .filter(one -> one.eventId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<RejectedEvent> kept(RejectedEvent.State state) {
        return world.asSystem(() -> events.list(new RejectedEventFilter(state, account, null, null, null, null, null))
                .page(Pageable.unpaged())
                .getContent());
    }

    private String problems() {
        return text($view(UnorderedList.class).single());
    }

    private Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
