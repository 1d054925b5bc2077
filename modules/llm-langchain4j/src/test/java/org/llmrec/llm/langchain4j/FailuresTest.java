package org.llmrec.llm.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.JsonReadException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;

class FailuresTest {
  private static ModelException of(Throwable thrown) {
    return assertInstanceOf(ModelException.class, new Failures("m-1").of(thrown));
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST, NO",
    "401, UNAUTHORISED, NO",
    "402, QUOTA, NO",
    "403, FORBIDDEN, NO",
    "404, NOT_FOUND, NO",
    "408, REQUEST_TIMEOUT, NO",
    "409, CONFLICT, NO",
    "413, BAD_REQUEST, NO",
    "422, BAD_REQUEST, NO",
    "429, RATE_LIMITED, NO",
    "500, SERVER, NO",
    "502, SERVER, UNKNOWN",
    "503, SERVER, NO",
    "504, SERVER, UNKNOWN"
  })
  void aStatusSaysMost(int status, Kind kind, Billed billed) {
    HttpException http = new HttpException(status, "the body, which quotes a prompt");
    // As it comes, and wrapped by classes that are coarser than the status.
    for (Throwable thrown :
        new Throwable[] {
          http, new InvalidRequestException(http), new LangChain4jException(new IOException(http))
        }) {
      ModelException e = of(thrown);
      assertEquals(kind, e.kind());
      assertEquals(billed, e.billed());
      assertTrue(e.getMessage().contains("status " + status), e.getMessage());
      assertTrue(!e.getMessage().contains("prompt"), e.getMessage());
      assertNull(e.getCause(), "its message quotes the body");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, insufficient_quota, QUOTA",
    "400, content_filter, REFUSED",
    "400, content_policy_violation, REFUSED"
  })
  void aCodeInTheBodySaysMore(int status, String code, Kind kind) {
    assertEquals(
        kind, of(new HttpException(status, "{\"error\":{\"code\":\"" + code + "\"}}")).kind());
  }

  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of(new RateLimitException("-"), Kind.RATE_LIMITED, Billed.NO),
        Arguments.of(new AuthenticationException("-"), Kind.UNAUTHORISED, Billed.NO),
        Arguments.of(new ModelNotFoundException("-"), Kind.NOT_FOUND, Billed.NO),
        Arguments.of(new InvalidRequestException("-"), Kind.BAD_REQUEST, Billed.NO),
        Arguments.of(new ContentFilteredException("-"), Kind.REFUSED, Billed.NO),
        Arguments.of(new InternalServerException("-"), Kind.SERVER, Billed.NO),
        Arguments.of(new UnresolvedModelServerException("-"), Kind.CONNECT, Billed.NO),
        Arguments.of(new TimeoutException("-"), Kind.TIMEOUT, Billed.UNKNOWN),
        Arguments.of(
            new RuntimeException(new HttpTimeoutException("-")), Kind.TIMEOUT, Billed.UNKNOWN),
        Arguments.of(new RuntimeException(new ConnectException("-")), Kind.CONNECT, Billed.NO),
        Arguments.of(new RuntimeException(new IOException("-")), Kind.MALFORMED, Billed.UNKNOWN),
        Arguments.of(
            new JsonReadException("-", new IOException("-")), Kind.MALFORMED, Billed.UNKNOWN),
        Arguments.of(new NullPointerException(), Kind.MALFORMED, Billed.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void withoutAStatusTheClassDecides(Throwable thrown, Kind kind, Billed billed) {
    ModelException e = of(thrown);
    assertEquals(kind, e.kind());
    assertEquals(billed, e.billed());
  }

  @Test
  void aFeatureThatIsNotThereIsTheCallersMistake() {
    assertInstanceOf(
        ConfigException.class, new Failures("m-1").of(new UnsupportedFeatureException("-")));
  }
}
