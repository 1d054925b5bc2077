package org.llmrec.core.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/**
 * What an ONNX file says of itself, read without native code: which other files it wants to be
 * loaded with it, and what its inputs and outputs are.
 *
 * <p>Every tensor counts that names a file, wherever it lies: in subgraphs, attributes, functions
 * and training graphs too, and whether or not it is marked as lying outside. Rather one refusal too
 * many than a file that ONNX Runtime reads and we did not see.
 *
 * @param external the files that tensors name, as they are spelled
 * @param inputs of the graph by name, those left out that it has a value for itself
 * @param outputs of the graph by name
 */
public record OnnxFile(
    SortedSet<String> external, Map<String, Port> inputs, Map<String, Port> outputs) {
  /** How onnx.proto numbers 32-bit floats. */
  public static final int FLOAT = 1;

  private static final int MAX_DEPTH = 200;

  /**
   * An input or output.
   *
   * @param element the type of its numbers, as onnx.proto numbers types; 0 for what is no tensor
   * @param shape -1 where a dimension is open
   */
  public record Port(int element, List<Long> shape) {
    /** Copies the list. */
    public Port {
      shape = List.copyOf(shape);
    }

    @Override
    public String toString() {
      String type =
          switch (element) {
            case 0 -> "no tensor";
            case FLOAT -> "float32";
            case 6 -> "int32";
            case 7 -> "int64";
            case 8 -> "text";
            case 9 -> "bool";
            case 10 -> "float16";
            case 11 -> "float64";
            default -> "type " + element;
          };
      return element == 0 ? type : type + " " + shape;
    }
  }

  /** The messages of onnx.proto that lead to a tensor or to what an input or output is. */
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
    INPUT,
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
                  Map.of(
                      1,
                      Kind.NODE,
                      5,
                      Kind.TENSOR,
                      11,
                      Kind.INPUT,
                      12,
                      Kind.OUTPUT,
                      15,
                      Kind.SPARSE)),
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
              Map.entry(Kind.INPUT, Map.of(2, Kind.TYPE)),
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
        throw new ConfigException(
            DataCode.FILE_FORMAT, file + ": expected an ONNX model, found no graph in it");
      }
      walk.inputs.keySet().removeAll(walk.constants);
      return new OnnxFile(walk.external, walk.inputs, walk.outputs);
    } catch (ProtoReader.Malformed e) {
      throw new ConfigException(
          DataCode.FILE_FORMAT, file + ": expected an ONNX model, found " + e.getMessage(), e);
    }
  }

  /** The width of an output {@code [B, L, width]}, or -1 if the file does not say. */
  public long width(String output) {
    Port port = outputs.get(output);
    return port != null && port.shape().size() == 3 ? port.shape().get(2) : -1;
  }

  private static final class Walk {
    private final ProtoReader reader;
    private final SortedSet<String> external = new TreeSet<>();
    private final Map<String, Port> inputs = new TreeMap<>();
    private final Map<String, Port> outputs = new TreeMap<>();
    private final Set<String> constants = new HashSet<>();
    private final List<Long> shape = new ArrayList<>();
    private int element;
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
      if (kind == Kind.INPUT || kind == Kind.OUTPUT) {
        shape.clear();
        element = 0;
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
              } else if (kind == Kind.TENSOR_TYPE && field == 1) {
                element = (int) value;
              }
            }

            @Override
            public void bytes(int field, long fieldEnd) throws IOException {
              Kind below = BELOW.get(kind).get(field);
              if (below != null) {
                message(below, fieldEnd, depth + 1);
              } else if (kind == Kind.EXTERNAL && field <= 2
                  || (kind == Kind.INPUT || kind == Kind.OUTPUT) && field == 1) {
                texts[field - 1] = reader.text(fieldEnd);
              } else if (kind == Kind.TENSOR && field == 8 && depth == 2) {
                constants.add(reader.text(fieldEnd));
              }
            }
          });
      if (kind == Kind.EXTERNAL && texts[0].equals("location")) {
        external.add(texts[1]);
      } else if (kind == Kind.OUTPUT && depth == 2) {
        outputs.put(texts[0], new Port(element, shape));
      } else if (kind == Kind.INPUT && depth == 2) {
        inputs.put(texts[0], new Port(element, shape));
      }
    }
  }
}
