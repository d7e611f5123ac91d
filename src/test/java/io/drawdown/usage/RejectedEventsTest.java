package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DrawdownTest
@Tag("dialect")
class RejectedEventsTest {

    @Autowired
    private World world;

    @Autowired
    private UsageEvents events;

    @Autowired
    private RejectedEvents rejected;

    @Autowired
    private UsageHistory history;

    @Autowired
    private IntegrityChecker integrityChecker;

    @Autowired
    private Regions regions;

    @Autowired
    private JsonMapper json;

    private final Caller ada = new Caller("ada", Role.ADMIN, null);
    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void setUp() {
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    @Test
    void keepsAMendedCopyNextToTheOriginalEvent() {
        report(event("1", account, "mistyped"));
        var kept = open().getFirst();

        var mended = mend(kept, event("1", account, region));

        assertThat(mended.event()).isEqualTo(kept.event());
        assertThat(mended.mended().at("/data/region").stringValue()).isEqualTo(region);
        assertThat(mended.mendedBy()).isEqualTo("ada");
        assertThat(mended.mendedAt()).isNotNull();
        assertThat(signInAs(() -> rejected.replay(kept.id())).status()).isEqualTo(EventResult.Status.ACCEPTED);
        assertThat(open()).isEmpty();
        var settled = list(RejectedEvent.State.REPLAYED).getFirst();
        assertThat(settled.event()).isEqualTo(kept.event());
        assertThat(settled.replayedBy()).isEqualTo("ada");
        assertThat(countRecords(account)).isOne();
        assertThat(report(event("1", account, region))).isEqualTo(EventResult.Status.DUPLICATE);
        assertThat(report(event("1", account, "mistyped"))).isEqualTo(EventResult.Status.CONFLICT);
        assertThat(world.asSystem(integrityChecker::check).violations()).isEmpty();
    }

    @Test
    void removesACopyThatEqualsTheOriginalEvent() {
        report(event("1", account, "mistyped"));
        var mended = mend(open().getFirst(), event("1", account, region));

        var after = mend(mended, event("1", account, "mistyped"));

        assertThat(after.mended()).isNull();
        assertThat(after.mendedBy()).isNull();
    }

    @Test
    void rejectsACopyThatIsInvalidOrHasAnotherId() {
        report(event("1", account, "mistyped"));
        var kept = open().getFirst();

        assertThat(fields(() -> mend(kept, event("1", account, "no code!")))).containsExactly("data.region");
        assertThat(fields(() -> mend(kept, event("2", account, region).replace("/s", "/other"))))
                .containsExactly("source", "id");
        assertThatThrownBy(() -> mend(kept, "[]")).isInstanceOf(ProblemException.class);
        assertThat(open().getFirst().mended()).isNull();
    }

    @Test
    void rejectsACopyOfAnEventMendedMeanwhile() {
        report(event("1", account, "mistyped"));
        var seen = open().getFirst();
        mend(seen, event("1", account, region));

        assertThat(problem(() -> mend(seen, event("1", account, "another"))).type())
                .isEqualTo(ProblemType.CHANGED_MEANWHILE);
        assertThat(open().getFirst().mended().at("/data/region").stringValue()).isEqualTo(region);
    }

    @Test
    void mendsTheAccount() {
        var mistyped = World.code("mistyped");
        report(event("1", mistyped, region));
        var kept = list(filter(RejectedEvent.State.OPEN, mistyped)).getFirst();
        mend(kept, event("1", account, region));

        assertThat(signInAs(() -> rejected.replay(kept.id())).status()).isEqualTo(EventResult.Status.ACCEPTED);

        assertThat(countRecords(account)).isOne();
        report(event("1", mistyped, region));
        assertThat(list(filter(RejectedEvent.State.OPEN, mistyped))).isEmpty();
        assertThat(list(filter(RejectedEvent.State.REPLAYED, mistyped))).hasSize(1);
    }

    /** What one admin read isn't settled in one account once another has mended it and settled it in another. */
    @Test
    void settlesNoEventInTwoAccounts() {
        var other = world.account();
        report(event("1", account, "mistyped"));
        var seen = mend(open().getFirst(), event("1", account, region));
        var since = mend(seen, event("1", other, region));

        assertThat(problem(() -> signInAs(() -> rejected.replay(seen))).type())
                .isEqualTo(ProblemType.CHANGED_MEANWHILE);
        assertThat(signInAs(() -> rejected.replay(since)).status()).isEqualTo(EventResult.Status.ACCEPTED);
        assertThat(problem(() -> signInAs(() -> rejected.replay(seen))).type())
                .isEqualTo(ProblemType.CHANGED_MEANWHILE);

        assertThat(countRecords(account)).isZero();
        assertThat(countRecords(other)).isOne();
    }

    @Test
    void doesNotListEventsAcceptedWhenSentAgain() {
        report(event("1", account, "mistyped"));
        var kept = open().getFirst();
        mend(kept, event("1", account, region).replace("TRAINING", "DEPLOYMENT"));
        report(event("1", account, region));

        assertThat(open()).isEmpty();
        assertThat(list(RejectedEvent.State.ACCEPTED))
                .extracting(RejectedEvent::id)
                .containsExactly(kept.id());
        assertThat(problem(() -> mend(kept, event("1", account, region))).detail())
                .contains("accepted since");
        assertThat(signInAs(() -> rejected.replay(kept.id())).status()).isEqualTo(EventResult.Status.CONFLICT);
        assertThat(countRecords(account)).isOne();
    }

    @Test
    void updatesTheProblemOfAReplayAndKeepsTheOriginalEvent() {
        report(event("1", account, "mistyped"));
        var kept = open().getFirst();
        mend(kept, event("1", account, region).replace(specification, "unheard-of"));

        assertThat(signInAs(() -> rejected.replay(kept.id())).status()).isEqualTo(EventResult.Status.REJECTED);

        var again = open().getFirst();
        assertThat(again.field()).isEqualTo("data.specification");
        assertThat(again.event()).isEqualTo(kept.event());
        assertThat(again.receivedAt()).isEqualTo(kept.receivedAt());
        assertThat(list(RejectedEvent.State.OPEN)).hasSize(1);
    }

    @Test
    void replaysAllEventsOfAFilterInTheOrderOfArrival() {
        var late = World.code("late");
        IntStream.range(0, 25).forEach(number -> report(event("late-" + number, account, late)));
        report(event("other", account, "another"));
        world.asSystem(() -> addToCatalog(late));
        var filter = filter(RejectedEvent.State.OPEN, account);

        var first = signInAs(() -> rejected.replay(filter, 0, 10));
        assertThat(first)
                .extracting(one -> one.event().eventId())
                .startsWith("late-0", "late-1")
                .hasSize(10);
        assertThat(first).allMatch(RejectedEvents.ReplayResult::isSettled);
        var second =
                signInAs(() -> rejected.replay(filter, first.getLast().event().id(), 100));
        assertThat(second).hasSize(16);
        assertThat(second.getLast().isSettled()).isFalse();
        assertThat(signInAs(
                        () -> rejected.replay(filter, second.getLast().event().id(), 100)))
                .isEmpty();
        assertThat(countRecords(account)).isEqualTo(25);
        assertThat(open()).extracting(RejectedEvent::eventId).containsExactly("other");
        assertThat(signInAs(() -> rejected.replay(filter, 0, 100))).hasSize(1);
        assertThat(countRecords(account)).isEqualTo(25);
    }

    @Test
    void allowsAdminsOnly() {
        report(event("1", account, "mistyped"));
        var kept = open().getFirst();
        for (var role : new Role[] {Role.SUPPORT, Role.METERING}) {
            var other = new Caller("su", role, null);
            assertThatThrownBy(() -> world.as(other, () -> rejected.list(RejectedEventFilter.OPEN)))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, () -> rejected.get(kept.id())))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, () -> rejected.mend(kept, kept.event())))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, () -> rejected.replay(RejectedEventFilter.OPEN, 0, 1)))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private Object addToCatalog(String late) {
        regions.put(new Region(late, "Late", ZoneId.of("UTC"), true));
        world.setPrice(late, specification, "3.60");
        return late;
    }

    private String event(String id, String of, String in) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/s", "type": "drawdown.usage.recorded.v1", "subject": "job",
                 "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                          "nodes": 1, "startedAt": "2026-11-01T00:00:00Z", "endedAt": "2026-11-01T01:00:00Z"}}""".formatted(id, of, in, specification);
    }

    private EventResult.Status report(String event) {
        return world.asSystem(() -> events.report(List.of(tree(event))))
                .results()
                .getFirst()
                .status();
    }

    private RejectedEvent mend(RejectedEvent seen, String copy) {
        return signInAs(() -> rejected.mend(seen, tree(copy)));
    }

    private JsonNode tree(String text) {
        return json.readTree(text);
    }

    private List<RejectedEvent> open() {
        return list(RejectedEvent.State.OPEN);
    }

    private List<RejectedEvent> list(RejectedEvent.State state) {
        return list(filter(state, account));
    }

    private List<RejectedEvent> list(RejectedEventFilter filter) {
        return signInAs(() -> rejected.list(filter).page(Pageable.unpaged()).getContent());
    }

    private static RejectedEventFilter filter(RejectedEvent.State state, String account) {
        return new RejectedEventFilter(state, account, null, null, null, null, null);
    }

    private long countRecords(String of) {
        return signInAs(() -> history.getTotals(of)).usageRecords();
    }

    private static ProblemException problem(Runnable action) {
        return catchThrowableOfType(ProblemException.class, action::run);
    }

    private static List<String> fields(Runnable action) {
        return problem(action).errors().stream().map(FieldProblem::field).toList();
    }

    private <T> T signInAs(Supplier<T> action) {
        return world.as(ada, action);
    }
}
