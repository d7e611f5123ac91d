package io.drawdown.testing;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.Users;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Catalogue and accounts of a test's own, made through the services as the program itself. */
@Component
public class Fixture {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Regions regions;
    private final Specifications specifications;
    private final ListPrices listPrices;
    private final Offers offers;
    private final Accounts accounts;
    private final Orders orders;
    private final Users users;
    private final Access access;

    Fixture(
            Regions regions,
            Specifications specifications,
            ListPrices listPrices,
            Offers offers,
            Accounts accounts,
            Orders orders,
            Users users,
            Access access) {
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
        this.offers = offers;
        this.accounts = accounts;
        this.orders = orders;
        this.users = users;
        this.access = access;
    }

    /** A code that no other test uses. */
    public static String code(String prefix) {
        return prefix + "-" + NUMBER.incrementAndGet();
    }

    /**
     * The code of an account that no other test uses. Its hour ends with the clock's, so that what is settled hourly doesn't
     * depend on the tests before.
     */
    public static String accountCode() {
        var code = code("acme");
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> code + "-" + number)
                .filter(candidate -> Math.floorMod(candidate.hashCode(), 3600) == 3599)
                .findFirst()
                .orElseThrow();
    }

    /** An account in CNY, in Shanghai's time. */
    public String account() {
        return account(accountCode(), "CNY", null);
    }

    public String account(String code, String currency, @Nullable Money creditLimit) {
        asSystem(() -> accounts.put(new Account(
                code, "Acme " + code, Currency.getInstance(currency), ZoneId.of("Asia/Shanghai"), creditLimit)));
        return code;
    }

    /** A person of an account who can sign in; gives the name. */
    public String customer(String account, String password) {
        var name = code("li");
        asSystem(() -> {
            users.put(name, "Li Wei", password, Role.CUSTOMER, account);
            return null;
        });
        return name;
    }

    /** A region in UTC that sells packages. */
    public String region() {
        return asSystem(() -> regions.put(new Region(code("region"), "A region", ZoneId.of("UTC"), true)))
                .code();
    }

    public String specification() {
        return asSystem(() ->
                        specifications.put(new Specification(code("gpu"), "A GPU", NodeKind.GPU, 8, 64, 1, "V100")))
                .code();
    }

    /** A list price from always, in both pools. */
    public void setPrice(String region, String specification, String perNodeHour) {
        for (var pool : Pool.values()) {
            asSystem(() -> listPrices.put(
                    new ListPrice(region, specification, pool, Money.of(perNodeHour, "CNY"), ListPrice.EARLIEST_FROM)));
        }
    }

    /** An offer for 12 months, at 10 CNY a node-hour, of all activities or these. */
    public Offer offer(String region, String specification, long nodeHours, Activity... activities) {
        Set<Activity> covered = activities.length == 0 ? EnumSet.allOf(Activity.class) : Set.of(activities);
        return asSystem(() -> offers.put(new Offer(
                code("offer"),
                nodeHours + " h",
                region,
                specification,
                covered,
                nodeHours,
                12,
                Money.of(Long.toString(nodeHours * 10), "CNY"),
                true)));
    }

    /** A package that an admin orders. */
    public ResourcePackage buyPackage(String account, Offer offer, int quantity, @Nullable Instant effectiveAt) {
        return asSystem(() -> orders.place(
                        account,
                        UUID.randomUUID().toString(),
                        new NewOrder(
                                offer.code(),
                                quantity,
                                effectiveAt,
                                null,
                                new NewOrder.Acknowledgements(true, offer.region()))))
                .order()
                .resourcePackage();
    }

    public <T> T asSystem(Supplier<T> action) {
        return as(Caller.SYSTEM, action);
    }

    public <T> T as(Caller caller, Supplier<T> action) {
        return access.runAs(caller, action);
    }
}
