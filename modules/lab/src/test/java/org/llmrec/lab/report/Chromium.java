package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.llmrec.core.json.Json;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The system's Chromium without a screen, with a fresh profile, that never looks for anything in
 * the network. A test that needs it is skipped where it is not installed.
 */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private final Path profile;
  private final ChromeDriver driver;

  private Chromium(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  static Chromium start() throws IOException {
    for (Path needed : List.of(BROWSER, DRIVER)) {
      assumeTrue(
          Files.isExecutable(needed),
          needed + " is absent: install Debian's chromium and chromium-driver to run this test");
    }
    // Selenium must take the driver it is given and never download one.
    System.setProperty("SE_OFFLINE", "true");
    System.setProperty("SE_AVOID_STATS", "true");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    Path profile = Files.createTempDirectory("llmrec-chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return new Chromium(profile, new ChromeDriver(service, options));
  }

  /** Opens a page as a reader with such a screen and theme would. */
  void open(Path page, int width, String theme) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    driver.get(page.toUri().toString());
  }

  /** Runs a function's body in the page. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows what its script returns
  <T> T run(String script, Object... arguments) {
    @SuppressWarnings("unchecked")
    T result = (T) driver.executeScript(script, arguments);
    return result;
  }

  /** What the console said since the last call. */
  List<LogEntry> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll();
  }

  /**
   * The addresses that pages asked for since the last call, as the developer tools report them; the
   * browser's own start page is no page of ours.
   */
  List<String> requests() throws IOException {
    List<String> requests = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = Json.mapper().readTree(entry.getMessage()).path("message");
      JsonNode parameters = message.path("params");
      if (message.path("method").asText().equals("Network.requestWillBeSent")
          && !parameters.path("documentURL").asText().startsWith("chrome:")) {
        requests.add(parameters.path("request").path("url").asText());
      }
    }
    return requests;
  }

  /** The whole page as a picture. */
  void photograph(Path png, int width) throws IOException {
    Long height = run("return document.documentElement.scrollHeight");
    Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    Map<String, Object> shot =
        command("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode((String) shot.get("data")));
  }

  /** The page as it would be printed: how many bytes the PDF has. */
  int print() {
    Map<String, Object> pdf = command("Page.printToPDF", Map.of());
    return Base64.getDecoder().decode((String) pdf.get("data")).length;
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
