package io.drawdown;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Sells prepaid packages of compute, draws them down as jobs run and bills the rest pay-per-use. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DrawdownApplication {

    public static void main(String[] args) {
        SpringApplication.run(DrawdownApplication.class, args);
    }
}
