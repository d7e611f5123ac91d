package io.drawdown.catalog.internal;

import org.springframework.data.jpa.repository.JpaRepository;

public interface SpecificationRepository extends JpaRepository<SpecificationEntity, String> {}
