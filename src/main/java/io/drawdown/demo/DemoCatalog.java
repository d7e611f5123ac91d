package io.drawdown.demo;

import io.drawdown.base.Money;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The demo's catalogue: three regions, one of them without packages, and their specifications, prices and offers. */
@Component
class DemoCatalog {

    static final String BEIJING = "cn-north-4";
    static final String SHANGHAI = "cn-east-3";
    static final String HONG_KONG = "ap-southeast-1";

    static final NodeType V100 =
            new NodeType("modelarts.vm.gpu.v100", "V100", "v100", NodeKind.GPU, 8, 64, 1, "V100", "21.20");
    static final NodeType TWO_V100 =
            new NodeType("modelarts.vm.gpu.2v100", "2 × V100", "2v100", NodeKind.GPU, 16, 128, 2, "V100", "42.40");
    static final NodeType ASCEND = new NodeType(
            "modelarts.vm.ascend.910b", "Ascend 910B", "910b", NodeKind.ASCEND, 24, 192, 1, "Ascend 910B", "30.00");
    static final NodeType CPU =
            new NodeType("modelarts.vm.cpu.8u", "8 vCPU", "cpu8", NodeKind.CPU, 8, 32, null, null, "1.60");

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Set<Activity> DEVELOPMENT_AND_TRAINING = EnumSet.of(Activity.DEVELOPMENT, Activity.TRAINING);
    private static final Set<Activity> ALL_ACTIVITIES = EnumSet.allOf(Activity.class);

    private static final List<PackageSize> SIZES = List.of(
            new PackageSize(50, 1, "0.90", DEVELOPMENT_AND_TRAINING),
            new PackageSize(100, 3, "0.86", DEVELOPMENT_AND_TRAINING),
            new PackageSize(250, 3, "0.82", ALL_ACTIVITIES),
            new PackageSize(500, 12, "0.76", ALL_ACTIVITIES),
            new PackageSize(1000, 12, "0.70", ALL_ACTIVITIES));

    private final Regions regions;
    private final Specifications specifications;
    private final ListPrices listPrices;
    private final Offers offers;

    DemoCatalog(Regions regions, Specifications specifications, ListPrices listPrices, Offers offers) {
        this.regions = regions;
        this.specifications = specifications;
        this.listPrices = listPrices;
        this.offers = offers;
    }

    record NodeType(
            String code,
            String name,
            String shortCode,
            NodeKind kind,
            int vcpus,
            int memoryGib,
            @Nullable Integer accelerators,
            @Nullable String model,
            String price) {}

    private record PackageSize(int nodeHours, int months, String priceFactor, Set<Activity> activities) {}

    void create() {
        this.regions.put(new Region(BEIJING, "Beijing", ZoneId.of("Asia/Shanghai"), true));
        this.regions.put(new Region(SHANGHAI, "Shanghai", ZoneId.of("Asia/Shanghai"), true));
        this.regions.put(new Region(HONG_KONG, "Hong Kong", ZoneId.of("Asia/Hong_Kong"), false));
        for (var nodeType : List.of(V100, TWO_V100, ASCEND, CPU)) {
            specifications.put(new Specification(
                    nodeType.code,
                    nodeType.name,
                    nodeType.kind,
                    nodeType.vcpus,
                    nodeType.memoryGib,
                    nodeType.accelerators,
                    nodeType.model));
            for (var region : List.of(BEIJING, SHANGHAI, HONG_KONG)) {
                putPrice(region, nodeType);
            }
            for (var region : List.of(BEIJING, SHANGHAI)) {
                SIZES.forEach(packageSize -> putOffer(region, nodeType, packageSize));
            }
        }
    }

    static String offerCode(String region, NodeType nodeType, int nodeHours) {
        var packageSize = SIZES.stream()
                .filter(each -> each.nodeHours == nodeHours)
                .findFirst()
                .orElseThrow();
        return "%s-%s-%dh-%dm".formatted(nodeType.shortCode, region, packageSize.nodeHours, packageSize.months);
    }

    private void putPrice(String region, NodeType nodeType) {
        for (var pool : Pool.values()) {
            listPrices.put(new ListPrice(
                    region,
                    nodeType.code,
                    pool,
                    new Money(new BigDecimal(nodeType.price), CNY),
                    ListPrice.EARLIEST_FROM));
        }
    }

    private void putOffer(String region, NodeType nodeType, PackageSize packageSize) {
        var price = new BigDecimal(nodeType.price)
                .multiply(BigDecimal.valueOf(packageSize.nodeHours))
                .multiply(new BigDecimal(packageSize.priceFactor))
                .setScale(2, RoundingMode.HALF_EVEN);
        offers.put(new Offer(
                offerCode(region, nodeType, packageSize.nodeHours),
                "%s %,d h".formatted(nodeType.name, packageSize.nodeHours),
                region,
                nodeType.code,
                packageSize.activities,
                packageSize.nodeHours,
                packageSize.months,
                new Money(price, CNY),
                true));
    }
}
