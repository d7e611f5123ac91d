package io.drawdown.console.estimate;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Pool;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.console.AccountPage;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.components.LinkButton;
import io.drawdown.quota.Packages;
import io.drawdown.usage.Estimate;
import io.drawdown.usage.Estimates;
import io.drawdown.usage.JobPlan;
import io.drawdown.usage.RecentUsage;
import io.drawdown.usage.UsageHistory;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says before a job is started whether it will fit into the packages; the address keeps the job. */
@Route(EstimateView.PATH)
@PageTitle("Will It Fit? · Drawdown")
@Menu(title = "Will It Fit?", order = 3)
@PermitAll
class EstimateView extends AccountPage {

    static final String PATH = "estimate";

    private static final int RECENT_DAYS = 30;
    private static final BigDecimal A_DAY = BigDecimal.valueOf(24);

    private final CurrentAccount current;
    private final Estimates estimates;
    private final Packages packages;
    private final UsageHistory history;
    private final Catalog catalog;

    EstimateView(
            CurrentAccount current, Estimates estimates, Packages packages, UsageHistory history, Catalog catalog) {
        super("Will It Fit?", current);
        this.current = current;
        this.estimates = estimates;
        this.packages = packages;
        this.history = history;
        this.catalog = catalog;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var names = CatalogNames.of(catalog);
        var answer = new Answer(account.zone());
        var asking =
                new Asking(account, names, start(account, entered.getLocation().getQueryParameters()), answer);
        asking.form.showUnreadable(entered.getLocation().getQueryParameters());
        asking.ask();
        var content = new Div(asking.form, answer);
        content.addClassName("estimate");
        add(content);
    }

    private final class Asking {

        private final Account account;
        private final CatalogNames names;
        private final Answer answer;
        private final EstimateForm form;

        Asking(Account account, CatalogNames names, JobPlan start, Answer answer) {
            this.account = account;
            this.names = names;
            this.answer = answer;
            form = new EstimateForm(names, start, this::changed);
        }

        void changed() {
            var plan = ask();
            if (plan != null) {
                Address.replace(PATH, Question.address(plan, sameAccount()));
            }
        }

        @Nullable
        JobPlan ask() {
            var plan = form.plan().orElse(null);
            if (plan == null) {
                answer.ask("Fill the form in, and the answer is shown here.");
                return null;
            }
            try {
                show(plan, estimates.estimate(account.code(), plan));
            } catch (ProblemException problem) {
                tell(problem, plan);
            }
            return plan;
        }

        private void show(JobPlan plan, Estimate estimate) {
            var table = new StretchTable(
                    Stretch.of(estimate),
                    stretch -> why(stretch, estimate),
                    sameAccount(),
                    account.zone(),
                    estimate.startsAt());
            answer.show(estimate, plan, table, estimate.coveredUntil() == null ? null : remedy(plan));
        }

        private String why(Stretch stretch, Estimate estimate) {
            var because = stretch.part().because();
            return Gap.inWords(
                    stretch.part().reason(),
                    because == null ? null : packages.get(account.code(), because),
                    names,
                    estimate.startsAt());
        }

        private @Nullable LinkButton remedy(JobPlan plan) {
            var sold = plan.pool() == Pool.PUBLIC
                    && catalog.region(plan.region())
                            .filter(Region::sellsPackages)
                            .isPresent();
            return sold && current.mayChange()
                    ? new LinkButton(
                                    Address.of(
                                            "buy",
                                            sameAccount()
                                                    .merging(Question.REGION, plan.region())
                                                    .merging(Question.SPECIFICATION, plan.specification())),
                                    "Buy a package for it")
                            .primary()
                    : null;
        }

        private void tell(ProblemException problem, JobPlan plan) {
            var message = problem.type() == ProblemType.NO_LIST_PRICE
                    ? "%s has no list price in the %s pool of %s, so nothing can run on it there. Choose another one."
                            .formatted(
                                    names.specification(plan.specification()),
                                    plan.pool() == Pool.PUBLIC ? "public" : "dedicated",
                                    plan.region())
                    : problem.detail();
            if (problem.errors().stream().anyMatch(field -> form.refuse(field, message))) {
                answer.ask("Change what is marked, and the answer is shown here.");
            } else {
                answer.refuse(message);
            }
        }
    }

    /** What the address asks; what it leaves open is where the account ran most of late, and a day on one node. */
    private JobPlan start(Account account, QueryParameters address) {
        var asked = Question.of(address);
        var recent = history.recent(account.code(), RECENT_DAYS);
        var region = or(address, Question.REGION, asked.region(), () -> usualRegion(recent));
        var pool = or(address, Question.POOL, asked.pool(), () -> Pool.PUBLIC);
        return new JobPlan(
                region,
                pool,
                or(
                        address,
                        Question.SPECIFICATION,
                        asked.specification(),
                        () -> usualSpecification(recent, region, pool)),
                or(address, Question.ACTIVITY, asked.activity(), () -> Activity.TRAINING),
                or(address, Question.NODES, asked.nodes(), () -> 1L),
                or(address, Question.HOURS, asked.hours(), () -> A_DAY));
    }

    private @Nullable String usualRegion(List<RecentUsage> recent) {
        return Stream.concat(
                        recent.stream().map(RecentUsage::region),
                        catalog.regions().stream().filter(Region::sellsPackages).map(Region::code))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String usualSpecification(
            List<RecentUsage> recent, @Nullable String region, @Nullable Pool pool) {
        return Stream.concat(
                        recent.stream()
                                .filter(one -> one.region().equals(region))
                                .map(RecentUsage::specification),
                        catalog.specifications().stream()
                                .map(Specification::code)
                                .filter(code -> region != null
                                        && pool != null
                                        && catalog.currentPrice(region, code, pool)
                                                .isPresent()))
                .findFirst()
                .orElse(null);
    }

    private static <T> @Nullable T or(
            QueryParameters address, String field, @Nullable T asked, Supplier<@Nullable T> usual) {
        return Question.names(address, field) ? asked : usual.get();
    }
}
