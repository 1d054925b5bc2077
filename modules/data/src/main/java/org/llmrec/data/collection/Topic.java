package org.llmrec.data.collection;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What somebody wants to know. Immutable.
 *
 * @param id unique among the topics; never blank and without blanks
 * @param title a few words, as one types them; may be empty
 * @param description a sentence; may be empty
 * @param narrative what a relevant document says and what not; may be empty
 */
public record Topic(String id, String title, String description, String narrative) {
  /** Which of its texts are the query. */
  public enum Fields {
    /** The few words. */
    TITLE("title"),
    /** These and the sentence. */
    TITLE_DESC("title+desc"),
    /** Everything. */
    TITLE_DESC_NARR("title+desc+narr");

    private final String label;

    Fields(String label) {
      this.label = label;
    }

    /** The name on a command line. */
    public String label() {
      return label;
    }
  }

  /** Checks that nothing is null. */
  public Topic {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(narrative, "narrative");
  }

  /** The query: the chosen texts with blanks between. */
  public String query(Fields fields) {
    List<String> parts =
        switch (fields) {
          case TITLE -> List.of(title);
          case TITLE_DESC -> List.of(title, description);
          case TITLE_DESC_NARR -> List.of(title, description, narrative);
        };
    return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
  }
}
