package io.drawdown.program;

import java.util.Map;

/** One program for all tests that leave it as it was: started by the first, ended with the tests. */
record SharedServer(ServerProcess server, Market market, Attack attack) {

    /** The program, with a bystander who reads while it is attacked. Webhooks may go to loopback. */
    static SharedServer get() {
        return Holder.INSTANCE;
    }

    private static SharedServer start() {
        var server = ServerProcess.start(Map.of("DRAWDOWN_WEBHOOK_ALLOW_PRIVATE", "true"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        var market = Market.create(server);
        var account = market.openAccount("bystander");
        return new SharedServer(
                server, market, new Attack(server, new Bystander(market.createKey(account, "CUSTOMER"), account)));
    }

    private static final class Holder {

        static final SharedServer INSTANCE = start();
    }
}
