package io.drawdown.console.customer.estimate;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.quota.Packages;
import io.drawdown.usage.Estimates;
import io.drawdown.usage.UsageHistory;
import io.drawdown.usage.estimate.Estimate;
import io.drawdown.usage.estimate.JobPlan;
import io.drawdown.usage.history.RecentUsage;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page that estimates whether a planned job fits into the packages. Its address holds the plan. */
@Route(EstimateView.PATH)
@PageTitle("Job Estimate · Drawdown")
@Menu(title = "Job Estimate", order = 3)
@PermitAll
class EstimateView extends AccountPage {

    static final String PATH = "estimate";

    private static final int RECENT_DAYS = 30;
    private static final long UNUSUAL_FACTOR = 100;
    private static final BigDecimal DEFAULT_HOURS = BigDecimal.valueOf(24);

    private final CurrentAccount currentAccount;
    private final Estimates estimates;
    private final Packages packages;
    private final UsageHistory history;
    private final Regions regions;
    private final Specifications specifications;
    private final ListPrices listPrices;
    private final CatalogNamesLoader catalogNames;

    EstimateView(
            CurrentAccount currentAccount,
            Estimates estimates,
            Packages packages,
            UsageHistory history,
            Regions regions,
            Specifications specifications,
            ListPrices listPrices,
            CatalogNamesLoader catalogNames) {
        super("Job Estimate", currentAccount);
        this.currentAccount = currentAccount;
        this.estimates = estimates;
        this.packages = packages;
        this.history = history;
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
        this.catalogNames = catalogNames;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var names = catalogNames.load();
        var estimateResultCard = new EstimateResultCard(account.zone());
        var recent = history.listRecent(account.code(), RECENT_DAYS);
        var estimateSession = new EstimateSession(
                account,
                names,
                initialPlan(recent, entered.getLocation().getQueryParameters()),
                recent.stream().mapToLong(RecentUsage::mostNodes).max().orElse(0),
                estimateResultCard);
        estimateSession.form.showUnreadable(entered.getLocation().getQueryParameters());
        estimateSession.estimate();
        var content = new Div(estimateSession.form, estimateResultCard);
        content.addClassName("estimate");
        add(content);
    }

    private final class EstimateSession {

        private final Account account;
        private final CatalogNames names;
        private final long usualNodes;
        private final EstimateResultCard result;
        private final EstimateForm form;

        EstimateSession(
                Account account, CatalogNames names, JobPlan start, long usualNodes, EstimateResultCard result) {
            this.account = account;
            this.names = names;
            this.usualNodes = usualNodes;
            this.result = result;
            form = new EstimateForm(names, start, this::onChange);
        }

        void onChange() {
            var plan = estimate();
            if (plan != null) {
                PageAddress.replace(PATH, JobPlanParameters.toParameters(plan, accountParameters()));
            }
        }

        @Nullable
        JobPlan estimate() {
            var plan = form.plan().orElse(null);
            if (plan == null) {
                result.showMissing("Fill in the form to see the estimate.");
                return null;
            }
            try {
                show(plan, estimates.estimate(account.code(), plan));
            } catch (ProblemException problem) {
                showProblem(problem, plan);
            }
            return plan;
        }

        private void show(JobPlan plan, Estimate estimate) {
            var table = new CoverageGrid(
                    CoverageSegment.of(estimate),
                    coverageSegment -> uncoveredText(coverageSegment, estimate),
                    accountParameters(),
                    account.zone(),
                    estimate.startsAt());
            result.show(estimate, plan, table, doubt(plan), estimate.coveredUntil() == null ? null : buyLink(plan));
        }

        /** Returns a question whether the nodes are meant, if they are far more than those of recent jobs. */
        private @Nullable Notice doubt(JobPlan plan) {
            var nodes = Objects.requireNonNull(plan.nodes());
            return usualNodes == 0 || nodes / UNUSUAL_FACTOR < usualNodes
                    ? null
                    : new Notice(
                                    Notice.Tone.WARNING,
                                    "The largest job of the last %d days had %s. Did you mean %s?"
                                            .formatted(
                                                    RECENT_DAYS,
                                                    Format.count(usualNodes, "node", "nodes"),
                                                    Format.count(nodes)))
                            .unannounced();
        }

