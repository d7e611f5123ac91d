package io.drawdown.account;

import io.drawdown.account.internal.AccountEntity;
import io.drawdown.account.internal.AccountRepository;
import io.drawdown.account.internal.AccountSearchRepository;
import io.drawdown.account.internal.CurrentAccountRepository;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountMatch;
import io.drawdown.account.model.AccountState;
import io.drawdown.account.model.Role;
import io.drawdown.account.spi.OpenRuns;
import io.drawdown.account.spi.PricedRecords;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.AuditedRead;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import java.text.ListFormat;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds, opens and changes accounts. */
@Service
public class Accounts {

    private final AccountRepository repository;
    private final AccountSearchRepository search;
    private final CurrentAccountRepository currentAccounts;
    private final List<PricedRecords> pricedRecords;
    private final OpenRuns openRuns;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            AccountRepository repository,
            AccountSearchRepository search,
            CurrentAccountRepository currentAccounts,
            List<PricedRecords> pricedRecords,
            OpenRuns openRuns,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.search = search;
        this.currentAccounts = currentAccounts;
        this.pricedRecords = pricedRecords;
        this.openRuns = openRuns;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Finds those of these accounts that exist, by code, bypassing entities read earlier. Checks no access: it serves
     * the settlement of reported usage.
     */
    @Transactional(readOnly = true)
    public Map<String, Account> findAll(Collection<String> codes) {
        return codes.isEmpty()
                ? Map.of()
                : currentAccounts.findAll(codes).stream().collect(Collectors.toMap(Account::code, account -> account));
    }

    /**
     * Returns an account, bypassing an entity read earlier: it may have changed while the transaction waited for the
     * account's lock. Checks no access: the caller has done so.
     */
    @Transactional(readOnly = true)
    public Account current(String account) {
        return currentAccounts.find(account).orElseThrow();
    }

    /**
     * Finds the accounts whose name, code or user names contain the words, or whose order has this number; all
     * accounts if {@code words} is blank. Sorted by code. Requires staff, and records support's searches in the audit
     * trail.
     */
    @Transactional(readOnly = true)
    public Listing<AccountMatch> search(@Nullable String words) {
        var caller = access.requireStaff();
        if (words == null || words.isBlank()) {
            return search.listAll();
        }
        if (caller.role() == Role.SUPPORT) {
            events.publishEvent(new AuditedRead(AuditAction.ACCOUNTS_SEARCHED, null, words.strip()));
        }
        return search.listMatching(words);
    }

    /**
     * Opens or changes an account. Its state stays as it is. Requires an admin.
     *
     * @throws ProblemException also if the currency changes and something of the account is priced in the old one
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Account put(Account account) {
        return replace(account, Precondition.none());
    }

    /**
     * Opens an account or changes it, if what is there meets a precondition; an admin's to do.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Account putIf(Account account, Precondition<Account> precondition) {
        return replace(account, precondition);
    }

    /**
     * Opens an account. Requires an admin.
     *
     * @throws ProblemException also if there is already an account with this code
     */
    @RetryOnConflict
    @Transactional
    public Account open(Account account) {
        access.requireAdmin();
        validate(account);
        if (repository.existsById(account.code())) {
            throw ProblemException.forField(
                    ProblemType.ALREADY_EXISTS,
                    "code",
                    "There is already an account '" + account.code() + "'. Choose another code.");
        }
        return insert(account);
    }

