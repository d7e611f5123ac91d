package io.drawdown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.purchase.Orders;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What gives money or rights away takes a password that was entered in the session within ten minutes. */
@DrawdownTest
class RecentPasswordTest {

    private static final String PASSWORD = "four words in a row";

    @Autowired
    private OwnPassword ownPassword;

    @Autowired
    private Users users;

    @Autowired
    private SecondFactors secondFactors;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Orders orders;

    @Autowired
    private ListPrices listPrices;

    @Autowired
    private Offers offers;

    @Autowired
    private Accounts accounts;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String admin;
    private String other;
    private Account account;
    private Offer offer;
    private ListPrice price;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        var code = world.account();
        account = world.asSystem(() -> accounts.current(code));
        var region = world.region();
        var specification = world.specification();
        offer = world.offer(region, specification, 10);
        price = new ListPrice(region, specification, Pool.PUBLIC, Money.of("3.60", "CNY"), ListPrice.EARLIEST_FROM);
        admin = World.code("ada");
        other = world.customer(code, PASSWORD);
        world.asSystem(() -> {
            users.put(admin, "Ada Stone", PASSWORD + " of ours", Role.ADMIN, null);
            return null;
        });
        var user = users.loadUserByUsername(admin);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
        var request = new MockHttpServletRequest();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        request.getSession().setAttribute(UserSessions.SESSION_ATTRIBUTE, World.code("session"));
        request.getSession().setAttribute(UserSessions.PASSWORD_ATTRIBUTE, clock.instant());
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
    }

    private List<Runnable> sensitive() {
        return List.of(
                () -> keys.create(World.code("key"), Role.METERING, null),
                () -> keys.create(account.code(), World.code("key"), Role.CUSTOMER, null),
                () -> orders.give(account.code(), offer.code(), 1, null),
                () -> orders.give(account.code(), World.code("gift"), offer.code(), 1, null),
                () -> listPrices.put(price),
                () -> listPrices.remove(price.region(), price.specification(), price.pool(), price.from()),
                () -> offers.put(withPrice("11.00")),
                () -> accounts.put(withLimit("500.00")),
                () -> users.add(World.code("bo"), "Bo Lee", Role.SUPPORT, null),
                () -> users.put(World.code("cy"), "Cy Poe", PASSWORD + " of hers", Role.SUPPORT, null),
                () -> users.resetPassword(other),
                () -> secondFactors.remove(other),
                () -> accounts.open(new Account(
                        World.accountCode(), "Cirrus", account.currency(), account.zone(), Money.of("5.00", "CNY"))));
    }

    @Test
    void isEnoughForTenMinutes() {
        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        sensitive().forEach(Runnable::run);
    }

    @Test
    void isAskedForAfterTenMinutes() {
        world.asSystem(() -> listPrices.put(price));
        clock.advance(Duration.ofMinutes(10));
        sensitive()
                .forEach(action -> assertThatExceptionOfType(ProblemException.class)
                        .isThrownBy(action::run)
                        .extracting(ProblemException::type)
                        .isEqualTo(ProblemType.PASSWORD_AGAIN));

        ownPassword.enterAgain(PASSWORD + " of ours");
        sensitive().forEach(Runnable::run);
    }

    @Test
    void aWrongOneDoesNotHelp() {
        clock.advance(Duration.ofMinutes(10));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ownPassword.enterAgain("another password"))
                .satisfies(refused ->
                        assertThat(refused.errors().getFirst().field()).isEqualTo("password"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sensitive().getFirst().run());
    }

    @Test
    void otherChangesAreNotAskedFor() {
        clock.advance(Duration.ofHours(1));
        accounts.put(
                new Account(account.code(), "Another name", account.currency(), account.zone(), account.creditLimit()));
        offers.put(offer.withOnSale(false));
        assertThat(offers.find(offer.code()).orElseThrow().onSale()).isFalse();
    }

    @Test
    void keysAndUsersOfAProviderAreNotAsked() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        clock.advance(Duration.ofHours(1));
        sensitive().forEach(Runnable::run);
    }

    private Offer withPrice(String amount) {
        return new Offer(
                offer.code(),
                offer.name(),
                offer.region(),
                offer.specification(),
                offer.activities(),
                offer.nodeHours(),
                offer.months(),
                Money.of(amount, "CNY"),
                offer.onSale());
    }

    private Account withLimit(String amount) {
        return new Account(account.code(), account.name(), account.currency(), account.zone(), Money.of(amount, "CNY"));
    }
}