        private String uncoveredText(CoverageSegment coverageSegment, Estimate estimate) {
            var because = coverageSegment.part().because();
            return UncoveredExplanation.explain(
                    Objects.requireNonNull(coverageSegment.part().reason()),
                    because == null ? null : packages.get(account.code(), because),
                    names,
                    estimate.startsAt());
        }

        private @Nullable LinkButton buyLink(JobPlan plan) {
            var sold = plan.pool() == Pool.PUBLIC
                    && regions.find(Objects.requireNonNull(plan.region()))
                            .filter(region -> region.sellsPackages() && !region.retired())
                            .isPresent();
            return sold && currentAccount.mayChange()
                    ? new LinkButton(
                                    PageAddress.of(
                                            "buy",
                                            accountParameters()
                                                    .merging(JobPlanParameters.REGION, plan.region())
                                                    .merging(JobPlanParameters.SPECIFICATION, plan.specification())),
                                    "Buy a package for this job")
                            .primary()
                    : null;
        }

        private void showProblem(ProblemException problem, JobPlan plan) {
            var message = problem.type() == ProblemType.NO_LIST_PRICE
                    ? "%s has no list price in the %s pool of %s, so nothing can run on it there. Choose another one."
                            .formatted(
                                    names.specificationName(Objects.requireNonNull(plan.specification())),
                                    plan.pool() == Pool.PUBLIC ? "public" : "dedicated",
                                    plan.region())
                    : problem.detail();
            if (problem.errors().stream().anyMatch(field -> form.showError(field, message))) {
                result.showMissing("Correct the marked fields to see the estimate.");
            } else {
                result.showError(message);
            }
        }
    }

    /**
     * Returns the plan of the address. Missing parts default to the account's most used region and specification, and
     * to a day on one node.
     */
    private JobPlan initialPlan(List<RecentUsage> recent, QueryParameters address) {
        var asked = JobPlanParameters.parse(address);
        var region = orUsual(address, JobPlanParameters.REGION, asked.region(), () -> mostUsedRegion(recent));
        var pool = orUsual(address, JobPlanParameters.POOL, asked.pool(), () -> Pool.PUBLIC);
        return new JobPlan(
                region,
                pool,
                orUsual(
                        address,
                        JobPlanParameters.SPECIFICATION,
                        asked.specification(),
                        () -> mostUsedSpecification(recent, region, pool)),
                orUsual(address, JobPlanParameters.ACTIVITY, asked.activity(), () -> Activity.TRAINING),
                orUsual(address, JobPlanParameters.NODES, asked.nodes(), () -> 1L),
                orUsual(address, JobPlanParameters.HOURS, asked.hours(), () -> DEFAULT_HOURS));
    }

    private @Nullable String mostUsedRegion(List<RecentUsage> recent) {
        return Stream.concat(
                        recent.stream().map(RecentUsage::region),
                        regions.list().stream()
                                .filter(region -> region.sellsPackages() && !region.retired())
                                .map(Region::code))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String mostUsedSpecification(
            List<RecentUsage> recent, @Nullable String region, @Nullable Pool pool) {
        return Stream.concat(
                        recent.stream()
                                .filter(one -> one.region().equals(region))
                                .map(RecentUsage::specification),
                        specifications.list().stream()
                                .filter(one -> !one.retired())
                                .map(Specification::code)
                                .filter(code -> region != null
                                        && pool != null
                                        && listPrices
                                                .findCurrent(region, code, pool)
                                                .isPresent()))
                .findFirst()
                .orElse(null);
    }

    private static <T> @Nullable T orUsual(
            QueryParameters address, String field, @Nullable T asked, Supplier<@Nullable T> usual) {
        return JobPlanParameters.hasField(address, field) ? asked : usual.get();
    }
}
