package org.llmrec.rank.foreign;

import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.RankerCode;

/**
 * Compares a schema with what there is to be told.
 *
 * @param file of the schema, for the message
 * @param schema what is wanted
 * @param offer what there is
 */
record OfferCheck(Path file, ForeignSchema schema, Offer offer) {
  private static final String ADVICE =
      "; `llmrec ranker columns` lists what there is, `llmrec ranker remove` takes an imported"
          + " ranker out";

  /**
   * Compares.
   *
   * @throws ConfigException naming the column or vector that is not to be had
   */
  void run() {
    for (RankerInput input : schema.inputs()) {
      switch (input) {
        case RankerInput.Columns columns ->
            columns.columns().forEach(name -> column(columns.input(), name));
        case RankerInput.Vector vector -> vector(vector);
      }
    }
  }

  private void column(String input, String name) {
    Column found =
        offer
            .column(name)
            .orElseThrow(
                () ->
                    refused(
                        input,
                        "expected columns of this workspace, found \""
                            + name
                            + "\", which it has not"));
    used(input, "column \"" + name + "\"", found.uses());
  }

  private void vector(RankerInput.Vector wanted) {
    String label = wanted.vector().label();
    Integer width = offer.widths().get(wanted.vector());
    if (width == null) {
      throw refused(
          wanted.input(),
          "expected a vector of this workspace, found " + label + ", which it has not");
    }
    if (width != wanted.width()) {
      throw refused(
          wanted.input(),
          "expected "
              + label
              + " of width "
              + width
              + ", as this workspace has it, found width "
              + wanted.width());
    }
    used(wanted.input(), label, wanted.vector().uses());
  }

  private void used(String input, String what, List<Use> told) {
    if (schema.uses().stream().noneMatch(told::contains)) {
      throw refused(
          input,
          "expected something that is told in requests to "
              + labels(schema.uses())
              + ", found "
              + what
              + ", told only in requests to "
              + labels(told));
    }
  }

  private static String labels(List<Use> uses) {
    return String.join(" and ", uses.stream().map(Use::label).toList());
  }

  private ConfigException refused(String input, String sentence) {
    return new ConfigException(
        RankerCode.SCHEMA_REFUSED, file + ": input " + input + ": " + sentence + ADVICE);
  }
}
