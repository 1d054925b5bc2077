package org.llmrec.llm.embedded.internal.process;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.sun.jna.Native;
import de.kherud.llama.LogLevel;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.json.Json;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.embedded.internal.child.EngineMain;

/** The jars that the engine's process needs, and no others. */
final class ClassPath {
  // One class of each jar. Of llama's not LlamaModel, whose beginnings would load the library
  // into this process.
  private static final List<Class<?>> NEEDED =
      List.of(
          EngineMain.class,
          LanguageModel.class,
          Json.class,
          ObjectMapper.class,
          JsonFactory.class,
          JsonTypeInfo.class,
          Jdk8Module.class,
          Native.class,
          LogLevel.class);

  private ClassPath() {}

  /** As the CLASSPATH variable takes it. */
  static String needed(List<Class<?>> more) {
    Set<Path> found = new LinkedHashSet<>();
    more.forEach(type -> found.add(place(type)));
    NEEDED.forEach(type -> found.add(place(type)));
    return found.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw unknown(type, "nothing");
    }
    try {
      URI location = source.getLocation().toURI();
      if (!"file".equals(location.getScheme())) {
        throw unknown(type, location.toString());
      }
      return Path.of(location);
    } catch (URISyntaxException e) {
      throw unknown(type, e.getMessage());
    }
  }

  private static ConfigException unknown(Class<?> type, String found) {
    return new ConfigException(
        MachineCode.CLASS_PATH,
        "embedded: expected the jar of "
            + type.getName()
            + " as a file, for the class path of the engine's own process, found "
            + found
            + "; run from plain jars rather than from jars within a jar");
  }
}
