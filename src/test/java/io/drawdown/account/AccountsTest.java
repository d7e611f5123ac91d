package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountMatch;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSummary;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.Money;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.support.TransactionTemplate;

@DrawdownTest
@Tag("dialect")
class AccountsTest {

    private static final Caller ADMIN = new Caller("ada", Role.ADMIN, null);
    private static final String PASSWORD = "four words in a row";

    @Autowired
    private Accounts accounts;

    @Autowired
    private Access access;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Users users;

    @Autowired
    private UserDirectory directory;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String marker;

    /** A mark in names makes a search of this test find nothing of others. */
    @BeforeEach
    void createMarker() {
        clock.set(TestClock.START);
        marker = World.code("Mark");
    }

    @Test
    void areReadAsTheyAreByNowHoweverOftenInATransaction() throws Exception {
        var code = open(World.accountCode(), "Before");
        try (var elsewhere = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(status -> {
                assertThat(world.asSystem(() -> access.requireRead(code)).name())
                        .isEqualTo("Before");
                get(elsewhere.submit(() -> world.asSystem(() -> accounts.put(account(code, "After")))));
                assertThat(world.asSystem(() -> access.requireRead(code)).name())
                        .isEqualTo("After");
                assertThat(accounts.current(code).name()).isEqualTo("After");
                assertThat(accounts.findAll(List.of(code)).get(code).name()).isEqualTo("After");
            });
        }
    }

