package org.llmrec.llm.embedded.internal.llama;

import de.kherud.llama.LlamaModel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.llm.ModelException;

/**
 * JSON schemas as llama.cpp's grammars, made by llama.cpp itself through the one function of the
 * jar's own interface that we use. The few that a job asks with are kept. Thread-safe.
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

  /**
   * The grammar of a schema.
   *
   * @throws EngineException if llama.cpp does not know what the schema asks for
   */
  public synchronized String of(String schema) {
    return grammars.computeIfAbsent(schema, SchemaGrammar::convert);
  }

  private static String convert(String schema) {
    try {
      return LlamaModel.jsonSchemaToGrammar(schema);
    } catch (RuntimeException e) {
      throw new EngineException(
          ModelException.Kind.BAD_REQUEST,
          "llama.cpp cannot make a grammar of this schema: " + e.getMessage());
    }
  }
}
