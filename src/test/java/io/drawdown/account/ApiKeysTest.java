package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drawdown.account.internal.ApiKeyRepository;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.Hash;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;

@DrawdownTest
@Tag("dialect")
@ExtendWith(OutputCaptureExtension.class)
class ApiKeysTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    ApiKeys keys;

    @Autowired
    ApiKeyRepository table;

    @Autowired
    AuditTrail trail;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private String account;
    private Caller admin;

    @BeforeEach
    void createAccountAndAdmin() {
        account = world.account();
        admin = new Caller(World.code("wang"), Role.ADMIN, null);
    }

    @AfterEach
    void restoreBootstrapKey() {
        world.asSystem(() -> keys.bootstrap("an-admin-of-the-tests-with-a-long-key"));
    }

    @Test
    void authenticatesAsTheCallerItWasMadeFor() {
        var ofAccount = createKey(Role.METERING, null);
        var ofPlatform = world.as(admin, () -> keys.create("a desk", Role.SUPPORT, null));

        assertThat(keys.authenticate(ofAccount.key()))
                .hasValue(Caller.ofKey(ofAccount.id(), "a key", Role.METERING, account));
        assertThat(keys.authenticate(ofPlatform.key()))
                .hasValue(Caller.ofKey(ofPlatform.id(), "a desk", Role.SUPPORT, null));
        assertThat(keys.authenticate(ofAccount.key() + "x")).isEmpty();
        assertThat(keys.authenticate("")).isEmpty();
        assertThat(ofAccount.toString()).doesNotContain(ofAccount.key());
    }

    @Test
    void showsCreatorAndStateOfKeys() {
        var id = createKey(Role.CUSTOMER, instantOfDay(8)).id();

        assertThat(findOnlyKey())
                .isEqualTo(new ApiKey(
                        id,
                        "a key",
                        Role.CUSTOMER,
                        account,
                        ApiKeyState.NEVER_USED,
                        TestClock.START,
                        admin.name(),
                        instantOfDay(8),
                        null,
                        null,
                        null));
    }

    @Test
    void refusesAKeyOnceItHasExpired() {
        var key = createKey(Role.METERING, instantOfDay(8)).key();
        useAndAwaitRecord(key);
        assertThat(findOnlyKey().state()).isEqualTo(ApiKeyState.IN_USE);

        clock.set(instantOfDay(1));
        assertThat(findOnlyKey().state()).isEqualTo(ApiKeyState.EXPIRING);
        clock.set(instantOfDay(8).minusSeconds(1));
        assertThat(keys.authenticate(key)).isPresent();

        clock.set(instantOfDay(8));
        assertThat(findOnlyKey().state()).isEqualTo(ApiKeyState.EXPIRED);
        assertThat(keys.authenticate(key)).isEmpty();
    }

    @Test
    void refusesAKeyAsSoonAsItIsRevoked() {
        var made = createKey(Role.METERING, null);
        useAndAwaitRecord(made.key());
        clock.advance(Duration.ofHours(1));

        revoke(made.id());

        assertThat(keys.authenticate(made.key())).isEmpty();
        assertThat(findOnlyKey().state()).isEqualTo(ApiKeyState.REVOKED);
        assertThat(findOnlyKey().revokedAt()).isEqualTo(TestClock.START.plus(Duration.ofHours(1)));
        assertThat(findOnlyKey().revokedBy()).isEqualTo(admin.name());

        clock.advance(DAY);
        world.asSystem(() -> {
            keys.revoke(account, made.id());
            return null;
        });
        assertThat(findOnlyKey().revokedBy()).as("whoever was first").isEqualTo(admin.name());
        assertThat(findAuditEntries(AuditAction.API_KEY_REVOKED)).hasSize(1);
    }

    @Test
    void auditsOneRevocationWhenManyRevokeAtOnce() throws Exception {
        var made = createKey(Role.METERING, null);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 8)
                    .mapToObj(number -> threads.submit(() -> revoke(made.id())))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(findAuditEntries(AuditAction.API_KEY_REVOKED)).hasSize(1);
    }

    @Test
    void refusesToRevokeKeysOfAnotherAccount() {
        var made = createKey(Role.METERING, null);
        var other = world.account();
        var ofPlatform =
                world.as(admin, () -> keys.create("a desk", Role.SUPPORT, null)).id();

        for (var id : new long[] {made.id(), ofPlatform, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> world.asSystem(() -> {
                        keys.revoke(other, id);
                        return null;
                    }))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
                        assertThat(problem.detail()).isEqualTo("The API key " + id + " was not found.");
                    });
        }
        assertThat(keys.authenticate(made.key())).isPresent();
    }

    @Test
    void refusesEveryoneButAdmins() {
        var id = createKey(Role.METERING, null).id();
        for (var caller : List.of(
                new Caller("li", Role.CUSTOMER, account),
                new Caller("sam", Role.SUPPORT, null),
                new Caller("meter", Role.METERING, null))) {
            assertForbidden(caller, () -> keys.list(ApiKeyFilter.ALL));
            assertForbidden(caller, () -> keys.list(account, ApiKeyFilter.ALL));
            assertForbidden(caller, () -> keys.create(account, "a", Role.METERING, null));
            assertForbidden(caller, () -> keys.create("a", Role.METERING, null));
            assertForbidden(caller, () -> keys.revoke(id));
            assertForbidden(caller, () -> keys.revoke(account, id));
            assertForbidden(caller, () -> keys.bootstrap("another"));
        }
    }

    @Test
    void refusesAnExpiryInThePast() {
        for (var past : List.of(TestClock.START, TestClock.START.minusSeconds(1))) {
            assertThatThrownBy(() -> createKey(Role.METERING, past))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.errors())
                                    .containsExactly(new FieldProblem("expiresAt", "must lie ahead")));
        }
        assertThat(createKey(Role.METERING, TestClock.START.plusSeconds(1)).id())
                .isPositive();
    }

    @Test
    void filtersKeysByNameStateRoleAndOwner() {
        var metering = createKey(Role.METERING, null).id();
        var customer = world.as(admin, () -> keys.create(account, "Reports 100%", Role.CUSTOMER, instantOfDay(3)))
                .id();
        var revoked = createKey(Role.METERING, null).id();
        revoke(revoked);

        assertThat(ids(filter(null, null, null))).containsExactly(revoked, customer, metering);
        assertThat(ids(filter("00%", null, null))).containsExactly(customer);
        assertThat(ids(filter("0_%", null, null))).isEmpty();
        assertThat(ids(filter(null, ApiKeyState.EXPIRING, null))).containsExactly(customer);
        assertThat(ids(filter(null, ApiKeyState.NEVER_USED, null))).containsExactly(metering);
        assertThat(ids(filter(null, ApiKeyState.REVOKED, Role.METERING))).containsExactly(revoked);
        assertThat(ids(filter(null, null, Role.CUSTOMER))).containsExactly(customer);
        assertThat(ids(new ApiKeyFilter(null, null, null, account, true))).isEmpty();
        assertThat(ids(new ApiKeyFilter(null, null, null, account, false))).hasSize(3);
        assertThat(world.asSystem(() -> keys.list(new ApiKeyFilter(null, null, null, null, true))
                        .page(Pageable.unpaged())))
                .allSatisfy(key -> assertThat(key.account()).isNull())
                .isNotEmpty();
        assertThat(world.asSystem(() -> keys.list(account, ApiKeyFilter.ALL)).count())
                .isEqualTo(3);
        var page =
                world.asSystem(() -> keys.list(account, ApiKeyFilter.ALL)).page(PageRequest.of(1, 2, Sort.by("name")));
        assertThat(page.getTotalElements()).isEqualTo(3);
        assertThat(page.getContent()).extracting(ApiKey::id).containsExactly(customer);
    }

    @Test
    void recordsLastUseToTheMinute() {
        var made = createKey(Role.METERING, null);

        useAndAwaitRecord(made.key());
        assertThat(findOnlyKey().lastUsedAt()).isEqualTo(TestClock.START);

        clock.advance(Duration.ofSeconds(59));
        keys.authenticate(made.key());
        var another = createKey(Role.METERING, null);
        useAndAwaitRecord(another.key()); // one thread writes, so what came before is done
        assertThat(list(filter(null, null, null)).getLast().lastUsedAt()).isEqualTo(TestClock.START);

        clock.advance(Duration.ofSeconds(1));
        keys.authenticate(made.key());
        await().untilAsserted(() -> assertThat(
                        list(filter(null, null, null)).getLast().lastUsedAt())
                .isEqualTo(TestClock.START.plusSeconds(60)));
    }

    @Test
    void keepsTheLatestUseAcrossServers() {
        var id = createKey(Role.METERING, null).id();

        table.updateLastUsed(id, instantOfDay(2), instantOfDay(2).minusSeconds(60));
        table.updateLastUsed(id, instantOfDay(1), instantOfDay(1).minusSeconds(60));

        assertThat(findOnlyKey().lastUsedAt()).isEqualTo(instantOfDay(2));
    }

    @Test
    void authenticatesEvenIfTheUseCannotBeRecorded() {
        var key = createKey(Role.METERING, null).key();
        jdbc.sql("alter table api_key add constraint no_use_is_kept check (last_used_at is null or id <> %d)"
                        .formatted(findOnlyKey().id()))
                .update();
        try {
            assertThat(keys.authenticate(key)).isPresent();
            useAndAwaitRecord(
                    createKey(Role.METERING, null).key()); // one thread writes, so what came before has failed
            assertThat(keys.authenticate(key)).isPresent();
        } finally {
            jdbc.sql("alter table api_key drop constraint no_use_is_kept").update();
        }
        useAndAwaitRecord(key);
    }

    @Test
    void replacesTheBootstrapKeyWithoutDeletingIt() {
        var first = World.code("a-key-of-the-environment-that-is-long");
        var second = World.code("a-key-of-the-environment-that-is-long");
        assertThat(bootstrap(first)).isTrue();
        assertThat(bootstrap(first)).isTrue();
        var id = keys.authenticate(first).orElseThrow().keyId();

        assertThat(bootstrap(second)).isTrue();

        assertThat(keys.authenticate(first)).isEmpty();
        assertThat(keys.authenticate(second)).hasValueSatisfying(caller -> {
            assertThat(caller.role()).isEqualTo(Role.ADMIN);
            assertThat(caller.keyId()).isGreaterThan(id);
        });
        assertThat(findBootstrapKeys()).extracting(ApiKey::id).contains(id);
        assertThat(findBootstrapKeys())
                .filteredOn(key -> key.state() != ApiKeyState.REVOKED)
                .hasSize(1);

        assertThat(bootstrap(first)).as("the environment may go back").isTrue();
        assertThat(keys.authenticate(first))
                .hasValueSatisfying(caller -> assertThat(caller.keyId()).isGreaterThan(id));
    }

    @Test
    void keepsARevokedBootstrapKeyRevoked() {
        var text = World.code("a-key-of-the-environment-that-is-long");
        bootstrap(text);
        revoke(keys.authenticate(text).orElseThrow().keyId());

        assertThat(bootstrap(text)).isFalse();

        assertThat(keys.authenticate(text)).isEmpty();
    }

    @Test
    void ofAnEarlierStartAreRefusedIfTheyCanBeGuessed(CapturedOutput output) {
        for (var text : List.of("a", "thirty-one-characters-are-less.", "a key with spaces in it, long enough")) {
            bootstrap(text);
            assertThat(keys.authenticate(text)).isEmpty();
            assertThat(keys.authenticate(text)).isEmpty();
        }
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("which the environment set at an earlier start")))
                .hasSizeLessThanOrEqualTo(1);

        var weak = "k".repeat(32);
        bootstrap(weak);
        assertThat(keys.authenticate(weak)).map(Caller::role).hasValue(Role.ADMIN);
    }

    @Test
    void letsTheBootstrapKeyReplaceAnExistingKey() {
        var made = createKey(Role.METERING, null);

        assertThat(bootstrap(made.key())).isTrue();

        assertThat(keys.authenticate(made.key()))
                .hasValueSatisfying(caller -> assertThat(caller.role()).isEqualTo(Role.ADMIN));
        assertThat(findOnlyKey().state()).isEqualTo(ApiKeyState.REVOKED);
        assertThat(findOnlyKey().revokedBy()).isEqualTo(Caller.SYSTEM.name());
    }

    @Test
    void storesOnlyHashesOfKeys() {
        var made = createKey(Role.METERING, null);

        assertThat(jdbc.sql("select key_hash from api_key where id = :id")
                        .param("id", made.id())
                        .query(String.class)
                        .single())
                .isEqualTo(Hash.sha256(made.key()));
        assertThat(findAuditEntries(AuditAction.API_KEY_CREATED).toString())
                .doesNotContain(made.key(), Hash.sha256(made.key()));
    }

    private ApiKeys.NewApiKey createKey(Role role, @Nullable Instant expiresAt) {
        return world.as(admin, () -> keys.create(account, "a key", role, expiresAt));
    }

    private Void revoke(long id) {
        return world.as(admin, () -> {
            keys.revoke(id);
            return null;
        });
    }

    private boolean bootstrap(String key) {
        return world.asSystem(() -> keys.bootstrap(key));
    }

    /** Uses a key until that is kept: a use while another is being written isn't. */
    private void useAndAwaitRecord(String key) {
        await().until(() -> jdbc.sql("select count(*) from api_key where id = :id and last_used_at is not null")
                        .param("id", keys.authenticate(key).orElseThrow().keyId())
                        .query(Long.class)
                        .single()
                == 1);
    }

    private ApiKey findOnlyKey() {
        return list(filter(null, null, null)).getFirst();
    }

    private List<Long> ids(ApiKeyFilter filter) {
        return list(filter).stream().map(ApiKey::id).toList();
    }

    private List<ApiKey> list(ApiKeyFilter filter) {
        return world.asSystem(() -> keys.list(filter).page(Pageable.unpaged()).getContent());
    }

    private List<ApiKey> findBootstrapKeys() {
        return list(new ApiKeyFilter("bootstrap", null, Role.ADMIN, null, true));
    }

    private ApiKeyFilter filter(@Nullable String text, @Nullable ApiKeyState state, @Nullable Role role) {
        return new ApiKeyFilter(text, state, role, account, null);
    }

    private List<AuditEntry> findAuditEntries(AuditAction what) {
        return world.asSystem(() -> trail.list(new AuditFilter(null, null, what, account, null, null))
                .page(Pageable.unpaged())
                .getContent());
    }

    private void assertForbidden(Caller caller, Runnable action) {
        assertThatThrownBy(() -> world.as(caller, () -> {
                    action.run();
                    return null;
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private static Instant instantOfDay(int day) {
        return TestClock.START.plus(DAY.multipliedBy(day));
    }
}