    private static void get(Future<?> done) {
        try {
            done.get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void findsAccountsByPartOfNameOrCodeIgnoringCase() {
        var byName = open(World.accountCode(), "Zhōu & " + marker + " Ltd");
        var byCode = open(marker + "-code", "Borealis");

        assertThat(find(marker.toUpperCase(Locale.ROOT)))
                .extracting(found -> found.account().code())
                .containsExactly(byCode, byName);
        assertThat(find("  " + marker.toLowerCase(Locale.ROOT) + " ltd "))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.account().code()).isEqualTo(byName);
                    assertThat(found.matchesName()).isTrue();
                    assertThat(found.matchesCode()).isFalse();
                    assertThat(found.matchingUser()).isNull();
                    assertThat(found.matchingOrder()).isNull();
                });
        assertThat(find(marker + "-CODE")).singleElement().satisfies(found -> {
            assertThat(found.matchesCode()).isTrue();
            assertThat(found.matchesName()).isFalse();
        });
        assertThat(find("ZHŌU & " + marker)).hasSize(1);
    }

    @Test
    void findsAccountsByUserNameAndNamesTheUser() {
        var account = open(World.accountCode(), "Acme");
        addUser("b-" + marker, "Somebody", account);
        addUser("a-" + marker, "Someone", account);
        var other = open(World.accountCode(), "Borealis");
        addUser(World.code("li"), "Li " + marker, other);
        world.asSystem(() -> users.add(World.code("staff"), "Ada " + marker, Role.ADMIN, null));

        assertThat(find(marker))
                .satisfiesExactlyInAnyOrder(
                        found -> {
                            assertThat(found.account().code()).isEqualTo(account);
                            assertThat(found.matchingUser()).isEqualTo(new UserSummary("a-" + marker, "Someone"));
                            assertThat(found.userCount()).isEqualTo(2);
                            assertThat(found.matchesName()).isFalse();
                        },
                        found -> {
                            assertThat(found.account().code()).isEqualTo(other);
                            assertThat(found.matchingUser().displayName()).isEqualTo("Li " + marker);
                            assertThat(found.userCount()).isEqualTo(1);
                        });
    }

    @Test
    void findsAccountsByCompleteOrderNumberOnly() {
        var region = world.region();
        var offer = world.offer(region, world.specification(), 1);
        var account = world.account();
        var number = world.buyPackage(account, offer, 1, null).order();
        world.buyPackage(account, offer, 1, null);
        world.buyPackage(world.account(), offer, 1, null);

        assertThat(find(" " + number.toLowerCase(Locale.ROOT))).singleElement().satisfies(found -> {
            assertThat(found.account().code()).isEqualTo(account);
            assertThat(found.matchingOrder()).isEqualTo(number);
        });
        assertThat(find(number.substring(0, number.length() - 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "a%z"})
    void treatsSearchWildcardsLiterally(String typed) {
        open(World.accountCode(), "aXz " + marker);
        var literal = open(World.accountCode(), typed + marker);

        assertThat(find(typed + marker))
                .extracting(found -> found.account().code())
                .containsExactly(literal);
    }

    @Test
    void pagesThroughMatchingAccounts() {
        var codes = Stream.of("-1", "-2", "-3")
                .map(end -> open(marker + end, "Acme " + marker))
                .toList();

        var list = world.as(ADMIN, () -> accounts.search(marker));
        assertThat(list.count()).isEqualTo(3);
        assertThat(list.rows(1, 1, Sort.unsorted()))
                .extracting(found -> found.account().code())
                .containsExactly(codes.get(1));
        assertThat(list.rows(0, 1, Sort.by("code").descending()))
                .extracting(found -> found.account().code())
                .containsExactly(codes.get(2));
        assertThat(list.page(PageRequest.of(1, 2)).getContent())
                .extracting(found -> found.account().code())
                .containsExactly(codes.get(2));

        var all = world.as(ADMIN, () -> accounts.search(" "));
        assertThat(all.count()).isGreaterThanOrEqualTo(3);
        var first = all.page(Pageable.ofSize(1)).getContent().getFirst();
        assertThat(first.matchesName()
                        || first.matchesCode()
                        || first.matchingUser() != null
                        || first.matchingOrder() != null)
                .isFalse();
    }

    @Test
    void auditsSearchesOfSupportButNotOfAdmins() {
        var support = new Caller(World.code("sam"), Role.SUPPORT, null);
        var admin = new Caller(World.code("ada"), Role.ADMIN, null);

        world.as(support, () -> accounts.search(" li-3 ").count());
        world.as(support, () -> accounts.search("li-3").count());
        world.as(support, () -> accounts.search(null).count());
        world.as(admin, () -> accounts.search("li-3").count());

        assertThat(findAuditEntries(support)).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo(AuditAction.ACCOUNTS_SEARCHED);
            assertThat(entry.subject()).isEqualTo("li-3");
            assertThat(entry.account()).isNull();
        });
        assertThat(findAuditEntries(admin)).isEmpty();
    }

    @Test
    void refusesCallersWhoAreNotStaff() {
        var account = world.account();

        for (var caller :
                List.of(new Caller("li", Role.CUSTOMER, account), new Caller("meter", Role.METERING, account))) {
            assertRefused(caller, () -> accounts.search("a"), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> directory.listSummaries(account), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> accounts.open(account(marker, "Acme")), ProblemType.FORBIDDEN);
        }
        for (var caller : List.of(new Caller("li", Role.CUSTOMER, account), new Caller("sam", Role.SUPPORT, null))) {
            assertRefused(caller, () -> directory.listUsers(account), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> directory.find(account, "li"), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> directory.listStaff(), ProblemType.FORBIDDEN);
            assertRefused(
                    caller, () -> accounts.change(account(account, "A"), account(account, "B")), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> users.add(marker, "Li", Role.CUSTOMER, account), ProblemType.FORBIDDEN);
            assertRefused(
                    caller,
                    () -> {
                        users.renameIf("li", "Li", Precondition.none());
                        return null;
                    },
                    ProblemType.FORBIDDEN);
        }
    }

    @Test
    void refusesToOpenAnAccountTwice() {
        var opened = account(World.accountCode(), "Acme");
        world.as(ADMIN, () -> accounts.open(opened));

        assertRefused(ADMIN, () -> accounts.open(opened), ProblemType.ALREADY_EXISTS);
    }

    @Test
    void changesAnAccountOnlyIfItIsAsSeen() {
        var code = World.accountCode();
        var seen = world.as(ADMIN, () -> accounts.open(account(code, "Acme")));
        var changed =
                new Account(code, "Acme Vision", seen.currency(), ZoneId.of("Asia/Tokyo"), Money.of("100", "CNY"));

        world.as(ADMIN, () -> accounts.change(seen, changed));
        assertRefused(ADMIN, () -> accounts.change(seen, account(code, "Acme Labs")), ProblemType.CHANGED_MEANWHILE);

        var now = world.asSystem(() -> accounts.findAll(List.of(code)).get(code));
        assertThat(now)
                .isEqualTo(new Account(
                        code, "Acme Vision", seen.currency(), ZoneId.of("Asia/Tokyo"), Money.of("100.00", "CNY")));
        assertRefused(
                ADMIN,
                () -> accounts.change(now, new Account(code, "A", Currency.getInstance("XAU"), now.zone(), null)),
                ProblemType.INVALID);
        assertRefused(ADMIN, () -> accounts.change(account(marker, "A"), account(marker, "B")), ProblemType.NOT_FOUND);
    }

    @Test
    void letsOnlyOneOfManyConcurrentChangesSucceed() throws Exception {
        var code = World.accountCode();
        var seen = world.as(ADMIN, () -> accounts.open(account(code, "Acme")));
        var go = new CountDownLatch(1);
        var tries = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var number = 0; number < 4; number++) {
                var name = "Acme " + number;
                tries.add(threads.submit(() -> {
                    go.await();
                    try {
                        world.as(ADMIN, () -> accounts.change(seen, account(code, name)));
                        return true;
                    } catch (ProblemException refused) {
                        assertThat(refused.type()).isEqualTo(ProblemType.CHANGED_MEANWHILE);
                        return false;
                    }
                }));
            }
            go.countDown();
        }

        assertThat(tries).extracting(Future::get).containsOnlyOnce(true);
    }

    @Test
    void listsTheUsersOfAnAccount() {
        var account = world.account();
        var password = world.as(ADMIN, () -> users.add("b" + marker, "Li Wei", Role.CUSTOMER, account));
        addUser("a" + marker, "Wang Fang", account);

        assertThat(world.as(
                        ADMIN,
                        () -> directory
                                .listUsers(account)
                                .page(Pageable.unpaged())
                                .getContent()))
                .containsExactly(
                        new User(
                                "a" + marker,
                                "Wang Fang",
                                Role.CUSTOMER,
                                account,
                                false,
                                TestClock.START,
                                null,
                                null,
                                false),
                        new User(
                                "b" + marker,
                                "Li Wei",
                                Role.CUSTOMER,
                                account,
                                true,
                                TestClock.START,
                                null,
                                null,
                                false));
        assertThat(world.as(
                        new Caller("sam", Role.SUPPORT, null),
                        () -> directory
                                .listSummaries(account)
                                .page(Pageable.unpaged())
                                .getContent()))
                .containsExactly(new UserSummary("a" + marker, "Wang Fang"), new UserSummary("b" + marker, "Li Wei"));
        assertThat(password).hasSizeGreaterThan(12);
        assertThat(users.hasPassword("b" + marker, password)).isTrue();
        assertThat(world.as(ADMIN, () -> directory.find(account, "a" + marker)))
                .contains(new UserSummary("a" + marker, "Wang Fang"));
        assertThat(world.as(ADMIN, () -> directory.find(world.account(), "a" + marker)))
                .isEmpty();
    }

    @Test
    void refusesToAddAnExistingUser() {
        var account = world.account();
        var name = world.customer(account, PASSWORD);

        assertRefused(ADMIN, () -> users.add(name, "Li", Role.CUSTOMER, account), ProblemType.ALREADY_EXISTS);
        assertRefused(ADMIN, () -> users.add(name, "Li", Role.ADMIN, null), ProblemType.ALREADY_EXISTS);
        assertRefused(ADMIN, () -> users.add(marker, "Li", Role.CUSTOMER, "nope"), ProblemType.NOT_FOUND);
        assertRefused(ADMIN, () -> users.add("no name", "", Role.CUSTOMER, account), ProblemType.INVALID);
        assertThat(users.hasPassword(name, PASSWORD)).isTrue();
    }

    private List<AccountMatch> find(@Nullable String words) {
        return world.as(
                ADMIN, () -> accounts.search(words).page(Pageable.unpaged()).getContent());
    }

    private List<AuditEntry> findAuditEntries(Caller who) {
        return world.asSystem(() -> trail.list(new AuditFilter(null, who.name(), null, null, null, null))
                .page(Pageable.unpaged())
                .getContent());
    }

    private String open(String code, String name) {
        return world.as(ADMIN, () -> accounts.open(account(code, name))).code();
    }

    private static Account account(String code, String name) {
        return new Account(code, name, Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"), null);
    }

    private void addUser(String username, String displayName, String account) {
        world.asSystem(() -> {
            users.put(username, displayName, PASSWORD, Role.CUSTOMER, account);
            return null;
        });
    }

    private <T> void assertRefused(Caller caller, Supplier<T> action, ProblemType type) {
        assertThatThrownBy(() -> world.as(caller, action))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
