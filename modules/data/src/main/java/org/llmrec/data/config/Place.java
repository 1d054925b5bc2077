package org.llmrec.data.config;

import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.OptionCode;

/**
 * Where something stands, for complaints.
 *
 * @param file the file
 * @param section the section's full name; empty at the top
 */
record Place(Path file, String section) {
  /** The section under a key. */
  Place below(String key) {
    return new Place(file, full(key));
  }

  /** A key's full name; the section's own where the key is empty. */
  String full(String key) {
    return section.isEmpty() ? key : key.isEmpty() ? section : section + "." + key;
  }

  /** The sentence with the section's name before it, unless it names it already. */
  String named(String sentence) {
    boolean named = section.isEmpty() || sentence.startsWith(section + ".");
    return named ? sentence : section + ": " + sentence;
  }

  ConfigException mismatch(String key, ConfigNode node, String expected) {
    return wrong(
        OptionCode.CONFIG_VALUE,
        node.line(),
        full(key) + ": expected " + expected + ", found " + node.kind());
  }

  ConfigException wrong(ErrorCode code, int line, String sentence) {
    return new ConfigException(code, file + ", line " + line + ": " + sentence);
  }

  /** Whether a complaint is placed in this file already. */
  boolean isIn(ConfigException complaint) {
    return complaint.getMessage().startsWith(file + ", line ");
  }
}
