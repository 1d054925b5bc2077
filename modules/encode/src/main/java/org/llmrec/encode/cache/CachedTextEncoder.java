package org.llmrec.encode.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Lifetime;
import org.llmrec.core.text.TextHashes;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.Placement;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.cache.internal.Company;
import org.llmrec.encode.cache.internal.Erasure;
import org.llmrec.encode.cache.internal.Found;
import org.llmrec.encode.cache.internal.Space;
import org.llmrec.encode.cache.internal.SpaceHeader;

/**
 * An encoder that looks its vectors up before it computes them, and keeps those that it had to
 * compute. The texts of a call that are not there go through the encoder beneath in one call, so
 * that it can still sort and batch them.
 *
 * <p>A vector is found by the encoder's {@linkplain EncoderIdentity#sha256 identity}, its width,
 * its {@linkplain TextEncoder#variant variant}, and the text with the words that its role puts
 * before it. What is found is what was written, to the bit, or it is computed again; whatever is
 * wrong with the cache costs time and never a wrong vector or an exception.
 *
 * <p>A vector from the cache was computed among other texts than those of the call. With a model in
 * float32 that changes no number by more than 10⁻⁶. With one that chooses the scale of its
 * activations for a whole batch, as int8 models commonly do, it would make vectors a matter of what
 * was encoded when: {@link #over} measures it, and passes the cache by unless {@link
 * VectorCache#withAnyCompany} allows it.
 *
 * <p>Thread-safe. In memory are 24 to 48 bytes for each vector that the cache has of this encoder.
 */
public final class CachedTextEncoder implements TextEncoder {
  private static final System.Logger LOG = System.getLogger(CachedTextEncoder.class.getName());

  private final TextEncoder inner;
  private final VectorCache cache;
  private final String identity;
  private final Optional<Space> space;
  private final Optional<String> passedBy;
  private final LongAdder fromCache = new LongAdder();
  private final LongAdder encoded = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final LongAdder notKept = new LongAdder();
  private final Lifetime life;

  private CachedTextEncoder(
      TextEncoder inner,
      VectorCache cache,
      String identity,
      Optional<Space> space,
      Optional<String> passedBy) {
    this.inner = inner;
    this.cache = cache;
    this.identity = identity;
    this.space = space;
    this.passedBy = passedBy;
    this.life = new Lifetime("the encoder " + inner.manifest().name());
  }

