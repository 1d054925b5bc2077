package org.llmrec.lab.stage;

import java.util.Arrays;
import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.retrieve.source.Retrieval;
import org.llmrec.retrieve.source.Retrieved;
import org.llmrec.retrieve.source.Seeker;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * A first stage that is ready.
 *
 * @param name the method's
 * @param lease of the ranker and the index
 * @param retrieval with its weights; without parts where the ranker scores everything
 * @param depth how many candidates
 * @param ranked whether the ranker orders them
 * @param facts what was learnt
 */
record FittedStage(
    String name,
    FirstStages.Lease lease,
    Retrieval retrieval,
    int depth,
    boolean ranked,
    Map<String, Double> facts)
    implements FittedMethod {

  @Override
  public void score(Asker asker, float[] scores) {
    FirstStage stage = lease.stage();
    if (retrieval.parts().isEmpty()) {
      stage.towers().score(asker, scores);
      return;
    }
    Seeker seeker = stage.seeker(Readers.of(asker, name));
    Retrieved found = retrieval.find(stage.search(seeker), seeker, depth);
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    int place = found.items().size();
    for (Retrieved.Item item : found.items()) {
      int ordinal = item.candidate().ordinal();
      scores[ordinal] =
          ranked
              ? Vectors.dot(seeker.taste().orElseThrow(), stage.towers().item(ordinal))
              : place--;
    }
  }

  @Override
  public void close() {
    lease.close();
  }
}
