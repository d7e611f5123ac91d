package io.drawdown;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Sells prepaid packages of compute, draws them down as jobs run and bills the rest pay-per-use. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DrawdownApplication {

    private static final String PARALLELISM_PROPERTY = "jdk.virtualThreadScheduler.parallelism";
    private static final int MIN_CARRIER_THREADS = 64;

    public static void main(String[] args) {
        raiseCarrierThreadCount();
        SpringApplication.run(DrawdownApplication.class, args);
    }

    // Requests are served by virtual threads, which don't take turns by themselves: with a carrier for each processor,
    // a few long
    // queries of the embedded database would hold up everybody. With more carriers the operating system shares the time
    // out.
    private static void raiseCarrierThreadCount() {
        if (System.getProperty(PARALLELISM_PROPERTY) == null) {
            System.setProperty(
                    PARALLELISM_PROPERTY,
                    String.valueOf(Math.max(
                            MIN_CARRIER_THREADS, 2 * Runtime.getRuntime().availableProcessors())));
        }
    }
}
