package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogApiTest extends ApiTest {

    private static final String REGION = json("{'name': 'A region', 'zone': 'Asia/Shanghai', 'sellsPackages': true}");

    @Test
    void acceptsItsOwnAnswersAsInput() {
        var place = place();
        roundTrip("regions/" + region(false));
        roundTrip("specifications/" + specification());
        roundTrip("offers/" + offer(place));
        roundTrip(price(place));
    }

    @Test
    void writesMoneyWithoutExponent() {
        var place = place();

        assertThat(admin.get(price(place)).at("/perNodeHour").toString())
                .isEqualTo(json("{'amount':'3.60','currency':'CNY'}"));
        assertSuccessful(admin.put(price(place), json("{'perNodeHour': {'amount': 1.2E+3, 'currency': 'CNY'}}")));
        assertThat(admin.get(price(place)).at("/perNodeHour/amount").stringValue())
                .isEqualTo("1200.00");
        assertSuccessful(admin.put(price(place), json("{'perNodeHour': {'amount': '0.00000001', 'currency': 'CNY'}}")));
        assertThat(admin.get(price(place)).at("/perNodeHour/amount").stringValue())
                .isEqualTo("0.00000001");
    }

    @Test
    void keepsAllFieldsOfSpecification() {
        var code = World.code("ascend");
        assertSuccessful(
                admin.put(
                        "specifications/" + code,
                        json(
                                "{'name': 'Ascend', 'kind': 'ASCEND', 'vcpus': 24, 'memoryGib': 96, 'accelerators': 1, 'acceleratorModel': 'Ascend 910'}")));

        assertThat(admin.get("specifications/" + code).json().toString())
                .isEqualTo(json(
                        "{'code':'%s','name':'Ascend','kind':'ASCEND','vcpus':24,'memoryGib':96,'accelerators':1,'acceleratorModel':'Ascend 910','retired':false}",
                        code));
    }

    @Test
    void setsListPricesFromInstant() {
        var place = place();
        assertSuccessful(admin.put(
                price(place),
                json("{'perNodeHour': {'amount': '5', 'currency': 'CNY'}, 'from': '2027-01-01T08:00:00.7+08:00'}")));

        assertThat(admin.get(price(place)).at("/from").stringValue()).isEqualTo("1970-01-01T00:00:00Z");
        var all = admin.get("regions/" + place.region() + "/specifications/" + place.specification() + "/prices");
        assertThat(all.at("/content/0/from").stringValue()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(all.at("/content/1/perNodeHour/amount").stringValue()).isEqualTo("3.60");
        assertThat(all.at("/page/totalElements").intValue()).isEqualTo(2);
    }

    @Test
    void returnsNextPriceWhereNoneIsInForce() {
        var place = new Place(region(true), specification());
        assertRefused(admin.get(price(place)), ProblemType.NOT_FOUND, null);
        assertSuccessful(admin.put(
                price(place),
                json("{'perNodeHour': {'amount': '5', 'currency': 'CNY'}, 'from': '2028-01-01T00:00:00Z'}")));
        assertSuccessful(admin.put(
                price(place),
                json("{'perNodeHour': {'amount': '4', 'currency': 'CNY'}, 'from': '2027-01-01T00:00:00Z'}")));

        assertThat(admin.get(price(place)).at("/perNodeHour/amount").stringValue())
                .isEqualTo("4.00");
    }

    @Test
    void filtersOffers() {
        var place = place();
        var other = place();
        var offer = offer(place);
        offer(other);

        var found = admin.get("offers?region=" + place.region() + "&specification=" + place.specification());
        assertThat(found.at("/content").size()).isOne();
        assertThat(found.at("/content/0/code").stringValue()).isEqualTo(offer);
        assertThat(admin.get("offers?region=" + place.region() + "&specification=" + other.specification())
                        .at("/content")
                        .size())
                .isZero();
    }

    @Test
    void keepsZoneOfRegionOnceAPackageWasSold() {
        var place = place();
        var region = "regions/" + place.region();
        assertSuccessful(admin.put(region, REGION));
        assertSuccessful(admin.post(
                "accounts/" + account() + "/gifts",
                json("{'offer': '%s', 'quantity': 1}", offer(place)),
                "Idempotency-Key",
                newKey()));

        var refused = admin.put(region, json("{'name': 'A region', 'zone': 'UTC', 'sellsPackages': true}"));

        assertRefused(refused, ProblemType.INVALID, "zone");
        assertThat(refused.at("/detail").stringValue())
                .startsWith("The time zone can't be changed: packages were sold in " + place.region());
        assertSuccessful(admin.put(region, json("{'name': 'B', 'zone': 'Asia/Shanghai', 'sellsPackages': false}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'zone': 'UTC', 'sellsPackages': true}                                       | name",
                "{'name': ' ', 'zone': 'UTC', 'sellsPackages': true}                          | name",
                "{'name': 'a\\u0000b', 'zone': 'UTC', 'sellsPackages': true}                  | name",
                "{'name': 'a\\ud83d', 'zone': 'UTC', 'sellsPackages': true}                     | name",
                "{'name': 7, 'zone': 'UTC', 'sellsPackages': true}                            | name",
                "{'name': 'A', 'sellsPackages': true}                                         | zone",
                "{'name': 'A', 'zone': 'Mars/Olympus', 'sellsPackages': true}                 | zone",
                "{'name': 'A', 'zone': 8, 'sellsPackages': true}                              | zone",
                "{'name': 'A', 'zone': 'UTC'}                                                 | sellsPackages",
                "{'name': 'A', 'zone': 'UTC', 'sellsPackages': 'true'}                        | sellsPackages",
                "{'name': 'A', 'zone': 'UTC', 'sellsPackages': 1}                             | sellsPackages",
                "{'code': 'another', 'name': 'A', 'zone': 'UTC', 'sellsPackages': true}       | code"
            })
    void rejectsInvalidRegions(String body, String field) {
        assertRefused(admin.put("regions/" + World.code("region"), json(body)), ProblemType.INVALID, field);
    }

    @Test
    void rejectsInvalidCodes() {
        for (var code : new String[] {"-a", "a%20b", "%C3%A9", "a".repeat(64), "_"}) {
            assertRefused(admin.put("regions/" + code, REGION), ProblemType.INVALID, "code");
        }
        assertSuccessful(admin.put("regions/" + World.code("A.b_c-9" + "a".repeat(50)), REGION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind': 'GPU'}                                                      | name",
                "{'name': 'A'}                                                        | kind",
                "{'name': 'A', 'kind': 'TPU'}                                         | kind",
                "{'name': 'A', 'kind': 1}                                             | kind",
                "{'name': 'A', 'kind': ''}                                            | kind",
                "{'name': 'A', 'kind': 'GPU', 'vcpus': -1}                            | vcpus",
                "{'name': 'A', 'kind': 'GPU', 'vcpus': 1.5}                           | vcpus",
                "{'name': 'A', 'kind': 'GPU', 'memoryGib': 3000000000}                | memoryGib",
                "{'name': 'A', 'kind': 'GPU', 'accelerators': '8'}                    | accelerators"
            })
    void rejectsInvalidSpecifications(String body, String field) {
        assertRefused(admin.put("specifications/" + World.code("gpu"), json(body)), ProblemType.INVALID, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'activities': []                                    | activities    | INVALID",
                "'activities': null                                  | activities    | INVALID",
                "'activities': 'TRAINING'                            | activities    | INVALID",
                "'activities': ['SLEEPING']                          | activities[0] | INVALID",
                "'activities': ['TRAINING', null]                    | activities[1] | INVALID",
                "'nodeHours': 0                                      | nodeHours     | INVALID",
                "'nodeHours': 1.5                                    | nodeHours     | INVALID",
                "'nodeHours': 9223372036854775807                    | nodeHours     | INVALID",
                "'nodeHours': 92233720368547758070                   | nodeHours     | INVALID",
                "'months': 0                                         | months        | INVALID",
                "'months': 121                                       | months        | INVALID",
                "'price': null                                       | price         | INVALID",
                "'price': '20'                                       | price         | INVALID",
                "'price': {'amount': '-1', 'currency': 'CNY'}        | price.amount  | INVALID",
                "'price': {'amount': '0.001', 'currency': 'CNY'}     | price.amount  | INVALID",
                "'price': {'amount': '1e30', 'currency': 'CNY'}      | price.amount  | INVALID",
                "'price': {'amount': 1e999999999, 'currency': 'CNY'} | price.amount  | INVALID",
                "'price': {'amount': 'NaN', 'currency': 'CNY'}       | price.amount  | INVALID",
                "'price': {'currency': 'CNY'}                        | price.amount  | INVALID",
                "'price': {'amount': '1', 'currency': 'money'}       | price.currency | INVALID",
                "'price': {'amount': '1', 'currency': 'XAU'}         | price.currency | INVALID",
                "'price': {'amount': '1', 'currency': 'XXX'}         | price.currency | INVALID",
                "'region': 'nope'                                    | region        | UNKNOWN_REFERENCE",
                "'region': null                                      | region        | UNKNOWN_REFERENCE",
                "'specification': 'nope'                             | specification | UNKNOWN_REFERENCE",
                "'code': 'another'                                   | code          | INVALID",
                "'onSale': null                                      | onSale        | INVALID"
            })
    void rejectsInvalidOffers(String change, String field, ProblemType type) {
        var place = place();
        var code = offer(place);
        var before = admin.get("offers/" + code);
        var name = change.substring(1, change.indexOf('\'', 1));
        var rest = before.json().deepCopy();
        ((tools.jackson.databind.node.ObjectNode) rest).remove(name);
        var body = rest.toString().replaceFirst("\\{", json("{" + change + ",").replace("$", "\\$"));

        assertRefused(admin.put("offers/" + code, body), type, field);
        assertThat(admin.get("offers/" + code).json()).isEqualTo(before.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                              | perNodeHour",
                "{'perNodeHour': {'amount': '-1', 'currency': 'CNY'}}                            | perNodeHour.amount",
                "{'perNodeHour': {'amount': '1', 'currency': 'XAU'}}                             | perNodeHour.currency",
                "{'perNodeHour': {'amount': '1', 'currency': 'XTS'}}                             | perNodeHour.currency",
                "{'perNodeHour': {'amount': '0.000000001', 'currency': 'CNY'}}                   | perNodeHour.amount",
                "{'perNodeHour': {'amount': '1', 'currency': 'CNY'}, 'from': '1969-01-01T00:00:00Z'} | from",
                "{'perNodeHour': {'amount': '1', 'currency': 'CNY'}, 'from': 'always'}           | from",
                "{'perNodeHour': {'amount': '1', 'currency': 'CNY'}, 'pool': 'DEDICATED'}        | pool",
                "{'perNodeHour': {'amount': '1', 'currency': 'CNY'}, 'region': 'another'}        | region"
            })
    void rejectsInvalidListPrices(String body, String field) {
        assertRefused(admin.put(price(place()), json(body)), ProblemType.INVALID, field);
    }

    @Test
    void rejectsListPricesOfUnknownRegionOrSpecification() {
        var body = json("{'perNodeHour': {'amount': '1', 'currency': 'CNY'}}");
        var place = place();

        assertRefused(
                admin.put("regions/nope/specifications/" + place.specification() + "/prices/PUBLIC", body),
                ProblemType.UNKNOWN_REFERENCE,
                "region");
        assertRefused(
                admin.put("regions/" + place.region() + "/specifications/nope/prices/PUBLIC", body),
                ProblemType.UNKNOWN_REFERENCE,
                "specification");
        assertRefused(admin.put(price(place).replace("PUBLIC", "PRIVATE"), body), ProblemType.INVALID, "pool");
    }

    @Test
    void deletesOnlyUnsoldOffers() {
        var place = place();
        var unsold = offer(place);
        assertThat(admin.send("DELETE", "offers/" + unsold, null).status()).isEqualTo(204);
        assertRefused(admin.get("offers/" + unsold), ProblemType.NOT_FOUND, null);
        assertRefused(admin.send("DELETE", "offers/" + unsold, null), ProblemType.NOT_FOUND, null);

        var sold = offer(place);
        buy(account(), sold, place);
        assertRefused(admin.send("DELETE", "offers/" + sold, null), ProblemType.OFFER_SOLD, null);
        assertThat(admin.get("offers/" + sold).status()).isEqualTo(200);
    }

    @Test
    void answersNotFoundForUnknownCodes() {
        for (var path : new String[] {"regions/nope", "specifications/nope", "offers/nope"}) {
            assertRefused(admin.get(path), ProblemType.NOT_FOUND, null);
        }
    }

    @Test
    void letsAllRolesReadAndOnlyAdminsWrite() {
        var place = place();
        var account = account();
        for (var program : new ApiClient[] {
            forAccount(account, "METERING"), forAccount(account, "CUSTOMER"), platform("SUPPORT"), platform("METERING")
        }) {
            for (var path :
                    new String[] {"regions", "specifications", "offers", "regions/" + place.region(), price(place)}) {
                assertSuccessful(program.get(path));
            }
            assertRefused(program.put("regions/" + place.region(), REGION), ProblemType.FORBIDDEN, null);
            assertRefused(
                    program.put("specifications/" + place.specification(), json("{'name': 'A', 'kind': 'GPU'}")),
                    ProblemType.FORBIDDEN,
                    null);
            assertRefused(
                    program.put(price(place), json("{'perNodeHour': {'amount': '1', 'currency': 'CNY'}}")),
                    ProblemType.FORBIDDEN,
                    null);
            assertRefused(program.send("DELETE", "offers/" + offer(place), null), ProblemType.FORBIDDEN, null);
            assertRefused(
                    program.put(
                            "offers/" + offer(place),
                            admin.get("offers/" + offer(place)).text().replaceFirst("\"code\":\"[^\"]*\",", "")),
                    ProblemType.FORBIDDEN,
                    null);
        }
    }

    private void roundTrip(String path) {
        var before = admin.get(path);
        assertThat(before.status()).isEqualTo(200);
        var put = admin.put(path, before.text());
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.json()).isEqualTo(before.json());
        assertThat(admin.get(path).text()).isEqualTo(before.text());
    }
}
