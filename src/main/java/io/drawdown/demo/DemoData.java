package io.drawdown.demo;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.account.DemoPassword;
import io.drawdown.account.Role;
import io.drawdown.account.Users;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Pool;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.NotificationFilter;
import io.drawdown.notification.Recipients;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.PlaceOrder;
import io.drawdown.quota.Packages;
import io.drawdown.quota.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Fills an empty database through the services that everything else goes through. */
@Component
class DemoData {

    private static final String ACME = "acme-vision";
    private static final String NORTHWIND = "northwind-labs";
    private static final int UNREAD = 2;
    private static final int HOURS_LEFT = 6;

    private final DemoCatalog demoCatalog;
    private final DemoJobs jobs;
    private final Catalog catalog;
    private final Accounts accounts;
    private final Users users;
    private final Orders orders;
    private final Packages packages;
    private final Recipients recipients;
    private final Inbox inbox;
    private final DemoPassword demoPassword;
    private final Clock clock;

    DemoData(
            DemoCatalog demoCatalog,
            DemoJobs jobs,
            Catalog catalog,
            Accounts accounts,
            Users users,
            Orders orders,
            Packages packages,
            Recipients recipients,
            Inbox inbox,
            DemoPassword demoPassword,
            Clock clock) {
        this.demoCatalog = demoCatalog;
        this.jobs = jobs;
        this.catalog = catalog;
        this.accounts = accounts;
        this.users = users;
        this.orders = orders;
        this.packages = packages;
        this.recipients = recipients;
        this.inbox = inbox;
        this.demoPassword = demoPassword;
        this.clock = clock;
    }

    /**
     * Fills the database if it is empty: all of it or, if something fails, nothing.
     *
     * @return the passwords that were made up, by username: none where the demo's is accepted
     */
    @SafeToRepeat
    @Transactional
    public Map<String, String> fillIfEmpty() {
        if (!catalog.regions().isEmpty() || accounts.find(null).count() > 0) {
            return Map.of();
        }
        demoCatalog.make();
        open(ACME, "Acme Vision Ltd", "Asia/Shanghai");
        open(NORTHWIND, "Northwind Labs", "Europe/Berlin");
        var madeUp = people();
        packagesOfAcme();
        packagesOfNorthwind();
        recipients.put(ACME, List.of("ops@acme.example"));
        recipients.put(NORTHWIND, List.of("compute@northwind.example"));
        jobs.run(workloads(), clock.instant());
        jobs.start(running(), clock.instant());
        readAllButTheNewest(ACME);
        readAllButTheNewest(NORTHWIND);
        return madeUp;
    }

    private void open(String code, String name, String zone) {
        accounts.put(new Account(code, name, Currency.getInstance("CNY"), ZoneId.of(zone), null));
    }

    private Map<String, String> people() {
        var madeUp = new TreeMap<String, String>();
        add(madeUp, "admin", "Ada Admin", Role.ADMIN, null);
        add(madeUp, "support", "Sam Support", Role.SUPPORT, null);
        add(madeUp, "li.wei", "Li Wei", Role.CUSTOMER, ACME);
        add(madeUp, "ida.berg", "Ida Berg", Role.CUSTOMER, NORTHWIND);
        return madeUp;
    }

    private void add(
            Map<String, String> madeUp, String username, String displayName, Role role, @Nullable String account) {
        if (users.exists(username)) {
            return;
        }
        if (demoPassword.isAccepted()) {
            users.put(username, displayName, DemoPassword.TEXT, role, account);
        } else {
            madeUp.put(username, users.add(username, displayName, role, account));
        }
    }

    private void packagesOfAcme() {
        give(ACME, DemoCatalog.SHANGHAI, DemoCatalog.ASCEND, 50, 95);
        buy(ACME, DemoCatalog.BEIJING, DemoCatalog.V100, 50, 1, 80);
        buy(ACME, DemoCatalog.BEIJING, DemoCatalog.V100, 250, 2, 75);
        buy(ACME, DemoCatalog.BEIJING, DemoCatalog.V100, 100, 1, 14);
        buy(ACME, DemoCatalog.BEIJING, DemoCatalog.V100, 100, 2, -9);
        buy(ACME, DemoCatalog.SHANGHAI, DemoCatalog.ASCEND, 500, 1, 60);
        buy(ACME, DemoCatalog.SHANGHAI, DemoCatalog.ASCEND, 50, 2, 28);
        buy(ACME, DemoCatalog.BEIJING, DemoCatalog.CPU, 100, 2, 85);
        buy(ACME, DemoCatalog.BEIJING, DemoCatalog.CPU, 50, 1, 20);
    }

    private void packagesOfNorthwind() {
        buy(NORTHWIND, DemoCatalog.SHANGHAI, DemoCatalog.TWO_V100, 100, 1, 50);
        buy(NORTHWIND, DemoCatalog.SHANGHAI, DemoCatalog.V100, 1000, 1, 40);
        buy(NORTHWIND, DemoCatalog.BEIJING, DemoCatalog.V100, 50, 1, 15);
        buy(NORTHWIND, DemoCatalog.BEIJING, DemoCatalog.CPU, 50, 1, 70);
    }

