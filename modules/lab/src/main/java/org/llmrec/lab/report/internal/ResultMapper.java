package org.llmrec.lab.report.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import org.llmrec.core.json.Json;

/** The house's JSON with one addition: a double may be NaN, which is {@code null} in the file. */
public final class ResultMapper {
  private ResultMapper() {}

  /** A mapper of its own, to be kept. */
  public static JsonMapper create() {
    SimpleModule doubles = new SimpleModule("doubles");
    doubles.addSerializer(double.class, new Writer());
    doubles.addSerializer(Double.class, new Writer());
    doubles.addDeserializer(double.class, new Reader());
    doubles.addDeserializer(Double.class, new Reader());
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return Json.mapper()
        .rebuild()
        .addModule(doubles)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .defaultPrettyPrinter(lines)
        .build();
  }

  private static final class Writer extends StdScalarSerializer<Double> {
    Writer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value.isNaN()) {
        out.writeNull();
      } else if (value.isInfinite()) {
        provider.reportMappingProblem("an infinite number");
      } else {
        out.writeNumber(value);
      }
    }
  }

  private static final class Reader extends StdScalarDeserializer<Double> {
    Reader() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken().isNumeric()) {
        return in.getDoubleValue();
      }
      return (Double) context.handleUnexpectedToken(Double.class, in);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
