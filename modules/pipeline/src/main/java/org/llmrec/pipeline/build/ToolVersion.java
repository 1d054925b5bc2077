package org.llmrec.pipeline.build;

/** The version of llmrec that is running. */
final class ToolVersion {
  private ToolVersion() {}

  /** From the jar's manifest; {@code development} when the classes lie in a folder. */
  static String current() {
    String version = ToolVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
