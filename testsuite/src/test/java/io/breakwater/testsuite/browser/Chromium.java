package io.breakwater.testsuite.browser;

import io.breakwater.testsuite.peers.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser with a profile of its own, which finds every host name on this machine and believes every certificate. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path PICTURES = Path.of("target", "browser");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** @param profile an empty directory */
    static Chromium start(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Peers.require("chromium").toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=900,600",
                "--host-resolver-rules=MAP * 127.0.0.1",
                "--ignore-certificate-errors",
                "--user-data-dir=" + profile);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Peers.require("chromedriver").toFile())
                        .usingAnyFreePort()
                        .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    void open(String url) {
        driver.get(url);
    }

    /** The URL in the address bar. */
    String url() {
        return driver.getCurrentUrl();
    }

    /** Waits for a page with this heading. */
    void awaitHeading(String text) {
        new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.textToBe(By.tagName("h1"), text));
    }

    void click(String selector) {
        element(selector).click();
    }

    void type(String selector, String text) {
        element(selector).sendKeys(text);
    }

    String text(String selector) {
        return element(selector).getText();
    }

    /** An element's property as scripts see it: {@code href} is a whole URL. */
    String property(String selector, String name) {
        return String.valueOf(element(selector).getDomProperty(name));
    }

    String style(String selector, String name) {
        return element(selector).getCssValue(name);
    }

    private WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Where the links of the page lead that lead to this machine, without fragments. */
    List<String> links() {
        return texts(
                """
                return [...new Set([...document.links].map(link => link.href.split('#')[0]))]
                    .filter(url => new URL(url).hostname === '127.0.0.1')
                """);
    }

    private List<String> texts(String script) {
        return driver.executeScript(script) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Those that the browser would send to where it is now. */
    Set<Cookie> cookies() {
        return driver.manage().getCookies();
    }

    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** For people: {@code target/browser/name.png}. */
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
