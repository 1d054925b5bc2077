package org.llmrec.rank.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.RankerCode;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.core.onnx.ExternalData;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.rank.FileStamps;
import org.llmrec.rank.ManifestFile;

/**
 * An imported ranker in a folder:
 *
 * <pre>
 * manifest.json   its name, the hash of each other file, and the probe
 * schema.json     what each input is fed with
 * ranker.onnx     the graph; beside it the files that it loads, if any
 * </pre>
 */
public final class ForeignBundle {
  /** The graph. */
  public static final String GRAPH = "ranker.onnx";

  /** The schema. */
  public static final String SCHEMA = "schema.json";

  static final String ADVICE =
      "import the ranker again with llmrec ranker import, or take it out with llmrec ranker remove";

  /** Any will do; one and the same gives equal bytes for equal rankers. */
  private static final long SEED = 20_260_401;

  private ForeignBundle() {}

  /**
   * The files that a graph is made of, by their names in a bundle.
   *
   * @throws ConfigException if it is no ONNX model, or wants a file that does not lie beside it
   * @throws IOException if it cannot be read
   */
  public static Map<String, Path> files(Path onnx) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(GRAPH, onnx);
    for (String wanted : OnnxFile.read(onnx).external()) {
      Path file = ExternalData.inside(onnx, wanted);
      if (wanted.contains("/") || List.of(GRAPH, SCHEMA, ManifestFile.NAME).contains(wanted)) {
        throw new ConfigException(
            RankerCode.GRAPH_REFUSED,
            onnx
                + ": the model loads \""
                + wanted
                + "\"; expected a file beside it by a name other than "
                + List.of(GRAPH, SCHEMA, ManifestFile.NAME)
                + "; save its weights under another");
      }
      files.put(wanted, file);
    }
    return files;
  }

  /**
   * Checks a ranker and writes its bundle, the manifest last.
   *
   * @param folder an empty one
   * @param files as {@link #files} gives them
   * @param shown what the schema is called in messages
   * @param offer what there is to be told
   * @throws ConfigException if schema, graph and offer do not fit together, or it gives scores that
   *     are not finite; says what does not fit
   * @throws LlmrecException if ONNX Runtime cannot load it or run it
   * @throws IOException if a file cannot be read or written
   */
  public static void write(
      Path folder, Map<String, Path> files, Path shown, ForeignSchema schema, Offer offer)
      throws IOException {
    Path onnx = files.get(GRAPH);
    new OfferCheck(shown, schema, offer).run();
    new GraphCheck(onnx, OnnxFile.read(onnx), schema).run();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Files.copy(file.getValue(), folder.resolve(file.getKey()));
    }
    Json.write(folder.resolve(SCHEMA), schema);
    List<String> names = new ArrayList<>(files.keySet());
    names.add(SCHEMA);
    ForeignProbe probe;
    try (ForeignRanker ranker = ForeignRanker.checked(folder, schema, names)) {
      probe = ForeignProbe.record(onnx, schema, offer, SEED, ranker::raw);
    }
    Json.write(
        folder.resolve(ManifestFile.NAME),
        new ForeignManifest(
                ForeignManifest.FORMAT_VERSION,
                ForeignManifest.KIND,
                schema.name(),
                probe,
                FileStamps.of(folder, names),
                "")
            .sealed());
  }

  /**
   * What a bundle declares. Nothing but sizes and hashes is checked, and no native code runs.
   *
   * @throws ConfigException if there is no such folder
   * @throws CorruptFileException if a file is damaged, foreign or of another version
   * @throws IOException if a file cannot be read
   */
  public static ForeignSchema schema(Path folder) throws IOException {
    verified(folder);
    return Json.read(folder.resolve(SCHEMA), ForeignSchema.class);
  }

  /** The manifest, after all files were compared with it, hashes included. */
  static ForeignManifest verified(Path folder) throws IOException {
    ForeignManifest manifest =
        new ManifestFile<>(
                ForeignManifest.KIND, ForeignManifest.FORMAT_VERSION, ForeignManifest.class)
            .read(folder, ForeignManifest::checksum, ForeignManifest::computeChecksum);
    if (!manifest.files().keySet().containsAll(List.of(GRAPH, SCHEMA))) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          folder.resolve(ManifestFile.NAME),
          "the files " + List.of(GRAPH, SCHEMA),
          manifest.files().keySet().toString(),
          ADVICE);
    }
    FileStamps.verify(folder, manifest.files(), Verify.FULL, ADVICE);
    return manifest;
  }
}
