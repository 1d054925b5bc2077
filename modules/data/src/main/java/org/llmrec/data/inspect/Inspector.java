package org.llmrec.data.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionReader;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.packed.Compression;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.FileFacts;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Kind;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Rows;

/**
 * Looks at a file's first records as an import would read them. Interactions are taken for ones
 * with known items: the catalogue is not asked.
 *
 * @param format how the file is written, or {@link Format#AUTO}
 * @param encoding how its bytes are text, or {@link Encoding#AUTO}
 * @param columns from a field to the column that carries it, for those that are not recognised
 * @param most how many records are looked at; no more than twice as many, where most are refused
 */
public record Inspector(Format format, Encoding encoding, Map<String, String> columns, int most) {
  private static final int SAMPLE = 5;

  /** So many records decide what a file is about. */
  private static final int FEW = 100;

  /** Copies the map. */
  public Inspector {
    columns = Map.copyOf(columns);
  }

  /**
   * Looks.
   *
   * @param path a file, or for {@link Format#TREC} a folder
   * @param declared what its records are about; found out from its columns when absent
   * @throws ConfigException if there is no such file, or it cannot be in such a format
   * @throws CorruptFileException if it is packed and damaged
   */
  public Inspection look(Path path, Optional<Kind> declared) throws IOException {
    FileFacts facts =
        format == Format.TREC
            ? new FileFacts(Format.TREC, "", Compression.NONE, Encoding.UTF_8)
            : FileFacts.of(path, format, encoding);
    if (facts.format() == Format.TREC) {
      return items(path, facts, new ColumnSurvey(null, List.of()));
    }
    FileFacts known = encoding == Encoding.AUTO ? facts.with(EncodingGuess.of(path, facts)) : facts;
    Kind kind = declared.isPresent() ? declared.get() : kind(path, known);
    Map<String, List<String>> fields =
        kind == Kind.CATALOGUE ? CatalogueReader.FIELDS : InteractionReader.FIELDS;
    ColumnSurvey survey = survey(path, known, fields, columns, most);
    return kind == Kind.CATALOGUE ? items(path, known, survey) : interactions(path, known, survey);
  }

  /** Who has users and items is about what one did with the other, whatever else it has. */
  private Kind kind(Path path, FileFacts facts) throws IOException {
    Map<String, String> found =
        survey(path, facts, InteractionReader.FIELDS, Map.of(), FEW).found();
    boolean user = found.containsKey("user") || columns.containsKey("user");
    boolean item = found.containsKey("item") || columns.containsKey("item");
    return user && item ? Kind.INTERACTIONS : Kind.CATALOGUE;
  }

  private ColumnSurvey survey(
      Path path,
      FileFacts facts,
      Map<String, List<String>> fields,
      Map<String, String> mapping,
      int records)
      throws IOException {
    ColumnSurvey survey =
        new ColumnSurvey(new Columns(path, fields, mapping), List.copyOf(fields.keySet()));
    try (Rejects unheard = Rejects.countingTo(records);
        Rows rows = Rows.open(path, format, facts.encoding(), unheard)) {
      survey.read(rows, records);
    } catch (BadRecordException e) {
      // So many were refused that no more need be looked at.
    }
    return survey;
  }

  private Inspection items(Path path, FileFacts facts, ColumnSurvey survey) throws IOException {
    CatalogueSource source = new CatalogueSource(path, format, declared(facts), columns);
    try (Rejects rejects = Rejects.countingTo(most)) {
      Sample sample = new Sample();
      try (CatalogueReader reader = new CatalogueReader(source, rejects)) {
        sample.fill(reader::next, reader::read, most);
      } catch (ConfigException e) {
        sample.problem = e.getMessage();
      }
      return sample.inspection(path, facts, Kind.CATALOGUE, survey, rejects);
    }
  }

  private Inspection interactions(Path path, FileFacts facts, ColumnSurvey survey)
      throws IOException {
    InteractionSource source =
        new InteractionSource(
            path, format, declared(facts), columns, new Feedback.Weights(), Repeats.SUM);
    try (Rejects rejects = Rejects.countingTo(most)) {
      Sample sample = new Sample();
      try (InteractionReader reader = new InteractionReader(source, id -> true, rejects)) {
        sample.fill(reader::next, reader::read, most);
      } catch (ConfigException e) {
        sample.problem = e.getMessage();
      }
      return sample.inspection(path, facts, Kind.INTERACTIONS, survey, rejects);
    }
  }

  /** Of tagged text every file has its own. */
  private Encoding declared(FileFacts facts) {
    return facts.format() == Format.TREC ? encoding : facts.encoding();
  }

  /** Reads the next record; null at the end. */
  private interface Next {
    Object read() throws IOException;
  }

  /** What came of the records. */
  private static final class Sample {
    private final List<Object> first = new ArrayList<>();
    private long accepted;
    private long looked;
    private String problem;

    private void fill(Next next, LongSupplier read, int most) throws IOException {
      try {
        while (read.getAsLong() < most && add(next.read())) {
          looked = read.getAsLong();
        }
      } catch (BadRecordException e) {
        // So many were refused that no more need be looked at.
      }
      looked = read.getAsLong();
    }

    private boolean add(Object read) {
      if (read == null) {
        return false;
      }
      accepted++;
      if (first.size() < SAMPLE) {
        first.add(read);
      }
      return true;
    }

    private Inspection inspection(
        Path path, FileFacts facts, Kind kind, ColumnSurvey survey, Rejects rejects) {
      List<Inspection.Refused> refused = new ArrayList<>();
      rejects
          .examples()
          .forEach(
              (reason, example) ->
                  refused.add(
                      new Inspection.Refused(
                          reason,
                          rejects.counts().get(reason),
                          example.line(),
                          example.field(),
                          example.detail(),
                          example.excerpt())));
      return new Inspection(
          path,
          facts,
          kind,
          new LinkedHashMap<>(survey.found()),
          survey.others(),
          looked,
          accepted,
          refused,
          first,
          kind == Kind.INTERACTIONS ? survey.values() : Optional.empty(),
          Optional.ofNullable(problem));
    }
  }
}
