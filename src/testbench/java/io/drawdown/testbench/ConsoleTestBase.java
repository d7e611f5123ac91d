package io.drawdown.testbench;

import com.vaadin.testbench.BrowserTestBase;
import com.vaadin.testbench.DriverSupplier;
import io.drawdown.DrawdownApplication;
import io.drawdown.account.password.DemoPassword;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test that runs the console with the demo data in memory, and signs a buyer of the demo in. */
@SpringBootTest(
        classes = DrawdownApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "spring.datasource.url=jdbc:h2:mem:testbench",
            "spring.datasource.username=sa",
            "spring.datasource.password=",
            "drawdown.demo=true"
        })
abstract class ConsoleTestBase extends BrowserTestBase implements DriverSupplier {

    private static final String BUYER = "li.wei";
    private static final String DEMO_PASSWORD = DemoPassword.PASSWORD;

    @LocalServerPort
    private int port;

    @Override
    public WebDriver createDriver() {
        return new ChromeDriver(new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--window-size=1440,1000",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run"));
    }

    @BeforeEach
    void signIn() {
        open("");
        $(SignInElement.class).waitForFirst().signIn(BUYER, DEMO_PASSWORD);
        $(OverviewElement.class).waitForFirst();
    }

    /** Opens a page of the console by its path. */
    protected void open(String path) {
        getDriver().get("http://127.0.0.1:" + port + "/" + path);
    }
}
