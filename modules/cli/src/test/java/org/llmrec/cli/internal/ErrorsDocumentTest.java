package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ErrorCode;

/** The document of errors, and that it speaks of errors that there are. */
class ErrorsDocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root"));

  private static final Pattern THROWN =
      Pattern.compile("\\b(\\w+Code)\\s*\\.\\s*([A-Z][A-Z_0-9]+)\\b");

  @Test
  void theDocumentIsUpToDate() throws IOException {
    assertEquals(
        Cli.run("errors", "--markdown").out(),
        Files.readString(ROOT.resolve("docs/errors.md")),
        "run: ./llmrec errors --markdown > docs/errors.md");
  }

  @Test
  void everyCodeIsThrownSomewhere() throws IOException {
    TreeSet<String> never = new TreeSet<>();
    ErrorCode.all().forEach(code -> never.add(named(code)));
    try (Stream<Path> files = Files.walk(ROOT.resolve("modules"))) {
      for (Path file : files.filter(ErrorsDocumentTest::isMain).toList()) {
        Matcher codes = THROWN.matcher(Files.readString(file));
        while (codes.find()) {
          never.remove(codes.group(1) + "." + codes.group(2));
        }
      }
    }
    assertEquals(List.of(), List.copyOf(never));
  }

  @Test
  void everyCodeIsExplainedOffline() {
    for (ErrorCode code : ErrorCode.all()) {
      Cli.Result page = Cli.run("errors", code.id());
      assertEquals(0, page.code(), page::toString);
      assertTrue(page.out().startsWith(code.id() + ": " + code.page().title()), page::toString);
      assertTrue(page.out().lines().allMatch(line -> line.length() <= 100), page::toString);
    }
    Cli.Result list = Cli.run("errors");
    ErrorCode.all().forEach(code -> assertTrue(list.out().contains(code.id()), code::id));
    assertEquals(ErrorCode.all().size(), Cli.run("errors", "--json").json().get("errors").size());
  }

  @Test
  void theBracketsMayBeCopiedAlongAndAMisspeltCodeGetsTheNearest() {
    assertTrue(Cli.run("errors", "[disk-full]").out().startsWith("disk-full: "));
    Cli.Result misspelt = Cli.run("errors", "disk-ful");
    assertEquals(2, misspelt.code(), misspelt::toString);
    assertTrue(misspelt.err().contains("[name-unknown]"), misspelt::toString);
    assertTrue(misspelt.err().contains("disk-full"), misspelt::toString);
  }

  private static String named(ErrorCode code) {
    return code.getClass().getSimpleName() + "." + code.name();
  }

  private static boolean isMain(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/main/java/")
        && path.endsWith(".java")
        && !path.matches(".*/core/error/\\w+Code\\.java");
  }
}
