package org.llmrec.llm.embedded.internal.llama;

import com.fasterxml.jackson.core.JsonProcessingException;
import de.kherud.llama.LlamaModel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.json.Json;
import org.llmrec.llm.ModelException;

/**
 * JSON schemas as llama.cpp's grammars, made by llama.cpp itself through the one function of the
 * jar's own interface that we use. It ends the process on a schema that it does not know, so that
 * {@link SchemaSubset} looks first. The few that a job asks with are kept. Thread-safe.
 */
public final class SchemaGrammar {
  private static final int KEPT = 64;

  private final Map<String, String> grammars =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEPT;
        }
      };

  private SchemaGrammar() {}

  /**
   * Has the jar load its library, while the file is there.
   *
   * @throws ConfigException if it cannot
   */
  public static SchemaGrammar load() {
    SchemaGrammar made = new SchemaGrammar();
    try {
      made.of("{\"type\": \"string\"}");
    } catch (LinkageError e) {
      throw new ConfigException(
          MachineCode.NATIVE_MISSING,
          "embedded: de.kherud:llama 4.2.0 cannot load its library: " + e.getMessage(),
          e);
    }
    return made;
  }

  /**
   * The grammar of a schema.
   *
   * @throws EngineException if it asks for more than llama.cpp can promise
   */
  public synchronized String of(String schema) {
    String grammar = grammars.get(schema);
    if (grammar == null) {
      try {
        SchemaSubset.check(Json.mapper().readTree(schema));
      } catch (JsonProcessingException e) {
        throw new EngineException(ModelException.Kind.BAD_REQUEST, "the schema is no JSON");
      }
      grammar = LlamaModel.jsonSchemaToGrammar(schema);
      grammars.put(schema, grammar);
    }
    return grammar;
  }
}
