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
import io.drawdown.purchase.order.Order;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes accounts, catalogue, packages and usage with codes that no other test uses, through the services. */
@Component
public class World {

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
    private final UsageEvents events;
    private final RejectedEvents rejected;
    private final JsonMapper json;

    World(
            Regions regions,
            Specifications specifications,
            ListPrices listPrices,
            Offers offers,
            Accounts accounts,
            Orders orders,
            Users users,
            Access access,
            UsageEvents events,
            RejectedEvents rejected,
            JsonMapper json) {
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
        this.offers = offers;
        this.accounts = accounts;
        this.orders = orders;
        this.users = users;
        this.access = access;
        this.events = events;
        this.rejected = rejected;
        this.json = json;
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
        return asSystem(() -> order(account, offer.code(), offer.region(), quantity, effectiveAt))
                .resourcePackage();
    }

    /** Opens an account in Shanghai that pays in CNY. */
    public String accountNamed(String name) {
        var code = accountCode();
        return asSystem(() -> accounts.put(
                        new Account(code, name, Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"), null))
                .code());
    }

    /** Adds a region by this zone's calendar. */
    public String region(String zone) {
        return asSystem(() -> {
            var code = code("region");
            return regions.put(new Region(code, "Region of " + zone, ZoneId.of(zone), true))
                    .code();
        });
    }

    /** Adds a GPU specification with this name, at ¥ 21.20 per node-hour in these regions. */
    public String specification(String name, String... regions) {
        return asSystem(() -> {
            var code = code("gpu");
            specifications.put(new Specification(code, name, NodeKind.GPU, 8, 64, 1, name));
            for (var region : regions) {
                listPrices.put(
                        new ListPrice(region, code, Pool.PUBLIC, Money.of("21.20", "CNY"), ListPrice.EARLIEST_FROM));
            }
            return code;
        });
    }

    /** Puts node-hours of a specification on sale for all activities, valid for a month, at ¥ 18 each. */
    public String monthlyOffer(String name, String region, String specification, long nodeHours) {
        return asSystem(() -> offers.put(new Offer(
                        code("offer"),
                        name,
                        region,
                        specification,
                        EnumSet.allOf(Activity.class),
                        nodeHours,
                        1,
                        Money.of(nodeHours * 18 + ".00", "CNY"),
                        true))
                .code());
    }

    /** Buys, effective at an instant, or at once. */
    public Order buy(String account, String offer, int quantity, @Nullable Instant effectiveAt) {
        return asSystem(
                () -> order(account, offer, offers.find(offer).orElseThrow().region(), quantity, effectiveAt));
    }

    private Order order(String account, String offer, String region, int quantity, @Nullable Instant effectiveAt) {
        return orders.place(
                        account,
                        UUID.randomUUID().toString(),
                        new NewOrder(offer, quantity, effectiveAt, null, new NewOrder.Acknowledgements(true, region)))
                .order();
    }

    /** Reports that a job trained on one node in a public pool; gives the record's id. */
    public String run(String account, String region, String specification, String job, Instant from, Instant to) {
        return run(account, region, Pool.PUBLIC, specification, Activity.TRAINING, job, 1, from, to);
    }

    /** Reports that a job ran; gives the record's id. */
    public String run(
            String account,
            String region,
            Pool pool,
            String specification,
            Activity activity,
            String job,
            int nodes,
            Instant from,
            Instant to) {
        var id = code("event");
        send("drawdown.usage.recorded.v1", id, job, """
                {"account": "%s", "region": "%s", "pool": "%s", "specification": "%s", "activity": "%s",
                 "nodes": %d, "startedAt": "%s", "endedAt": "%s"}""".formatted(
                        account, region, pool, specification, activity, nodes, from, to));
        return id;
    }

    /** Reports that a job began to train on some nodes in a public pool; gives the event's id. */
    public String start(String account, String region, String specification, String job, long nodes, Instant at) {
        var id = code("event");
        send("drawdown.job.started.v1", id, job, """
                {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                 "nodes": %d, "startedAt": "%s"}""".formatted(account, region, specification, nodes, at));
        return id;
    }

    /** Reports that a job stopped. */
    public void stop(String account, String job, Instant at) {
        send("drawdown.job.stopped.v1", code("event"), job, """
                {"account": "%s", "stoppedAt": "%s"}""".formatted(account, at));
    }

    /** Takes a usage record back. */
    public void voidUsage(String account, String record) {
        send("drawdown.usage.voided.v1", code("event"), null, """
                {"account": "%s", "source": "/test", "id": "%s"}""".formatted(account, record));
    }

    /** Reports that a job ran where nobody knows a region, which is rejected; gives the number under which it is kept. */
    public long reject(String account, String job) {
        var event = json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "drawdown.usage.recorded.v1", "subject": "%s",
                 "data": {"account": "%s", "region": "nowhere", "pool": "PUBLIC", "specification": "v100", "activity": "TRAINING", "nodes": 1,
                          "startedAt": "2026-11-01T00:00:00Z", "endedAt": "2026-11-01T01:00:00Z"}}""".formatted(code("event"), job, account));
        return asSystem(() -> {
            events.report(List.of(event));
            var filter = new RejectedEventFilter(RejectedEvent.State.OPEN, account, null, null, job, null, null);
            return rejected.list(filter).rows(0, 1, Sort.unsorted()).getFirst().id();
        });
    }

    private void send(String type, String id, @Nullable String subject, String data) {
        var event = json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", %s "data": %s}""".formatted(
                id, type, subject == null ? "" : "\"subject\": " + json.writeValueAsString(subject) + ",", data));
        var report = asSystem(() -> events.report(List.of(event)));
        if (report.accepted() != 1) {
            throw new IllegalStateException(report.toString());
        }
    }

    public <T> T asSystem(Supplier<T> action) {
        return as(Caller.SYSTEM, action);
    }

    public <T> T as(Caller caller, Supplier<T> action) {
        return access.runAs(caller, action);
    }
}
