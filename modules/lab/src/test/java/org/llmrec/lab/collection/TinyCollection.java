package org.llmrec.lab.collection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.json.Json;
import org.llmrec.data.collection.CollectionDocument;
import org.llmrec.data.collection.CollectionFormat;
import org.llmrec.data.collection.DocumentReader;
import org.llmrec.data.record.Rejects;

/** The collection that comes along, as it is and written otherwise. */
final class TinyCollection {
  static final Path FOLDER =
      Path.of(System.getProperty("llmrec.root", "../..")).resolve("data/collection");
  static final Path DOCUMENTS = FOLDER.resolve("documents");
  static final Path TOPICS = FOLDER.resolve("topics.txt");
  static final Path QRELS = FOLDER.resolve("qrels.txt");

  private TinyCollection() {}

  static CollectionInput input() {
    return CollectionInput.of(DOCUMENTS, TOPICS, QRELS);
  }

  static List<CollectionDocument> documents() throws IOException {
    List<CollectionDocument> documents = new ArrayList<>();
    try (DocumentReader reader =
        new DocumentReader(
            DOCUMENTS, CollectionFormat.TREC, Optional.empty(), Rejects.refusing())) {
      for (CollectionDocument d = reader.next(); d != null; d = reader.next()) {
        documents.add(d);
      }
    }
    return documents;
  }

  /** As BEIR writes documents; {@code asOne} puts the title before the text. */
  static Path jsonLines(Path file, boolean asOne) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (CollectionDocument document : documents()) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("_id", document.id());
      line.put("title", asOne ? "" : document.title());
      line.put("text", (asOne ? document.title() + " " : "") + document.text());
      lines.append(Json.line(line)).append('\n');
    }
    return Files.writeString(file, lines);
  }
}
