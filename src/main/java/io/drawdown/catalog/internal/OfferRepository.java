package io.drawdown.catalog.internal;

import org.springframework.data.jpa.repository.JpaRepository;

public interface OfferRepository extends JpaRepository<OfferEntity, String> {}
