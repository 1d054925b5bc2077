package org.llmrec.encode.store;

import java.nio.file.Path;
import java.util.List;
import org.llmrec.encode.EncoderManifest;

/**
 * A model that is in the store now.
 *
 * @param manifest what it is
 * @param folder where it lies
 * @param before whether it lay there already, so that nothing was done
 * @param facts what is known of it and from where; empty for a model that was known before
 */
public record Added(
    EncoderManifest manifest, Path folder, boolean before, List<Inspection.Fact> facts) {}
