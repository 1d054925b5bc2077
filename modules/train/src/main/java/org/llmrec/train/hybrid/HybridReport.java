package org.llmrec.train.hybrid;

import java.util.Optional;
import org.llmrec.train.HeldOut;

/**
 * What came of learning a ranker of short lists.
 *
 * @param learnt whether there is a bundle
 * @param heldOut the ranker beside popularity on the test part; empty where nobody has one, or
 *     nothing was learnt
 * @param chances how well its probabilities hold on the test part; empty where it has none, or
 *     nobody has a test part
 * @param note why nothing was learnt, else empty
 * @param seconds how long it took
 */
public record HybridReport(
    boolean learnt,
    Optional<HeldOut> heldOut,
    Optional<HeldOutChances> chances,
    Optional<String> note,
    double seconds) {}
