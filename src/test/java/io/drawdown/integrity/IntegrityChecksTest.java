package io.drawdown.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.integrity.internal.IntegrityCheckRepository;
import io.drawdown.integrity.internal.Rule;
import io.drawdown.integrity.report.FoundViolation;
import io.drawdown.integrity.report.IntegrityCheck;
import io.drawdown.integrity.report.IntegrityCheck.State;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;

@DrawdownTest
@Tag("dialect")
class IntegrityChecksTest {

    @Autowired
    private World world;

    @Autowired
    private IntegrityChecks checks;

    @Autowired
    private IntegrityCheckRepository table;

    @Autowired
    private IntegrityCheckRunner runner;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TestClock clock;

    private final Caller ada = new Caller("ada", Role.ADMIN, null);
    private String account;
    private String packageId;

    @BeforeEach
    @AfterEach
    void awaitRunningChecks() throws InterruptedException {
        runner.await();
        jdbc.update("update integrity_check set slot = null, state = 'CANCELLED' where slot = 1");
    }

    @BeforeEach
    void setUp() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        packageId = world.buy(
                        account,
                        world.monthlyOffer("V100 1 h", region, specification, 1),
                        1,
                        TestClock.START.minusSeconds(20_000))
                .resourcePackage()
                .id();
        world.run(account, region, specification, "job-1", TestClock.START.minusSeconds(7_200), TestClock.START);
    }

    @Test
    void runsInTheBackgroundUntilDone() throws InterruptedException {
        var begun = signInAs(checks::start);
        assertThat(begun.startedBy()).isEqualTo("ada");
        assertThat(begun.rulesTotal()).isEqualTo(Rule.ALL.size());

        runner.await();

        var done = signInAs(() -> checks.get(begun.id()));
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.rulesDone()).isEqualTo(done.rulesTotal());
        assertThat(done.packages()).isPositive();
        assertThat(done.usageRecords()).isPositive();
        assertThat(done.violations()).isZero();
        assertThat(done.endedAt()).isNotNull();
        assertThat(signInAs(() -> checks.latest())).contains(done);
    }

    @Test
    void keepsViolationsWithTheirAccountPackageAndJob() throws InterruptedException {
        jdbc.update("update charge set node_seconds = node_seconds + 1 where account = ?", account);
        jdbc.update(
                "update resource_package set settled_remaining = settled_remaining + 1 where id = cast(? as bigint)",
                packageId);
        IntegrityCheck check;
        try {
            check = signInAs(checks::start);
            runner.await();
        } finally {
            jdbc.update("update charge set node_seconds = node_seconds - 1 where account = ?", account);
            jdbc.update(
                    "update resource_package set settled_remaining = settled_remaining - 1 where id = cast(? as bigint)",
                    packageId);
        }

        var found = violations(check.id());
        assertThat(signInAs(() -> checks.get(check.id())).violations()).isEqualTo(found.size());
        assertThat(found)
                .filteredOn(one -> one.subject().equals("package " + packageId))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.account()).isEqualTo(account);
                    assertThat(one.packageId()).isEqualTo(packageId);
                });
        assertThat(found)
                .filteredOn(one -> one.subject().startsWith(account + " usage record"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.job()).isEqualTo("job-1"));
        assertThat(found)
                .filteredOn(one -> one.subject().startsWith(account + " charge"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.job()).isEqualTo("job-1"));
    }

    @Test
    void startsNoSecondCheckWhileOneRuns() {
        var running = table.insert("somebody on another server");

        assertThat(signInAs(checks::start).id()).isEqualTo(running);
        assertThatThrownBy(() -> table.insert("ada")).isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
    }

    @Test
    void isBrokenOffOnceItsServerIsSilent() throws InterruptedException {
        var dead = table.insert("somebody on another server");
        clock.advance(IntegrityCheckRepository.SILENT_AFTER.plusSeconds(1));
        assertThat(signInAs(() -> checks.get(dead)).state()).isEqualTo(State.BROKEN_OFF);
        assertThat(signInAs(() -> checks.get(dead)).endedAt()).isEqualTo(TestClock.START);

        var next = signInAs(checks::start);
        assertThat(next.id()).isNotEqualTo(dead);
        runner.await();

        assertThat(signInAs(() -> checks.get(next.id())).state()).isEqualTo(State.DONE);
        assertThat(signInAs(() -> checks.get(dead)).state()).isEqualTo(State.BROKEN_OFF);
    }

    @Test
    void savesProgressEverySecond() {
        var running = table.insert("ada");
        clock.advance(Duration.ofSeconds(59));

        assertThat(table.advance(
                        running,
                        new IntegrityCheckRepository.CheckProgress(3, "R1: a rule", clock.instant(), 10, 100, 2)))
                .isTrue();

        clock.advance(Duration.ofSeconds(59));
        var check = signInAs(() -> checks.get(running));
        assertThat(check.state()).isEqualTo(State.RUNNING);
        assertThat(check.rulesDone()).isEqualTo(3);
        assertThat(check.rule()).isEqualTo("R1: a rule");
        assertThat(check.violations()).isEqualTo(2);
    }

    @Test
    void endsWhenCancelled() throws InterruptedException {
        var running = table.insert("ada");
        world.as(new Caller("wang", Role.ADMIN, null), () -> {
            checks.cancel(running);
            return null;
        });
        assertThat(table.advance(running, new IntegrityCheckRepository.CheckProgress(1, null, null, 0, 0, 0)))
                .isFalse();

        runner.start(running);
        runner.await();

        var check = signInAs(() -> checks.get(running));
        assertThat(check.state()).isEqualTo(State.CANCELLED);
        assertThat(check.cancelledBy()).isEqualTo("wang");
        assertThat(violations(running)).isEmpty();
    }

    @Test
    void cancelsALongRunningRule() throws InterruptedException {
        var numbers = "(" + String.join(" union all ", Collections.nCopies(100, "select 1 as n")) + ")";
        var slow = new Rule(
                "A rule that takes hours",
                "select 'x' as subject, 'y' as detail from " + numbers + " a, " + numbers + " b, " + numbers + " c, "
                        + numbers + " d, " + numbers + " e, " + numbers
                        + " f where a.n + b.n + c.n + d.n + e.n + f.n < 0");
        var running = table.insert("ada");
        runner.start(running, List.of(slow));

        world.as(ada, () -> {
            checks.cancel(running);
            return null;
        });
        runner.await();

        assertThat(signInAs(() -> checks.get(running)).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void allowsAdminsOnly() {
        for (var role : new Role[] {Role.SUPPORT, Role.METERING}) {
            var other = new Caller("su", role, null);
            assertThatThrownBy(() -> world.as(other, checks::start)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, checks::latest)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, checks::list)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, () -> checks.listViolations(1)))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> world.as(other, () -> {
                        checks.cancel(1);
                        return null;
                    }))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private List<FoundViolation> violations(long check) {
        return signInAs(
                () -> checks.listViolations(check).page(Pageable.unpaged()).getContent());
    }

    private <T> T signInAs(java.util.function.Supplier<T> action) {
        return world.as(ada, action);
    }
}
