package org.llmrec.lab.result;

import java.util.Map;

/**
 * Figures on a part of the cases, or with only a part of the items counted as relevant.
 *
 * @param family what the parts belong to: {@code items}, {@code users}, {@code history}
 * @param name of the part, such as {@code tail}
 * @param cases how many cases have anything in it, over all seeds
 * @param figures by metric
 */
public record Slice(String family, String name, int cases, Map<String, Figure> figures) {}
