package io.drawdown.catalog.internal;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface OfferRepository extends JpaRepository<OfferEntity, String> {

    /** Finds the offers of a region and a specification, unsorted; an empty string means any. */
    @Query("select o from OfferEntity o where (:region = '' or o.region = :region)"
            + " and (:specification = '' or o.specification = :specification)")
    List<OfferEntity> findMatching(String region, String specification);
}
