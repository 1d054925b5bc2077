package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;

/**
 * What an ONNX file says of itself, read without native code: which other files it wants to be
 * loaded with it, and the shapes of its outputs.
 *
 * <p>Every tensor counts that names a file, wherever it lies: in subgraphs, attributes, functions
 * and training graphs too, and whether or not it is marked as lying outside. Rather one refusal too
 * many than a file that ONNX Runtime reads and we did not see.
 *
 * @param external the files that tensors name, as they are spelled
 * @param outputs shapes by name; -1 where a dimension is open
 */
public record OnnxFile(SortedSet<String> external, Map<String, List<Long>> outputs) {
  private static final int MAX_DEPTH = 200;

  /** The messages of onnx.proto that lead to a tensor or to an output's shape. */
  private enum Kind {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE,
    TENSOR,
    EXTERNAL,
    OUTPUT,
    TYPE,
    TENSOR_TYPE,
    SHAPE,
    DIMENSION
  }

  /** Which fields of a message are such messages: the numbers of onnx.proto. */
  private static final Map<Kind, Map<Integer, Kind>> BELOW =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Kind.MODEL, Map.of(7, Kind.GRAPH, 20, Kind.TRAINING, 25, Kind.FUNCTION)),
              Map.entry(Kind.TRAINING, Map.of(1, Kind.GRAPH, 2, Kind.GRAPH)),
              Map.entry(Kind.FUNCTION, Map.of(7, Kind.NODE, 11, Kind.ATTRIBUTE)),
              Map.entry(
                  Kind.GRAPH,
                  Map.of(1, Kind.NODE, 5, Kind.TENSOR, 12, Kind.OUTPUT, 15, Kind.SPARSE)),
              Map.entry(Kind.NODE, Map.of(5, Kind.ATTRIBUTE)),
              Map.entry(
                  Kind.ATTRIBUTE,
                  Map.of(
                      5,
                      Kind.TENSOR,
                      6,
                      Kind.GRAPH,
                      10,
                      Kind.TENSOR,
                      11,
                      Kind.GRAPH,
                      22,
                      Kind.SPARSE,
                      23,
                      Kind.SPARSE)),
              Map.entry(Kind.SPARSE, Map.of(1, Kind.TENSOR, 2, Kind.TENSOR)),
              Map.entry(Kind.TENSOR, Map.of(13, Kind.EXTERNAL)),
              Map.entry(Kind.EXTERNAL, Map.of()),
              Map.entry(Kind.OUTPUT, Map.of(2, Kind.TYPE)),
              Map.entry(Kind.TYPE, Map.of(1, Kind.TENSOR_TYPE)),
              Map.entry(Kind.TENSOR_TYPE, Map.of(2, Kind.SHAPE)),
              Map.entry(Kind.SHAPE, Map.of(1, Kind.DIMENSION)),
              Map.entry(Kind.DIMENSION, Map.of())));

  /**
   * Reads a file's skeleton.
   *
   * @throws ConfigException if it is no ONNX model
   * @throws IOException if it cannot be read
   */
  public static OnnxFile read(Path file) throws IOException {
    try (ProtoReader reader = new ProtoReader(file)) {
      Walk walk = new Walk(reader);
      walk.message(Kind.MODEL, reader.size(), 0);
      if (!walk.graph) {
        throw new ConfigException(file + ": expected an ONNX model, found no graph in it");
      }
      return new OnnxFile(walk.external, walk.outputs);
    } catch (ProtoReader.Malformed e) {
      throw new ConfigException(file + ": expected an ONNX model, found " + e.getMessage(), e);
    }
  }

  /** The width of an output {@code [B, L, width]}, or -1 if the file does not say. */
  public long width(String output) {
    List<Long> shape = outputs.getOrDefault(output, List.of());
    return shape.size() == 3 ? shape.get(2) : -1;
  }

  private static final class Walk {
    private final ProtoReader reader;
    private final SortedSet<String> external = new TreeSet<>();
    private final Map<String, List<Long>> outputs = new TreeMap<>();
    private final List<Long> shape = new ArrayList<>();
    private boolean graph;

    Walk(ProtoReader reader) {
      this.reader = reader;
    }

    void message(Kind kind, long end, int depth) throws IOException {
      if (depth > MAX_DEPTH) {
        throw new ProtoReader.Malformed("graphs within graphs without end", end);
      }
      graph |= kind == Kind.GRAPH;
      String[] texts = {"", ""};
      if (kind == Kind.OUTPUT) {
        shape.clear();
      } else if (kind == Kind.DIMENSION) {
        shape.add(-1L);
      }
      reader.message(
          end,
          new ProtoReader.Message() {
            @Override
            public void number(int field, long value) {
              if (kind == Kind.DIMENSION && field == 1) {
                shape.set(shape.size() - 1, value);
              }
            }

            @Override
            public void bytes(int field, long fieldEnd) throws IOException {
              Kind below = BELOW.get(kind).get(field);
              if (below != null) {
                message(below, fieldEnd, depth + 1);
              } else if (kind == Kind.EXTERNAL && field <= 2 || kind == Kind.OUTPUT && field == 1) {
                texts[field - 1] = reader.text(fieldEnd);
              }
            }
          });
      if (kind == Kind.EXTERNAL && texts[0].equals("location")) {
        external.add(texts[1]);
      } else if (kind == Kind.OUTPUT && depth == 2) {
        outputs.put(texts[0], List.copyOf(shape));
      }
    }
  }
}