  /**
   * Puts a cache over an encoder, which it closes when it is closed. Reads the keys of what is
   * there. The first time that a cache sees an encoder, it has it encode a handful of words.
   *
   * @param inner stays the caller's if this throws
   * @throws LlmrecException if the encoder fails
   */
  public static CachedTextEncoder over(TextEncoder inner, VectorCache cache) {
    SpaceHeader header = SpaceHeader.of(inner);
    double company = company(inner, cache, header);
    Optional<Space> space = Optional.empty();
    Optional<String> passedBy = Optional.empty();
    if (company > Company.MOST && !cache.anyCompany()) {
      passedBy =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "the vector cache is not used: with %s a vector depends on the texts that are"
                      + " encoded along with it, by %.0f %% of its length for a few words",
                  inner.manifest().name(),
                  100 * company));
    } else {
      try {
        space = Optional.of(Space.open(cache, header));
      } catch (IOException e) {
        passedBy = Optional.of("the vector cache is not used: " + e);
      }
    }
    return new CachedTextEncoder(inner, cache, header.sha256(), space, passedBy);
  }

  private static double company(TextEncoder inner, VectorCache cache, SpaceHeader header) {
    OptionalDouble known = header.company(cache.folder());
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    double company = Company.of(inner);
    try {
      header.write(cache.folder(), inner.manifest().name(), company);
    } catch (IOException | LlmrecException e) {
      // It is measured again the next time.
      LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", cache.folder(), e.getMessage());
    }
    return company;
  }

  @Override
  public EncoderIdentity manifest() {
    return inner.manifest();
  }

  @Override
  public int dims() {
    return inner.dims();
  }

  @Override
  public String variant() {
    return inner.variant();
  }

  /** That of the encoder beneath, with a note where the cache is passed by. */
  @Override
  public Optional<Placement> placement() {
    return inner
        .placement()
        .map(
            at -> {
              List<String> notes = new ArrayList<>(at.notes());
              passedBy.ifPresent(notes::add);
              return at.withNotes(notes);
            });
  }

  /** Why the cache is not used, if it is not. */
  public Optional<String> passedBy() {
    return passedBy;
  }

  /** What was done so far; also when this is closed. */
  public CacheCounts counts() {
    return new CacheCounts(
        fromCache.sum(),
        encoded.sum(),
        kept.sum(),
        notKept.sum(),
        space.map(Space::damaged).orElse(0L));
  }

  @Override
  public Encoded encode(List<String> texts, Role role, LongConsumer done) {
    return life.whileOpen(() -> look(texts, role).encode(done));
  }

  @Override
  public Prepared prepare(List<String> texts, Role role) {
    Prepared work = life.whileOpen(() -> look(texts, role));
    return done -> life.whileOpen(() -> work.encode(done));
  }

  /** Takes what is there, and has the rest prepared. */
  private Prepared look(List<String> texts, Role role) {
    if (space.isEmpty()) {
      Prepared all = inner.prepare(texts, role);
      return done -> {
        encoded.add(texts.size());
        return all.encode(done);
      };
    }
    TextHashes keys = new TextHashes(texts.size());
    String prefix = manifest().prefix(role);
    for (String text : texts) {
      keys.add(Erasure.key(identity, prefix, text));
    }
    float[][] vectors = new float[keys.size()][];
    boolean[] cut = new boolean[keys.size()];
    Misses misses = new Misses(new ArrayList<>(), new ArrayList<>(), new TextHashes(0));
    for (int i = 0; i < vectors.length; i++) {
      Optional<Found> found = space.get().find(keys.high(i), keys.low(i));
      if (found.isPresent()) {
        vectors[i] = found.get().vector();
        cut[i] = found.get().cut();
      } else {
        misses.add(i, texts.get(i), keys);
      }
    }
    int found = vectors.length - misses.texts().size();
    Optional<Prepared> rest =
        misses.texts().isEmpty()
            ? Optional.empty()
            : Optional.of(inner.prepare(misses.texts(), role));
    return done -> {
      if (found > 0) {
        fromCache.add(found);
        done.accept(found);
      }
      rest.ifPresent(work -> misses.fill(keep(misses.keys(), work.encode(done)), vectors, cut));
      return new Encoded(vectors, cut);
    };
  }

  /** What of a call was not there: places, texts and keys. */
  private record Misses(List<Integer> places, List<String> texts, TextHashes keys) {
    void add(int place, String text, TextHashes all) {
      places.add(place);
      texts.add(text);
      keys.add(all.high(place), all.low(place));
    }

    void fill(Encoded computed, float[][] vectors, boolean[] cut) {
      for (int i = 0; i < places.size(); i++) {
        vectors[places.get(i)] = computed.vectors()[i];
        cut[places.get(i)] = computed.cut()[i];
      }
    }
  }

  private Encoded keep(TextHashes keys, Encoded computed) {
    encoded.add(keys.size());
    try {
      kept.add(space.orElseThrow().store(keys, computed));
    } catch (IOException | LlmrecException e) {
      notKept.add(keys.size());
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} vectors could not be kept in {1}: {2}",
          keys.size(),
          cache.folder(),
          e.getMessage());
    }
    return computed;
  }

  @Override
  public void close() {
    life.close(
        () -> {
          inner.close();
          space.ifPresent(this::close);
        });
  }

  private void close(Space open) {
    try {
      open.close();
    } catch (IOException e) {
      // The files were only read through this; what was written is written.
      LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", cache.folder(), e.getMessage());
    }
  }
}
