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
     * The accounts of these codes as the database has them by now, whatever of them was read before in this transaction: an entity
     * would stay what it was before a lock was waited for.
     */
    @Query(
            "select new io.drawdown.account.internal.AccountRow(a.code, a.name, a.currency, a.zone, a.creditLimit) from AccountEntity a"
                    + " where a.code in :codes")
    List<AccountRow> current(Collection<String> codes);

    /** An account that nobody else changes for the rest of this transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select account from AccountEntity account where account.code = :code")
    Optional<AccountEntity> findLocked(String code);
}
