package org.llmrec.encode.graph.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.onnx.ProtoReader;

/**
 * An ONNX model in memory, to be changed and written again. What it has beside nodes and constants
 * is kept as it is; shapes that were inferred are dropped. For one thread.
 */
final class OnnxGraph {
  private record Field(int number, Object value) {}

  private final List<Field> model = new ArrayList<>();
  private final List<Field> graph = new ArrayList<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();
  private boolean branches;
  private boolean ofMicrosoft;

  private OnnxGraph() {}

  /**
   * Reads a model.
   *
   * @throws ProtoReader.Malformed if it is none, or keeps tensors outside
   */
  static OnnxGraph read(Path file) throws IOException {
    OnnxGraph read = new OnnxGraph();
    try (ProtoReader reader = new ProtoReader(file)) {
      reader.message(
          reader.size(),
          new ProtoReader.Message() {
            @Override
            public void number(int field, long value) {
              read.model.add(new Field(field, value));
            }

            @Override
            public void bytes(int field, long end) throws IOException {
              if (field == 7) {
                read.readGraph(reader, end);
              } else {
                read.model.add(new Field(field, reader.copy(end)));
                read.ofMicrosoft |= field == 8 && isMicrosoft(reader, end);
              }
            }
          });
    }
    return read;
  }

  private static boolean isMicrosoft(ProtoReader reader, long end) throws IOException {
    boolean[] found = {false};
    reader.message(
        end, (field, at) -> found[0] |= field == 1 && reader.text(at).equals(OnnxNode.MICROSOFT));
    return found[0];
  }

  private void readGraph(ProtoReader reader, long graphEnd) throws IOException {
    reader.message(
        graphEnd,
        (field, end) -> {
          switch (field) {
            case 1 -> nodes.add(OnnxNode.read(reader, end));
            case 5 -> {
              OnnxTensor constant = OnnxTensor.read(reader, end);
              constants.put(constant.name(), constant);
            }
            case 13 -> {}
            case 15 -> throw new ProtoReader.Malformed("a sparse tensor", reader.position());
            default -> {
              graph.add(new Field(field, reader.copy(end)));
              if (field == 12) {
                reader.message(
                    end,
                    (part, at) -> {
                      if (part == 1) {
                        outputs.add(reader.text(at));
                      }
                    });
              }
            }
          }
        });
    branches = nodes.stream().anyMatch(n -> n.attributes().stream().anyMatch(OnnxAttribute::graph));
  }

  /** Whether a node holds a graph of its own, which may use values of this one unseen. */
  boolean branches() {
    return branches;
  }

  List<OnnxNode> nodes() {
    return List.copyOf(nodes);
  }

  Collection<OnnxTensor> constants() {
    return List.copyOf(constants.values());
  }

  Optional<OnnxTensor> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  List<String> outputs() {
    return List.copyOf(outputs);
  }

  /** Adds a constant, or puts one in the place of another. */
  void put(OnnxTensor constant) {
    constants.put(constant.name(), constant);
  }

  /** Puts a node in the place of another. */
  void replace(OnnxNode old, OnnxNode replacement) {
    nodes.set(nodes.indexOf(old), replacement);
  }

  void addFirst(OnnxNode node) {
    nodes.addFirst(node);
  }

  void addLast(OnnxNode node) {
    nodes.addLast(node);
  }

  /** Which node makes a value. */
  Map<String, OnnxNode> producers() {
    Map<String, OnnxNode> producers = new HashMap<>();
    nodes.forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
    return producers;
  }

  /** How often a value is used; an output of the graph once more. */
  Map<String, Integer> uses() {
    Map<String, Integer> uses = new HashMap<>();
    nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
    return uses;
  }

  /** Removes the nodes and constants that nothing needs any more. */
  void prune() {
    Set<String> needed = new HashSet<>(outputs);
    List<OnnxNode> kept = new ArrayList<>();
    for (OnnxNode node : nodes.reversed()) {
      if (node.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(node.inputs());
        kept.addFirst(node);
      }
    }
    nodes.clear();
    nodes.addAll(kept);
    constants.keySet().retainAll(needed);
  }

  /** Writes the model to a new file. */
  void write(Path file) throws IOException {
    ProtoWriter inner = new ProtoWriter();
    nodes.forEach(node -> node.write(inner));
    constants.values().forEach(constant -> constant.write(inner, 5));
    write(graph, inner);
    ProtoWriter outer = new ProtoWriter();
    write(model, outer);
    if (!ofMicrosoft) {
      outer.message(8, new ProtoWriter().text(1, OnnxNode.MICROSOFT).number(2, 1));
    }
    outer.message(7, inner);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (ByteBuffer piece : outer.pieces()) {
        ByteBuffer rest = piece.duplicate();
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
    }
  }

  private static void write(List<Field> fields, ProtoWriter to) {
    for (Field field : fields) {
      switch (field.value()) {
        case Long number -> to.number(field.number(), number);
        case ByteBuffer bytes -> to.bytes(field.number(), bytes);
        default -> throw new AssertionError(field);
      }
    }
  }
}
