package org.llmrec.encode.cache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

/** Random vectors that only the text decides, and a list of the calls. */
final class FakeEncoder implements TextEncoder {
  static final int LONGEST = 40;

  private final EncoderManifest manifest;
  private final String variant;
  private final double company;

  /** The texts of each call. */
  final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

  volatile boolean closed;

  private FakeEncoder(EncoderManifest manifest, String variant, double company) {
    this.manifest = manifest;
    this.variant = variant;
    this.company = company;
  }

  static FakeEncoder of(String name, int dims) {
    return new FakeEncoder(manifest(name, dims), "", 0);
  }

  FakeEncoder as(String otherVariant) {
    return new FakeEncoder(manifest, otherVariant, company);
  }

  /** In which the number of a call's texts moves every vector by so much, as a part of it. */
  FakeEncoder feelingCompany(double share) {
    return new FakeEncoder(manifest, variant, share);
  }

  private static EncoderManifest manifest(String name, int dims) {
    EncoderManifest.ModelFile file = new EncoderManifest.ModelFile(1, Hashes.sha256(name));
    return new EncoderManifest(
        name,
        "here",
        "CC0-1.0",
        dims,
        dims,
        Pooling.MEAN,
        true,
        16,
        "query: ",
        "",
        Map.of(EncoderManifest.MODEL, file, EncoderManifest.TOKENIZER, file));
  }

  /** How many texts went through it. */
  int texts() {
    synchronized (calls) {
      return calls.stream().mapToInt(List::size).sum();
    }
  }

  float[] vector(String text, Role role) {
    SplittableRandom random =
        new SplittableRandom((manifest.name() + variant + manifest.prefix(role) + text).hashCode());
    float[] vector = new float[dims()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  @Override
  public EncoderManifest manifest() {
    return manifest;
  }

  @Override
  public String variant() {
    return variant;
  }

  @Override
  public Encoded encode(List<String> texts, Role role, LongConsumer done) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    calls.add(List.copyOf(texts));
    float[][] vectors = new float[texts.size()][];
    boolean[] cut = new boolean[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = vector(texts.get(i), role);
      for (int d = 0; d < vectors[i].length; d++) {
        vectors[i][d] *= (float) (1 + company * texts.size());
      }
      cut[i] = texts.get(i).length() > LONGEST;
    }
    done.accept(vectors.length);
    return new Encoded(vectors, cut);
  }

  @Override
  public void close() {
    closed = true;
  }
}
