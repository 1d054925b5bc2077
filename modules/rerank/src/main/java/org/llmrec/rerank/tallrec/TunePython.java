package org.llmrec.rerank.tallrec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.json.Json;

/**
 * A Python with the packages that tuning needs, and the script that it runs.
 *
 * @param program what starts it
 * @param script where the script lies; {@link #REQUIREMENTS} lies beside it
 */
public record TunePython(String program, Path script) {
  /** The environment's variable that names a Python. */
  public static final String VARIABLE = "LLMREC_PYTHON";

  private static final String SCRIPT = "tune.py";
  private static final String REQUIREMENTS = "requirements.txt";

  /** What is asked for, else what the environment names, else {@code python3}. */
  public static String named(Optional<String> asked, Map<String, String> environment) {
    return asked.orElseGet(() -> environment.getOrDefault(VARIABLE, "python3"));
  }

  /**
   * Lays the script and its requirements into a folder, whatever was there under their names.
   *
   * @param folder made if it is absent
   */
  public static TunePython in(Path folder, String program) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of(SCRIPT, REQUIREMENTS)) {
      try (InputStream in = TunePython.class.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new TunePython(program, folder.resolve(SCRIPT));
  }

  /**
   * Does nothing if it runs and has all packages.
   *
   * @throws ConfigException if it does not run or lacks a package; says what to install
   * @throws InterruptedException if the thread was asked to stop
   */
  public void check() throws InterruptedException {
    JsonNode found = packages().path("found");
    List<String> missing = new ArrayList<>();
    found.properties().stream()
        .filter(each -> each.getValue().isNull())
        .forEach(each -> missing.add(each.getKey()));
    if (found.isEmpty() || !missing.isEmpty()) {
      throw new ConfigException(
          MachineCode.PYTHON_UNSUITABLE,
          program
              + ": expected a Python with all packages of "
              + requirements()
              + ", found "
              + (missing.isEmpty() ? "none that says so" : "none of " + missing)
              + "; "
              + install());
    }
  }

  private JsonNode packages() throws InterruptedException {
    Process process;
    try {
      process = start(List.of("--check"));
    } catch (IOException e) {
      throw new ConfigException(
          MachineCode.PYTHON_UNSUITABLE,
          "expected a Python 3.10 or newer as \""
              + program
              + "\", found none that runs; install one, or name one by --python or "
              + VARIABLE,
          e);
    }
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      process.waitFor();
      return Json.mapper().readTree(line == null ? "{}" : line);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          MachineCode.PYTHON_UNSUITABLE,
          program + ": expected a Python that runs the script, found one that says something else",
          e);
    } catch (IOException e) {
      throw new ConfigException(
          MachineCode.PYTHON_UNSUITABLE, program + ": cannot be asked for its packages", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** How to get the packages. */
  String install() {
    return "run: " + program + " -m pip install -r " + requirements();
  }

  private Path requirements() {
    return script.resolveSibling(REQUIREMENTS);
  }

  /** Starts the script; no network is used, and waiting threads leave the cores to others. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program, script.toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("HF_HUB_OFFLINE", "1");
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("PYTHONIOENCODING", "utf-8");
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    environment.put("GOMP_SPINCOUNT", "0");
    if (arguments.equals(List.of("--check"))) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    return builder.start();
  }
}
