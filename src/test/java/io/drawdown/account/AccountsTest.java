package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.audit.AuditEntry;
import io.drawdown.audit.AuditFilter;
import io.drawdown.audit.AuditTrail;
import io.drawdown.base.AuditAction;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.support.TransactionTemplate;

@DrawdownTest
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
    private Fixture fixture;

    @Autowired
    private TestClock clock;

    private String mark;

    /** A mark in names makes a search of this test find nothing of others. */
    @BeforeEach
    void mark() {
        clock.set(TestClock.START);
        mark = Fixture.code("Mark");
    }

    @Test
    void areReadAsTheyAreByNowHoweverOftenInATransaction() throws Exception {
        var code = open(Fixture.accountCode(), "Before");
        try (var elsewhere = Executors.newSingleThreadExecutor()) {
            transaction.executeWithoutResult(status -> {
                assertThat(fixture.asSystem(() -> access.toRead(code)).name()).isEqualTo("Before");
                get(elsewhere.submit(() -> fixture.asSystem(() -> accounts.put(account(code, "After")))));
                assertThat(fixture.asSystem(() -> access.toRead(code)).name()).isEqualTo("After");
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
    void findsByAPartOfTheNameOrTheCodeInAnyCase() {
        var byName = open(Fixture.accountCode(), "Zhōu & " + mark + " Ltd");
        var byCode = open(mark + "-code", "Borealis");

        assertThat(find(mark.toUpperCase()))
                .extracting(found -> found.account().code())
                .containsExactly(byCode, byName);
        assertThat(find("  " + mark.toLowerCase() + " ltd ")).singleElement().satisfies(found -> {
            assertThat(found.account().code()).isEqualTo(byName);
            assertThat(found.byName()).isTrue();
            assertThat(found.byCode()).isFalse();
            assertThat(found.user()).isNull();
            assertThat(found.order()).isNull();
        });
        assertThat(find(mark + "-CODE")).singleElement().satisfies(found -> {
            assertThat(found.byCode()).isTrue();
            assertThat(found.byName()).isFalse();
        });
        assertThat(find("ZHŌU & " + mark)).hasSize(1);
    }

    @Test
    void findsByTheNamesOfUsersAndSaysWho() {
        var account = open(Fixture.accountCode(), "Acme");
        user("b-" + mark, "Somebody", account);
        user("a-" + mark, "Someone", account);
        var other = open(Fixture.accountCode(), "Borealis");
        user(Fixture.code("li"), "Li " + mark, other);
        fixture.asSystem(() -> users.add(Fixture.code("staff"), "Ada " + mark, Role.ADMIN, null));

        assertThat(find(mark))
                .satisfiesExactlyInAnyOrder(
                        found -> {
                            assertThat(found.account().code()).isEqualTo(account);
                            assertThat(found.user()).isEqualTo(new NamedUser("a-" + mark, "Someone"));
                            assertThat(found.users()).isEqualTo(2);
                            assertThat(found.byName()).isFalse();
                        },
                        found -> {
                            assertThat(found.account().code()).isEqualTo(other);
                            assertThat(found.user().displayName()).isEqualTo("Li " + mark);
                            assertThat(found.users()).isEqualTo(1);
                        });
    }

    @Test
    void findsByTheWholeNumberOfAnOrder() {
        var region = fixture.region();
        var offer = fixture.offer(region, fixture.specification(), 1);
        var account = fixture.account();
        var number = fixture.buy(account, offer, 1, null).order();
        fixture.buy(account, offer, 1, null);
        fixture.buy(fixture.account(), offer, 1, null);

        assertThat(find(" " + number.toLowerCase())).singleElement().satisfies(found -> {
            assertThat(found.account().code()).isEqualTo(account);
            assertThat(found.order()).isEqualTo(number);
        });
        assertThat(find(number.substring(0, number.length() - 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "a%z"})
    void takesWhatPeopleTypeLiterally(String typed) {
        open(Fixture.accountCode(), "aXz " + mark);
        var literal = open(Fixture.accountCode(), typed + mark);

        assertThat(find(typed + mark))
                .extracting(found -> found.account().code())
                .containsExactly(literal);
    }

    @Test
    void findsAllAPageAtATime() {
        var codes = Stream.of("-1", "-2", "-3")
                .map(end -> open(mark + end, "Acme " + mark))
                .toList();

        var list = fixture.as(ADMIN, () -> accounts.find(mark));
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

        var all = fixture.as(ADMIN, () -> accounts.find(" "));
        assertThat(all.count()).isGreaterThanOrEqualTo(3);
        var first = all.page(Pageable.ofSize(1)).getContent().getFirst();
        assertThat(first.byName() || first.byCode() || first.user() != null || first.order() != null)
                .isFalse();
    }

    @Test
    void entersWhatSupportLooksForAndNothingOfAdmins() {
        var support = new Caller(Fixture.code("sam"), Role.SUPPORT, null);
        var admin = new Caller(Fixture.code("ada"), Role.ADMIN, null);

        fixture.as(support, () -> accounts.find(" li-3 ").count());
        fixture.as(support, () -> accounts.find("li-3").count());
        fixture.as(support, () -> accounts.find(null).count());
        fixture.as(admin, () -> accounts.find("li-3").count());

        assertThat(entriesOf(support)).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo(AuditAction.ACCOUNTS_SEARCHED);
            assertThat(entry.subject()).isEqualTo("li-3");
            assertThat(entry.account()).isNull();
        });
        assertThat(entriesOf(admin)).isEmpty();
    }

    @Test
    void isForStaff() {
        var account = fixture.account();

        for (var caller :
                List.of(new Caller("li", Role.CUSTOMER, account), new Caller("meter", Role.METERING, account))) {
            assertRefused(caller, () -> accounts.find("a"), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> directory.names(account), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> accounts.open(account(mark, "Acme")), ProblemType.FORBIDDEN);
        }
        for (var caller : List.of(new Caller("li", Role.CUSTOMER, account), new Caller("sam", Role.SUPPORT, null))) {
            assertRefused(caller, () -> directory.of(account), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> directory.isOf(account, "li"), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> directory.staff(), ProblemType.FORBIDDEN);
            assertRefused(
                    caller, () -> accounts.change(account(account, "A"), account(account, "B")), ProblemType.FORBIDDEN);
            assertRefused(caller, () -> users.add(mark, "Li", Role.CUSTOMER, account), ProblemType.FORBIDDEN);
            assertRefused(
                    caller,
                    () -> {
                        users.rename("li", "Li");
                        return null;
                    },
                    ProblemType.FORBIDDEN);
        }
    }

    @Test
    void opensAnAccountOnce() {
        var opened = account(Fixture.accountCode(), "Acme");
        fixture.as(ADMIN, () -> accounts.open(opened));

        assertRefused(ADMIN, () -> accounts.open(opened), ProblemType.ALREADY_EXISTS);
    }

    @Test
    void changesWhatWasSeenAndNothingElse() {
        var code = Fixture.accountCode();
        var seen = fixture.as(ADMIN, () -> accounts.open(account(code, "Acme")));
        var changed =
                new Account(code, "Acme Vision", seen.currency(), ZoneId.of("Asia/Tokyo"), Money.of("100", "CNY"));

        fixture.as(ADMIN, () -> accounts.change(seen, changed));
        assertRefused(ADMIN, () -> accounts.change(seen, account(code, "Acme Labs")), ProblemType.CHANGED_MEANWHILE);

        var now = fixture.asSystem(() -> accounts.findAll(List.of(code)).get(code));
        assertThat(now)
                .isEqualTo(new Account(
                        code, "Acme Vision", seen.currency(), ZoneId.of("Asia/Tokyo"), Money.of("100.00", "CNY")));
        assertRefused(
                ADMIN,
                () -> accounts.change(now, new Account(code, "A", Currency.getInstance("USD"), now.zone(), null)),
                ProblemType.CURRENCY_MISMATCH);
        assertRefused(ADMIN, () -> accounts.change(account(mark, "A"), account(mark, "B")), ProblemType.NOT_FOUND);
    }

    @Test
    void letsOneOfManyWhoSawTheSameChangeIt() throws Exception {
        var code = Fixture.accountCode();
        var seen = fixture.as(ADMIN, () -> accounts.open(account(code, "Acme")));
        var go = new CountDownLatch(1);
        var tries = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var number = 0; number < 4; number++) {
                var name = "Acme " + number;
                tries.add(threads.submit(() -> {
                    go.await();
                    try {
                        fixture.as(ADMIN, () -> accounts.change(seen, account(code, name)));
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
    void knowsTheUsersOfAnAccount() {
        var account = fixture.account();
        var password = fixture.as(ADMIN, () -> users.add("b" + mark, "Li Wei", Role.CUSTOMER, account));
        user("a" + mark, "Wang Fang", account);

        assertThat(fixture.as(
                        ADMIN,
                        () -> directory.of(account).page(Pageable.unpaged()).getContent()))
                .containsExactly(
                        new User("a" + mark, "Wang Fang", Role.CUSTOMER, account, false, TestClock.START, null),
                        new User("b" + mark, "Li Wei", Role.CUSTOMER, account, true, TestClock.START, null));
        assertThat(fixture.as(
                        new Caller("sam", Role.SUPPORT, null),
                        () -> directory.names(account).page(Pageable.unpaged()).getContent()))
                .containsExactly(new NamedUser("a" + mark, "Wang Fang"), new NamedUser("b" + mark, "Li Wei"));
        assertThat(password).hasSizeGreaterThan(12);
        assertThat(users.hasPassword("b" + mark, password)).isTrue();
        assertThat(fixture.as(ADMIN, () -> directory.isOf(account, "a" + mark))).isTrue();
        assertThat(fixture.as(ADMIN, () -> directory.isOf(fixture.account(), "a" + mark)))
                .isFalse();
    }

    @Test
    void addsNobodyWhoIsThereAlready() {
        var account = fixture.account();
        var name = fixture.customer(account, PASSWORD);

        assertRefused(ADMIN, () -> users.add(name, "Li", Role.CUSTOMER, account), ProblemType.ALREADY_EXISTS);
        assertRefused(ADMIN, () -> users.add(name, "Li", Role.ADMIN, null), ProblemType.ALREADY_EXISTS);
        assertRefused(ADMIN, () -> users.add(mark, "Li", Role.CUSTOMER, "nope"), ProblemType.NOT_FOUND);
        assertRefused(ADMIN, () -> users.add("no name", "", Role.CUSTOMER, account), ProblemType.INVALID);
        assertThat(users.hasPassword(name, PASSWORD)).isTrue();
    }

    private List<FoundAccount> find(@Nullable String words) {
        return fixture.as(
                ADMIN, () -> accounts.find(words).page(Pageable.unpaged()).getContent());
    }

    private List<AuditEntry> entriesOf(Caller who) {
        return fixture.asSystem(() -> trail.list(new AuditFilter(null, who.name(), null, null, null, null))
                .page(Pageable.unpaged())
                .getContent());
    }

    private String open(String code, String name) {
        return fixture.as(ADMIN, () -> accounts.open(account(code, name))).code();
    }

    private static Account account(String code, String name) {
        return new Account(code, name, Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"), null);
    }

    private void user(String username, String displayName, String account) {
        fixture.asSystem(() -> {
            users.put(username, displayName, PASSWORD, Role.CUSTOMER, account);
            return null;
        });
    }

    private <T> void assertRefused(Caller caller, Supplier<T> action, ProblemType type) {
        assertThatThrownBy(() -> fixture.as(caller, action))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
