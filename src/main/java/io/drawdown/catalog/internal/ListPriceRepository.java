package io.drawdown.catalog.internal;

import io.drawdown.catalog.model.Pool;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

public interface ListPriceRepository extends JpaRepository<ListPriceEntity, ListPriceEntity.Key> {

    List<ListPriceEntity> findByRegionAndSpecificationAndPoolOrderByValidFromDesc(
            String region, String specification, Pool pool);
}
