package io.drawdown.catalog.internal;

import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Specification;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "specification")
public class SpecificationEntity {

    @Id
    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    private NodeKind kind;

    private Integer vcpus;
    private Integer memoryGib;
    private Integer accelerators;
    private String acceleratorModel;
    private boolean retired;

    protected SpecificationEntity() {}

    public SpecificationEntity(Specification specification) {
        code = specification.code();
        name = specification.name();
        kind = specification.kind();
        vcpus = specification.vcpus();
        memoryGib = specification.memoryGib();
        accelerators = specification.accelerators();
        acceleratorModel = specification.acceleratorModel();
        retired = specification.retired();
    }

    public Specification toSpecification() {
        return new Specification(code, name, kind, vcpus, memoryGib, accelerators, acceleratorModel, retired);
    }
}
