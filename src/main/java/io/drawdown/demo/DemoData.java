package io.drawdown.demo;

import io.drawdown.account.Accounts;
import io.drawdown.account.Users;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import io.drawdown.account.password.DemoPassword;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.email.Recipients;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.Quota;
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

/** Fills an empty database through the services that the console and the API use. */
@Component
class DemoData {

    private static final String ACME = "acme-vision";
    private static final String NORTHWIND = "northwind-labs";
    private static final int UNREAD_NOTIFICATIONS = 2;
    private static final int HOURS_LEFT = 6;

    private final DemoCatalog demoCatalog;
    private final DemoJobs jobs;
    private final Regions regions;
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
            Regions regions,
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
        this.regions = regions;
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
     * Fills the database in one transaction if it is empty.
     *
     * @return the generated passwords by username; empty where the demo's password is accepted
     */
    @RetryOnConflict
    @Transactional
    public Map<String, String> fillIfEmpty() {
        if (!regions.list().isEmpty() || accounts.search(null).count() > 0) {
            return Map.of();
        }
        demoCatalog.create();
        openAccount(ACME, "Acme Vision Ltd", "Asia/Shanghai");
        openAccount(NORTHWIND, "Northwind Labs", "Europe/Berlin");
        var madeUp = createUsers();
        createAcmePackages();
        createNorthwindPackages();
        recipients.put(ACME, List.of("ops@acme.example"));
        recipients.put(NORTHWIND, List.of("compute@northwind.example"));
        jobs.reportFinished(workloads(), clock.instant());
        jobs.reportStarted(runningJobs(), clock.instant());
        markReadExceptNewest(ACME);
        markReadExceptNewest(NORTHWIND);
        return madeUp;
    }

    private void openAccount(String code, String name, String zone) {
        accounts.put(new Account(code, name, Currency.getInstance("CNY"), ZoneId.of(zone), null));
    }

    private Map<String, String> createUsers() {
        var madeUp = new TreeMap<String, String>();
        addUser(madeUp, "admin", "Ada Admin", Role.ADMIN, null);
        addUser(madeUp, "support", "Sam Support", Role.SUPPORT, null);
        addUser(madeUp, "li.wei", "Li Wei", Role.CUSTOMER, ACME);
        addUser(madeUp, "ida.berg", "Ida Berg", Role.CUSTOMER, NORTHWIND);
        return madeUp;
    }

    private void addUser(
            Map<String, String> madeUp, String username, String displayName, Role role, @Nullable String account) {
        if (users.exists(username)) {
            return;
        }
        if (demoPassword.isAccepted()) {
            users.put(username, displayName, DemoPassword.PASSWORD, role, account);
        } else {
            madeUp.put(username, users.add(username, displayName, role, account));
        }
    }

    private void createAcmePackages() {
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

    private void createNorthwindPackages() {
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

    /** Running jobs: some with quota left for days, one that uses its quota up within hours, and one without quota. */
    private List<DemoJobs.StartedJob> runningJobs() {
        return List.of(
                new DemoJobs.StartedJob(
                        ACME, "detector-large", DemoCatalog.BEIJING, DemoCatalog.V100, Activity.TRAINING, 2, 5.5),
                new DemoJobs.StartedJob(
                        ACME, "captions-large", DemoCatalog.SHANGHAI, DemoCatalog.ASCEND, Activity.TRAINING, 1, 30),
                new DemoJobs.StartedJob(
                        ACME,
                        "detector-sweep",
                        DemoCatalog.BEIJING,
                        DemoCatalog.V100,
                        Activity.TRAINING,
                        nodesToDeplete(ACME, DemoCatalog.BEIJING, DemoCatalog.V100),
                        0.2),
                new DemoJobs.StartedJob(
                        ACME, "tiles-rebuild", DemoCatalog.BEIJING, DemoCatalog.CPU, Activity.TRAINING, 2, 1.25),
                new DemoJobs.StartedJob(
                        NORTHWIND, "speech-large", DemoCatalog.SHANGHAI, DemoCatalog.V100, Activity.TRAINING, 4, 20));
    }

    /** Returns the number of nodes that use up the remaining quota within some hours. */
    private long nodesToDeplete(String account, String region, DemoCatalog.NodeType nodeType) {
        var left = packages.quotas(account).stream()
                .filter(quota ->
                        quota.region().equals(region) && quota.specification().equals(nodeType.code()))
                .mapToLong(Quota::remainingNodeSeconds)
                .sum();
        return Math.max(1, left / Duration.ofHours(HOURS_LEFT).toSeconds());
    }

    private void markReadExceptNewest(String account) {
        inbox.list(account, NotificationFilter.ALL).page(Pageable.unpaged()).stream()
                .skip(UNREAD_NOTIFICATIONS)
                .forEach(told -> inbox.markRead(account, told.id()));
    }

    private void buy(
            String account, String region, DemoCatalog.NodeType nodeType, int nodeHours, int quantity, int daysAgo) {
        var offer = DemoCatalog.offerCode(region, nodeType, nodeHours);
        orders.place(
                account,
                "demo " + offer + " " + daysAgo,
                new NewOrder(
                        offer, quantity, instantDaysAgo(daysAgo), null, new NewOrder.Acknowledgements(true, region)));
    }

    private void give(String account, String region, DemoCatalog.NodeType nodeType, int nodeHours, int daysAgo) {
        orders.give(account, DemoCatalog.offerCode(region, nodeType, nodeHours), 1, instantDaysAgo(daysAgo));
    }

    private Instant instantDaysAgo(int daysAgo) {
        return clock.instant().minus(Duration.ofDays(daysAgo));
    }
}
