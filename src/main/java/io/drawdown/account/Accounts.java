package io.drawdown.account;

import io.drawdown.account.internal.AccountEntity;
import io.drawdown.account.internal.AccountRepository;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the platform. */
@Service
public class Accounts {

    private final AccountRepository repository;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(AccountRepository repository, Access access, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** Those of these accounts that exist, by code. Asks for no rights: it is for settling what others report. */
    @Transactional(readOnly = true)
    public Map<String, Account> findAll(Collection<String> codes) {
        return repository.findAllById(codes).stream()
                .map(AccountEntity::toAccount)
                .collect(Collectors.toMap(Account::code, account -> account));
    }

    /** The zone of an account by now. Asks for no rights: it is for what the calendar brings to accounts. */
    @Transactional(readOnly = true)
    public ZoneId zone(String account) {
        return repository.zone(account);
    }

    /** All accounts, by code, for support and admins. */
    @Transactional(readOnly = true)
    public Listing<Account> all() {
        access.staff();
        return Listing.of(repository.findAll(Sort.by("code")).stream().map(AccountEntity::toAccount).toList());
    }

    /** Opens an account or changes it; an admin's to do. What it has bought and used keeps its currency. */
    @SafeToRepeat
    @Transactional
    public Account put(Account account) {
        access.admin();
        new Check()
                .code("code", account.code())
                .name("name", account.name())
                .present("currency", account.currency())
                .present("zone", account.zone())
                .orRefuse();
        var limit = account.creditLimit();
        if (limit != null) {
            if (!limit.currency().equals(account.currency())) {
                throw ProblemException.at(ProblemType.CURRENCY_MISMATCH, "creditLimit.currency",
                        "The credit limit must be in the account's currency, " + account.currency() + ".");
            }
            new Check()
                    .that(limit.amount().signum() >= 0, "creditLimit.amount", "must not be negative")
                    .that(limit.isPayable(), "creditLimit.amount", "must have at most " + limit.digits() + " decimals")
                    .orRefuse();
        }
        var known = repository.findById(account.code());
        var before = known.map(AccountEntity::toAccount).orElse(null);
        var after = new AccountEntity(account, clock.instant());
        known.ifPresentOrElse(entity -> change(entity, account), () -> {
            repository.saveAndFlush(after);
            events.publishEvent(new Account.Opened(account.code()));
        });
        events.publishEvent(new AuditedChange(AuditAction.ACCOUNT_SET, account.code(), account.code(), before, after.toAccount()));
        return account;
    }

    private void change(AccountEntity entity, Account account) {
        var zone = entity.toAccount().zone();
        entity.change(account);
        if (!zone.equals(account.zone())) {
            events.publishEvent(new Account.Moved(account.code(), account.zone()));
        }
    }
}
