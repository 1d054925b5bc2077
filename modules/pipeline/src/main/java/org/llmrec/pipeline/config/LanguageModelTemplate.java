package org.llmrec.pipeline.config;

/**
 * The sections {@code llm} and {@code enrich} of a new {@code llmrec.yaml}, all of it behind
 * hashes: nothing is sent to anybody before somebody says to whom.
 */
final class LanguageModelTemplate {
  private static final String TEXT =
      """
      # The language model that `llmrec enrich` asks about every item. Without the hashes:
      # llm:
      #   kind: openai                  # any server with OpenAI's protocol; or embedded, langchain4j, recorded
      #   model: gpt-4o-mini
      #   base-url: https://api.openai.com/v1   # Ollama: http://localhost:11434/v1
      #   api-key-env: OPENAI_API_KEY   # the NAME of the variable that holds the key, never the key
      #   concurrency: 16               # calls at a time
      #   attempts: 5                   # of one call, where another may do better
      #   requests-per-minute: 0        # 0 for no limit; so too
      #   tokens-per-minute: 0
      # With nothing to install:  kind: embedded  and  file: PATH.gguf

      # What it is asked, and what becomes of the answers.
      # enrich:
      #   prompts: [rec-paraphrase, rec-tag, rec-infer]   # also paraphrase, tag, infer, eng, rec-eng
      #   own: []                       # [{id: mood, file: mood.txt, output: text}]  or  output: tags
      #   pack: false                   # true: all prompts about an item in one call
      #   language: en                  # that texts have to be in; left out: any
      #   on-invalid: discard           # or warn (use it all the same), fail (stop there)
      #   on-missing: skip              # or error: no build while an item lacks an answer
      #   temperature: 0
      #   neighbours: {count: 3, damping: 0.85, accept-pinned-graph: false}   # shown by eng, rec-eng
      #   budget: {max-cost: 5}         # also max-tokens, max-calls; what is spent is kept in answers/
      """;

  private LanguageModelTemplate() {}

  static String text() {
    return TEXT;
  }
}
