package io.drawdown.account.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface AccountRepository extends JpaRepository<AccountEntity, String> {

    /**
     * Finds the current database state of accounts. An entity read earlier in the transaction would keep its state
     * from before the wait for a lock.
     */
    @Query(
            "select new io.drawdown.account.internal.AccountRow(a.code, a.name, a.currency, a.zone, a.creditLimit) from AccountEntity a"
                    + " where a.code in :codes")
    List<AccountRow> current(Collection<String> codes);

    /** Finds an account and locks it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select account from AccountEntity account where account.code = :code")
    Optional<AccountEntity> findLocked(String code);
}