    private static List<DemoJobs.Workload> workloads() {
        return List.of(
                new DemoJobs.Workload(
                        ACME,
                        "detector",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        92,
                        0,
                        3,
                        4,
                        1.0),
                new DemoJobs.Workload(
                        ACME,
                        "notebook",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.DEVELOPMENT,
                        92,
                        0,
                        2,
                        1,
                        1.2),
                new DemoJobs.Workload(
                        ACME,
                        "serving",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.DEPLOYMENT,
                        20,
                        0,
                        1,
                        1,
                        2.0),
                new DemoJobs.Workload(
                        ACME,
                        "captions",
                        DemoCatalog.SHANGHAI,
                        Pool.PUBLIC,
                        DemoCatalog.ASCEND,
                        Activity.TRAINING,
                        63,
                        0,
                        2,
                        3,
                        1.1),
                new DemoJobs.Workload(
                        ACME,
                        "tiles",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.CPU,
                        Activity.TRAINING,
                        85,
                        0,
                        4,
                        4,
                        0.5),
                new DemoJobs.Workload(
                        ACME,
                        "abroad",
                        DemoCatalog.HONG_KONG,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        15,
                        0,
                        1,
                        1,
                        0.8),
                new DemoJobs.Workload(
                        ACME,
                        "private",
                        DemoCatalog.BEIJING,
                        Pool.DEDICATED,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        30,
                        0,
                        1,
                        2,
                        0.6),
                new DemoJobs.Workload(
                        NORTHWIND,
                        "speech",
                        DemoCatalog.SHANGHAI,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        92,
                        0,
                        4,
                        4,
                        1.0),
                new DemoJobs.Workload(
                        NORTHWIND,
                        "sweep",
                        DemoCatalog.SHANGHAI,
                        Pool.PUBLIC,
                        DemoCatalog.TWO_V100,
                        Activity.TRAINING,
                        55,
                        0,
                        2,
                        2,
                        0.8),
                new DemoJobs.Workload(
                        NORTHWIND,
                        "labels",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.CPU,
                        Activity.TRAINING,
                        70,
                        0,
                        2,
                        2,
                        0.5),
                new DemoJobs.Workload(
                        NORTHWIND,
                        "cleaning",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.ASCEND,
                        Activity.DATA_PROCESSING,
                        10,
                        0,
                        1,
                        1,
                        0.4),
                new DemoJobs.Workload(
                        NORTHWIND,
                        "chatbot",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.DEPLOYMENT,
                        12,
                        0,
                        1,
                        1,
                        1.5),
                new DemoJobs.Workload(
                        NORTHWIND,
                        "tuning",
                        DemoCatalog.BEIJING,
                        Pool.PUBLIC,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        14,
                        0,
                        1,
                        2,
                        1.0));
    }

    /** Jobs that run on: for days on what is left, such that it is used up within hours, and where nothing is left. */
    private List<DemoJobs.Started> running() {
        return List.of(
                new DemoJobs.Started(
                        ACME, "detector-large", DemoCatalog.BEIJING, DemoCatalog.V100, Activity.TRAINING, 2, 5.5),
                new DemoJobs.Started(
                        ACME, "captions-large", DemoCatalog.SHANGHAI, DemoCatalog.ASCEND, Activity.TRAINING, 1, 30),
                new DemoJobs.Started(
                        ACME,
                        "detector-sweep",
                        DemoCatalog.BEIJING,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        usingUp(ACME, DemoCatalog.BEIJING, DemoCatalog.V100),
                        0.2),
                new DemoJobs.Started(
                        ACME, "tiles-rebuild", DemoCatalog.BEIJING, DemoCatalog.CPU, Activity.TRAINING, 2, 1.25),
                new DemoJobs.Started(
                        NORTHWIND, "speech-large", DemoCatalog.SHANGHAI, DemoCatalog.V100, Activity.TRAINING, 4, 20));
    }

    /** As many nodes as use up in some hours what is left. */
    private long usingUp(String account, String region, DemoCatalog.Item item) {
        var left = packages.quotas(account).stream()
                .filter(quota ->
                        quota.region().equals(region) && quota.specification().equals(item.code()))
                .mapToLong(Quota::remainingNodeSeconds)
                .sum();
        return Math.max(1, left / Duration.ofHours(HOURS_LEFT).toSeconds());
    }

    private void readAllButTheNewest(String account) {
        inbox.list(account, NotificationFilter.ALL).page(Pageable.unpaged()).stream()
                .skip(UNREAD)
                .forEach(told -> inbox.markRead(account, told.id()));
    }

    private void buy(String account, String region, DemoCatalog.Item item, int nodeHours, int quantity, int daysAgo) {
        var offer = DemoCatalog.offerCode(region, item, nodeHours);
        orders.place(
                account,
                "demo " + offer + " " + daysAgo,
                new PlaceOrder(offer, quantity, day(daysAgo), null, new PlaceOrder.Acknowledgements(true, region)));
    }

    private void give(String account, String region, DemoCatalog.Item item, int nodeHours, int daysAgo) {
        orders.give(account, DemoCatalog.offerCode(region, item, nodeHours), 1, day(daysAgo));
    }

    private Instant day(int daysAgo) {
        return clock.instant().minus(Duration.ofDays(daysAgo));
    }
}