    /**
     * Changes an account if it is still as the caller has seen it. Requires an admin.
     *
     * @throws ProblemException also if it was changed in the meantime
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Account change(Account seen, Account account) {
        access.requireAdmin();
        validate(account);
        var known = repository.findLocked(account.code()).orElseThrow(() -> Access.notFound(account.code()));
        if (!known.toAccount().equals(seen)) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE,
                    "Someone else has changed the account since you opened this, so your changes were not saved."
                            + " Cancel, check the current values and make them again.");
        }
        return change(known, account);
    }

    /**
     * Suspends an account: it can't order, and its usage is settled and billed as before (R23). Requires an admin.
     * Suspending it again changes nothing.
     *
     * @throws ProblemException also if it is closed
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Account suspend(String code) {
        return changeState(code, AccountState.SUSPENDED);
    }

    /**
     * Closes an account: it takes no more orders, gifts and usage (R23). Requires an admin. Closing it again changes
     * nothing.
     *
     * @throws ProblemException also if jobs of it are running
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Account close(String code) {
        return changeState(code, AccountState.CLOSED);
    }

    /** Makes a suspended or closed account active again. Requires an admin. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public Account activate(String code) {
        return changeState(code, AccountState.ACTIVE);
    }

    private Account changeState(String code, AccountState state) {
        access.requireAdmin();
        var known = repository.findLocked(code).orElseThrow(() -> Access.notFound(code));
        var before = known.toAccount();
        if (before.state() == state) {
            return before;
        }
        switch (state) {
            case ACTIVE -> {}
            case SUSPENDED -> {
                if (before.state() == AccountState.CLOSED) {
                    throw new ProblemException(
                            ProblemType.ACCOUNT_CLOSED,
                            "'" + before.name() + "' is closed. Activate it before you suspend it.");
                }
            }
            case CLOSED -> {
                events.publishEvent(new Account.Closing(code));
                requireNoOpenRuns(before);
            }
        }
        known.changeState(state);
        var after = known.toAccount();
        events.publishEvent(new AuditedChange(
                switch (state) {
                    case ACTIVE -> AuditAction.ACCOUNT_ACTIVATED;
                    case SUSPENDED -> AuditAction.ACCOUNT_SUSPENDED;
                    case CLOSED -> AuditAction.ACCOUNT_CLOSED;
                },
                code,
                code,
                before,
                after));
        return after;
    }

    private void requireNoOpenRuns(Account account) {
        if (openRuns.existOf(account.code())) {
            throw new ProblemException(
                    ProblemType.ACCOUNT_HAS_RUNS,
                    "Jobs of '" + account.name()
                            + "' are running. Report their stops, or stop them at an instant, and close the account then.");
        }
    }

    private Account replace(Account account, Precondition<Account> precondition) {
        access.requireAdmin();
        validate(account);
        var known = repository.findLocked(account.code()).orElse(null);
        precondition.check(known == null ? null : known.toAccount());
        return known == null ? insert(account) : change(known, account);
    }

    private static void validate(Account account) {
        new Validation()
                .code("code", account.code())
                .name("name", account.name())
                .currency("currency", account.currency())
                .present("zone", account.zone())
                .throwIfInvalid();
        var limit = account.creditLimit();
        if (limit != null) {
            if (!limit.currency().equals(account.currency())) {
                throw ProblemException.forField(
                        ProblemType.CURRENCY_MISMATCH,
                        "creditLimit.currency",
                        "The credit limit must be in the account's currency, " + account.currency() + ".");
            }
            new Validation()
                    .require(limit.amount().signum() >= 0, "creditLimit.amount", "must not be negative")
                    .require(
                            limit.isPayable(),
                            "creditLimit.amount",
                            "must have at most " + limit.decimals() + " decimals")
                    .throwIfInvalid();
        }
    }

    private Account insert(Account account) {
        if (account.creditLimit() != null) {
            access.requireRecentPassword();
        }
        var entity = new AccountEntity(account, clock.instant());
        repository.saveAndFlush(entity);
        var opened = entity.toAccount();
        events.publishEvent(new Account.Opened(account.code()));
        publishChange(null, opened);
        return opened;
    }

    private Account change(AccountEntity known, Account account) {
        var before = known.toAccount();
        if (!Objects.equals(before.creditLimit(), account.creditLimit())) {
            access.requireRecentPassword();
        }
        if (!before.currency().equals(account.currency())) {
            events.publishEvent(new Account.CurrencyChanged(account.code()));
            requireNothingPriced(before);
        }
        if (!before.zone().equals(account.zone())) {
            events.publishEvent(new Account.ZoneChanged(account.code(), account.zone()));
        }
        known.change(account);
        var after = known.toAccount();
        publishChange(before, after);
        return after;
    }

    private void requireNothingPriced(Account account) {
        var priced = pricedRecords.stream()
                .filter(records -> records.existOf(account.code()))
                .map(PricedRecords::plural)
                .sorted()
                .toList();
        if (!priced.isEmpty()) {
            throw ProblemException.forField(
                    ProblemType.CURRENCY_MISMATCH,
                    "currency",
                    "The account has "
                            + ListFormat.getInstance(Locale.ENGLISH, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                                    .format(priced)
                            + " in " + account.currency()
                            + ", so its currency can't be changed. Open another account for another currency.");
        }
    }

    private void publishChange(@Nullable Account before, Account after) {
        events.publishEvent(new AuditedChange(AuditAction.ACCOUNT_SET, after.code(), after.code(), before, after));
    }
}
