package io.drawdown.catalog.internal;

import io.drawdown.catalog.model.Region;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.ZoneId;

@Entity
@Table(name = "region")
public class RegionEntity {

    @Id
    private String code;

    private String name;
    private ZoneId zone;
    private boolean sellsPackages;
    private boolean retired;

    protected RegionEntity() {}

    public RegionEntity(Region region) {
        code = region.code();
        name = region.name();
        zone = region.zone();
        sellsPackages = region.sellsPackages();
        retired = region.retired();
    }

    public Region toRegion() {
        return new Region(code, name, zone, sellsPackages, retired);
    }
}
