package org.llmrec.core.error;

/** What was asked for, on the command line, in a configuration file or by a call. */
public enum OptionCode implements ErrorCode {
  /** The command line is not understood. */
  USAGE(
      2,
      "The command line is not understood",
      "There is no such command or option, an option lacks its value, or one that has "
          + "to be given is absent.",
      "Look at the usage with --help after the command; a name close to what was "
          + "written is suggested where there is one."),
  /** A number is outside its range. */
  OPTION_RANGE(
      2,
      "A number is outside its range",
      "An option, a setting or an argument is a number that is too small, too large "
          + "or not finite. The sentence names it and gives the range.",
      "Give a number within the range, or leave the option out to have its default."),
  /** A value has another form than expected. */
  OPTION_VALUE(
      2,
      "A value has another form than expected",
      "A value cannot be read as what it has to be: a whole number, true or false, a "
          + "range, a device, the name of a file with a known ending.",
      "Write it as the sentence shows; --help after the command has the form of every "
          + "option."),
  /** Two options exclude each other. */
  OPTION_CONFLICT(
      2,
      "Two options exclude each other",
      "Each of them is fine alone, but they say different things or one has no "
          + "meaning beside the other.",
      "Leave one of them out."),
  /** An option that is needed is absent. */
  OPTION_MISSING(
      2,
      "An option that is needed is absent",
      "What was asked for cannot be done without another option or setting, which the "
          + "sentence names.",
      "Add the option, or ask for something that does not need it."),
  /** No such name. */
  NAME_UNKNOWN(
      2,
      "No such name",
      "A name is none of those that are known here: of a format, a protocol, a "
          + "method, a strategy, a prompt, a stage. The known ones are listed.",
      "Take one of the list; where one is close, the sentence suggests it."),
  /** A name has characters that it may not have. */
  NAME_REFUSED(
      2,
      "A name has characters that it may not have",
      "Names of models, prompts, items and experiments stand in files, folders and "
          + "addresses, so their characters and length are limited.",
      "Choose a name as the sentence describes."),
  /** The name or place is taken. */
  NAME_TAKEN(
      2,
      "The name or place is taken",
      "Something of that name is there already, and nothing is overwritten unasked.",
      "Choose another name, or say --replace if the old one may go."),
  /** A configuration file is no YAML that can be used. */
  CONFIG_SYNTAX(
      2,
      "A configuration file is no YAML that can be used",
      "The file is not YAML, is empty or too large, or has a key twice, an alias or a "
          + "second document. File and line are named.",
      "Correct that line. Blanks at its beginning count, and a text with a colon or # "
          + "in it needs quotes."),
  /** A configuration file has a key that nobody reads. */
  CONFIG_KEY_UNKNOWN(
      2,
      "A configuration file has a key that nobody reads",
      "The key is misspelt, stands in another section, or belongs to another version. "
          + "File and line are named, and the nearest known key.",
      "Correct the key or take the line out. A workspace made anew with llmrec init "
          + "lists all keys with comments."),
  /** A configuration file lacks a key. */
  CONFIG_KEY_MISSING(
      2,
      "A configuration file lacks a key",
      "A section has not got a key that it cannot do without.",
      "Add the key that the sentence names to that section."),
  /** A value in a configuration file cannot be used. */
  CONFIG_VALUE(
      2,
      "A value in a configuration file cannot be used",
      "The key is known, and what stands there is of another kind, out of range, or "
          + "does not go with what stands beside it. File, line and key are named.",
      "Correct the value, or take the line out to have the default."),
  /** An address cannot be used. */
  ADDRESS_INVALID(
      2,
      "An address cannot be used",
      "What was given is no address, or has parts that it may not have here, such as "
          + "a user, a query or a fragment.",
      "Give scheme, host, port and path only, such as https://example.org/models."),
  /** An address without encryption. */
  ADDRESS_INSECURE(
      2,
      "An address without encryption",
      "Over http anybody on the way can read a key and change a file, so it is "
          + "refused unless asked for.",
      "Use https, or say that http is all right here: llm.allow-insecure: true for a "
          + "language model, --insecure-http for a download.");

  private final ErrorPage page;

  OptionCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "What was asked for";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
