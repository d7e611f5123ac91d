package io.drawdown.demo;

import io.drawdown.base.Money;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.NodeKind;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Three regions, of which one sells no packages, and what can be had there. */
@Component
class DemoCatalog {

    static final String BEIJING = "cn-north-4";
    static final String SHANGHAI = "cn-east-3";
    static final String HONG_KONG = "ap-southeast-1";

    static final Item V100 = new Item("modelarts.vm.gpu.v100", "V100", "v100", NodeKind.GPU, 8, 64, 1, "V100", "21.20");
    static final Item TWO_V100 =
            new Item("modelarts.vm.gpu.2v100", "2 × V100", "2v100", NodeKind.GPU, 16, 128, 2, "V100", "42.40");
    static final Item ASCEND = new Item(
            "modelarts.vm.ascend.910b", "Ascend 910B", "910b", NodeKind.ASCEND, 24, 192, 1, "Ascend 910B", "30.00");
    static final Item CPU = new Item("modelarts.vm.cpu.8u", "8 vCPU", "cpu8", NodeKind.CPU, 8, 32, null, null, "1.60");

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Set<Activity> BUILDING = EnumSet.of(Activity.DEVELOPMENT, Activity.TRAINING);
    private static final Set<Activity> ALL = EnumSet.allOf(Activity.class);

    private static final List<Size> SIZES = List.of(
            new Size(50, 1, "0.90", BUILDING),
            new Size(100, 3, "0.86", BUILDING),
            new Size(250, 3, "0.82", ALL),
            new Size(500, 12, "0.76", ALL),
            new Size(1000, 12, "0.70", ALL));

    private final Catalog catalog;

    DemoCatalog(Catalog catalog) {
        this.catalog = catalog;
    }

    record Item(
            String code,
            String name,
            String shortCode,
            NodeKind kind,
            int vcpus,
            int memoryGib,
            Integer accelerators,
            String model,
            String price) {}

    private record Size(int nodeHours, int months, String share, Set<Activity> activities) {}

    void make() {
        catalog.putRegion(new Region(BEIJING, "Beijing", ZoneId.of("Asia/Shanghai"), true));
        catalog.putRegion(new Region(SHANGHAI, "Shanghai", ZoneId.of("Asia/Shanghai"), true));
        catalog.putRegion(new Region(HONG_KONG, "Hong Kong", ZoneId.of("Asia/Hong_Kong"), false));
        for (var item : List.of(V100, TWO_V100, ASCEND, CPU)) {
            catalog.putSpecification(new Specification(
                    item.code, item.name, item.kind, item.vcpus, item.memoryGib, item.accelerators, item.model));
            for (var region : List.of(BEIJING, SHANGHAI, HONG_KONG)) {
                price(region, item);
            }
            for (var region : List.of(BEIJING, SHANGHAI)) {
                SIZES.forEach(size -> offer(region, item, size));
            }
        }
    }

    static String offerCode(String region, Item item, int nodeHours) {
        var size = SIZES.stream()
                .filter(each -> each.nodeHours == nodeHours)
                .findFirst()
                .orElseThrow();
        return "%s-%s-%dh-%dm".formatted(item.shortCode, region, size.nodeHours, size.months);
    }

    private void price(String region, Item item) {
        for (var pool : Pool.values()) {
            catalog.putPrice(new ListPrice(
                    region, item.code, pool, new Money(new BigDecimal(item.price), CNY), ListPrice.ALWAYS));
        }
    }

    private void offer(String region, Item item, Size size) {
        var price = new BigDecimal(item.price)
                .multiply(BigDecimal.valueOf(size.nodeHours))
                .multiply(new BigDecimal(size.share))
                .setScale(2, RoundingMode.HALF_EVEN);
        catalog.putOffer(new Offer(
                offerCode(region, item, size.nodeHours),
                "%s %,d h".formatted(item.name, size.nodeHours),
                region,
                item.code,
                size.activities,
                size.nodeHours,
                size.months,
                new Money(price, CNY),
                true));
    }
}
