package org.llmrec.encode.djl;

import ai.djl.engine.Engine;

/**
 * DJL's engines. Tests that use them carry the tag "djl" and run in a JVM of their own, since the
 * engine for ONNX Runtime has to start before our own encoder does.
 */
final class DjlEngines {
  private DjlEngines() {}

  static void start() {
    Engine.getEngine("OnnxRuntime");
  }
}
