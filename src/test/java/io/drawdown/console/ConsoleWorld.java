package io.drawdown.console;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
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
import io.drawdown.testing.Fixture;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.data.domain.Sort;
import tools.jackson.databind.json.JsonMapper;

/** Makes what the console shows, through the services: everything in a world of its own codes. */
@TestComponent
public class ConsoleWorld {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Access access;
    private final Accounts accounts;
    private final Regions regions;
    private final Specifications specifications;
    private final ListPrices listPrices;
    private final Offers offers;
    private final Orders orders;
    private final UsageEvents events;
    private final RejectedEvents rejected;
    private final JsonMapper json;

    ConsoleWorld(
            Access access,
            Accounts accounts,
            Regions regions,
            Specifications specifications,
            ListPrices listPrices,
            Offers offers,
            Orders orders,
            UsageEvents events,
            RejectedEvents rejected,
            JsonMapper json) {
        this.access = access;
        this.accounts = accounts;
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
        this.offers = offers;
        this.orders = orders;
        this.events = events;
        this.rejected = rejected;
        this.json = json;
    }

    /** Opens an account in Shanghai that pays in CNY. */
    public String account(String name) {
        var code = Fixture.accountCode();
        return access.runAs(
                Caller.SYSTEM,
                () -> accounts.put(new Account(code, name, Currency.getInstance("CNY"), SHANGHAI, null))
                        .code());
    }

    /** Adds a region by this zone's calendar. */
    public String region(String zone) {
        return access.runAs(Caller.SYSTEM, () -> {
            var code = Fixture.code("region");
            return regions.put(new Region(code, "Region of " + zone, ZoneId.of(zone), true))
                    .code();
        });
    }

    /** Adds a GPU specification with this name, at ¥ 21.20 per node-hour in these regions. */
    public String specification(String name, String... regions) {
        return access.runAs(Caller.SYSTEM, () -> {
            var code = Fixture.code("gpu");
            specifications.put(new Specification(code, name, NodeKind.GPU, 8, 64, 1, name));
            for (var region : regions) {
                listPrices.put(
                        new ListPrice(region, code, Pool.PUBLIC, Money.of("21.20", "CNY"), ListPrice.EARLIEST_FROM));
            }
            return code;
        });
    }

    /** Puts node-hours of a specification on sale for all activities, valid for a month, at ¥ 18 each. */
    public String offer(String name, String region, String specification, long nodeHours) {
        return access.runAs(
                Caller.SYSTEM,
                () -> offers.put(new Offer(
                                Fixture.code("offer"),
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
        return access.runAs(Caller.SYSTEM, () -> {
            var region = offers.find(offer).orElseThrow().region();
            return orders.place(
                            account,
                            UUID.randomUUID().toString(),
                            new NewOrder(
                                    offer, quantity, effectiveAt, null, new NewOrder.Acknowledgements(true, region)))
                    .order();
        });
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
        var id = Fixture.code("event");
        send("drawdown.usage.recorded.v1", id, job, """
                {"account": "%s", "region": "%s", "pool": "%s", "specification": "%s", "activity": "%s",
                 "nodes": %d, "startedAt": "%s", "endedAt": "%s"}""".formatted(
                        account, region, pool, specification, activity, nodes, from, to));
        return id;
    }

    /** Reports that a job began to train on some nodes in a public pool; gives the event's id. */
    public String start(String account, String region, String specification, String job, long nodes, Instant at) {
        var id = Fixture.code("event");
        send("drawdown.job.started.v1", id, job, """
                {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                 "nodes": %d, "startedAt": "%s"}""".formatted(account, region, specification, nodes, at));
        return id;
    }

    /** Reports that a job stopped. */
    public void stop(String account, String job, Instant at) {
        send("drawdown.job.stopped.v1", Fixture.code("event"), job, """
                {"account": "%s", "stoppedAt": "%s"}""".formatted(account, at));
    }

    /** Takes a usage record back. */
    public void voidUsage(String account, String record) {
        send("drawdown.usage.voided.v1", Fixture.code("event"), null, """
                {"account": "%s", "source": "/test", "id": "%s"}""".formatted(account, record));
    }

    /** Reports that a job ran where nobody knows a region, which is rejected; gives the number under which it is kept. */
    public long reject(String account, String job) {
        var event = json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "drawdown.usage.recorded.v1", "subject": "%s",
                 "data": {"account": "%s", "region": "nowhere", "pool": "PUBLIC", "specification": "v100", "activity": "TRAINING", "nodes": 1,
                          "startedAt": "2026-11-01T00:00:00Z", "endedAt": "2026-11-01T01:00:00Z"}}""".formatted(Fixture.code("event"), job, account));
        return access.runAs(Caller.SYSTEM, () -> {
            events.report(List.of(event));
            var filter = new RejectedEventFilter(RejectedEvent.State.OPEN, account, null, null, job, null, null);
            return rejected.list(filter).rows(0, 1, Sort.unsorted()).getFirst().id();
        });
    }

    private void send(String type, String id, @Nullable String subject, String data) {
        var event = json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "%s", %s "data": %s}""".formatted(
                id, type, subject == null ? "" : "\"subject\": " + json.writeValueAsString(subject) + ",", data));
        var report = access.runAs(Caller.SYSTEM, () -> events.report(List.of(event)));
        if (report.accepted() != 1) {
            throw new IllegalStateException(report.toString());
        }
    }
}
