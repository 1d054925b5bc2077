package org.llmrec.bench.encoder;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** An encoder under measurement, loaded. */
interface Pass extends AutoCloseable {
  /** Encodes texts, in their order. */
  float[][] encode(List<String> texts) throws Exception;

  /** Word pieces that go through the model for these texts, padding included, if it can be told. */
  OptionalLong computedPieces(int[] pieces);

  /** Versions of what runs. */
  Map<String, String> versions();

  @Override
  void close();
}
