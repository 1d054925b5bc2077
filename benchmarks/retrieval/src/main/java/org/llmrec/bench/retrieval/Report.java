package org.llmrec.bench.retrieval;

import java.util.List;
import java.util.Map;

/**
 * What came out.
 *
 * @param date when
 * @param machine processor, cores, Java
 * @param originals how many texts the catalogues were grown from
 * @param wanted how many candidates a request asked for
 * @param threads that built the graphs; if more than 1, sources of a fused request were asked at once
 * @param sizes by size, ascending
 * @param growth by source: the exponent of p50 against size, fitted by least squares on logarithms
 * @param comparisons the same of the vectors compared, for sources that compare any
 */
record Report(
    String date,
    String machine,
    int originals,
    int wanted,
    int threads,
    List<Size> sizes,
    Map<String, Double> growth,
    Map<String, Double> comparisons) {
  /**
   * A catalogue.
   *
   * @param items how many
   * @param buildSeconds from the first item to the index on disk
   * @param megabytes of the index
   * @param sources by name
   */
  record Size(int items, double buildSeconds, double megabytes, List<Times> sources) {}

  /**
   * A source, or several fused.
   *
   * @param name its name
   * @param p50 milliseconds
   * @param p95 milliseconds
   * @param p99 milliseconds
   * @param recall the share it finds of what comparing everything would find; NaN where it does that
   * @param queries how many of Lucene's queries it asks; 0 for none
   * @param compared how many vectors are compared with the query's, on average; 0 where none are,
   *     and of several sources
   * @param parts the sources that are fused; none for one source
   */
  record Times(
      String name,
      double p50,
      double p95,
      double p99,
      double recall,
      int queries,
      double compared,
      List<String> parts) {}
}
