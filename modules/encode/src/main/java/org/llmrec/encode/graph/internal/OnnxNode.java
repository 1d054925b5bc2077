package org.llmrec.encode.graph.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.onnx.ProtoReader;

/**
 * One operation of a graph.
 *
 * @param op what it does
 * @param domain whose operation that is; empty for ONNX's own
 * @param name its name
 * @param inputs the values it takes; an empty name for one that is left out
 * @param outputs the values it makes
 * @param attributes its settings
 */
record OnnxNode(
    String op,
    String domain,
    String name,
    List<String> inputs,
    List<String> outputs,
    List<OnnxAttribute> attributes) {
  /** The domain of ONNX Runtime's own operations. */
  static final String MICROSOFT = "com.microsoft";

  static OnnxNode read(ProtoReader reader, long end) throws IOException {
    String[] texts = new String[8];
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<OnnxAttribute> attributes = new ArrayList<>();
    reader.message(
        end,
        (field, fieldEnd) -> {
          switch (field) {
            case 1 -> inputs.add(reader.text(fieldEnd));
            case 2 -> outputs.add(reader.text(fieldEnd));
            case 3, 4, 7 -> texts[field] = reader.text(fieldEnd);
            case 5 -> attributes.add(OnnxAttribute.read(reader, fieldEnd));
            default -> {}
          }
        });
    return new OnnxNode(
        Optional.ofNullable(texts[4]).orElse(""),
        Optional.ofNullable(texts[7]).orElse(""),
        Optional.ofNullable(texts[3]).orElse(""),
        List.copyOf(inputs),
        List.copyOf(outputs),
        List.copyOf(attributes));
  }

  void write(ProtoWriter to) {
    ProtoWriter node = new ProtoWriter();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(3, name).text(4, op);
    attributes.forEach(attribute -> node.bytes(5, attribute.message()));
    to.message(1, domain.isEmpty() ? node : node.text(7, domain));
  }

  /** Whether it is that operation, of whichever domain. */
  boolean is(String operation) {
    return op.equals(operation);
  }

  String output() {
    return outputs.getFirst();
  }

  Optional<OnnxAttribute> attribute(String called) {
    return attributes.stream().filter(each -> each.name().equals(called)).findFirst();
  }

  /** A whole-number attribute, 0 where it is absent. */
  long whole(String called) {
    return attribute(called).map(OnnxAttribute::whole).orElse(0L);
  }

  OnnxNode withAttribute(OnnxAttribute changed) {
    List<OnnxAttribute> all = new ArrayList<>(attributes);
    all.replaceAll(each -> each.name().equals(changed.name()) ? changed : each);
    return new OnnxNode(op, domain, name, inputs, outputs, all);
  }
}
