package org.llmrec.train.method;

/** Makes a method from its settings. */
@FunctionalInterface
public interface MethodFactory {
  /**
   * The method with these settings; what is not set gets its default.
   *
   * @throws org.llmrec.core.error.ConfigException if a setting is unknown or out of range
   */
  Method create(Settings settings);
}
