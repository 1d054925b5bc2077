package org.llmrec.core.error;

/** How a language model is set up: its server, key, price and prompts. */
public enum LanguageModelCode implements ErrorCode {
  /** No language model is configured. */
  LLM_MISSING(
      2,
      "No language model is configured",
      "Something is asked that a language model has to answer, and none is named.",
      "Add the section llm to llmrec.yaml or to the experiment; docs/enrichment.md "
          + "shows what to write."),
  /** The kind of language model is not here. */
  LLM_PROVIDER(
      2,
      "The kind of language model is not here",
      "No module on the class path offers it, or the class that should supply it is "
          + "absent or of another form.",
      "Add the module that the sentence names to the class path (LLMREC_CLASSPATH for "
          + "the launcher), or choose another kind."),
  /** The API key is not in the environment. */
  KEY_MISSING(
      2,
      "The API key is not in the environment",
      "The variable that llm.api-key-env names is not set, or holds blanks or other "
          + "characters that no key has.",
      "Export it in the shell that starts this: export OPENAI_API_KEY=..."),
  /** A key stands where its variable's name belongs. */
  KEY_IN_FILE(
      2,
      "A key stands where its variable's name belongs",
      "Keys never stand in a file, since files are copied, shared and committed.",
      "Write the name of an environment variable there. Withdraw the key if the file "
          + "was shared."),
  /** The language model cannot do what is asked. */
  CAPABILITY_MISSING(
      2,
      "The language model cannot do what is asked",
      "A strategy or a prompt needs something that the model does not offer, such as "
          + "first-token scores or a JSON schema.",
      "Choose another model or strategy, or declare the capability under "
          + "llm.capabilities if the server has it."),
  /** The model's price is unknown. */
  PRICE_MISSING(
      2,
      "The model's price is unknown",
      "A limit on the cost was given, and nobody knows what this model costs.",
      "Add it to prices.yaml in the workspace, or limit tokens or calls instead."),
  /** The model server is not set up for this. */
  LLM_SETUP(
      2,
      "The model server is not set up for this",
      "What the model, its recording or its supplier says of itself does not agree "
          + "with the settings.",
      "Correct the settings that the sentence names."),
  /** The embedded model cannot be used. */
  ENGINE_MODEL(
      2,
      "The embedded model cannot be used",
      "The engine, llama.cpp, cannot load the file, its chat template or the context that is asked "
          + "for, or there is no build of it for this machine.",
      "Fetch the GGUF file again, name a template by llm.template, ask for a smaller "
          + "llm.context, or ask a server instead (llm.kind: openai)."),
  /** A prompt of yours cannot be used. */
  PROMPT_REFUSED(
      2,
      "A prompt of yours cannot be used",
      "The file's header, slots, length or form are not as prompts have to be. Name "
          + "and line are in the sentence.",
      "Correct the prompt; docs/enrichment.md describes the form."),
  /** What is spent cannot be written down. */
  SPENDING_UNWRITTEN(
      1,
      "What is spent cannot be written down",
      "A call is noted before it is sent, so that a budget holds over restarts. That "
          + "failed, so nothing is sent.",
      "Free some space or make the workspace writable, and start again.");

  private final ErrorPage page;

  LanguageModelCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Setting a language model up";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
