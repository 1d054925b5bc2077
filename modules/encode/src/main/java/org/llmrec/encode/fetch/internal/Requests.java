package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.OptionCode;

/**
 * Sends requests and follows a server to another address, if that may be asked: the client's own
 * way of following would take any.
 *
 * @param client does not follow by itself
 * @param addresses which may be asked
 * @param timeout until an answer begins
 */
record Requests(HttpClient client, Addresses addresses, Duration timeout) {
  private static final int MAX_HOPS = 8;

  /**
   * Asks for a file.
   *
   * @throws ConfigException if the server sends us where we must not go
   * @throws Attempt.Broken if no answer comes
   */
  HttpResponse<InputStream> send(URI address, HttpRequest.Builder wanted) throws Attempt.Broken {
    URI at = address;
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      HttpResponse<InputStream> response = once(wanted.uri(at).GET().build());
      Optional<String> elsewhere = response.headers().firstValue("Location");
      if (response.statusCode() < 300 || response.statusCode() >= 400 || elsewhere.isEmpty()) {
        return response;
      }
      close(response);
      URI next = resolve(at, elsewhere.get());
      addresses.check(next);
      if ("https".equalsIgnoreCase(at.getScheme()) && !"https".equalsIgnoreCase(next.getScheme())) {
        throw new ConfigException(
            OptionCode.ADDRESS_INSECURE,
            Addresses.shown(at) + ": expected to stay with https, was sent to another scheme");
      }
      at = next;
    }
    throw new LlmrecException(
        EncoderCode.DOWNLOAD_FAILED,
        Addresses.shown(address) + ": sent from one address to the next more than 7 times");
  }

  private static URI resolve(URI at, String location) {
    try {
      return at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new LlmrecException(
          EncoderCode.DOWNLOAD_FAILED, Addresses.shown(at) + ": sent to what is no address", e);
    }
  }

  private HttpResponse<InputStream> once(HttpRequest request) throws Attempt.Broken {
    // Not the request's own timeout: from Java 26 on it would end a long body, too.
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw new Attempt.Broken(String.valueOf(broken), broken);
      }
      throw new LlmrecException(
          EncoderCode.DOWNLOAD_FAILED, Addresses.shown(request.uri()) + ": cannot be asked", e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new Attempt.Broken("no answer", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "the download was interrupted; the same command goes on", e);
    }
  }

  private static void close(HttpResponse<InputStream> response) throws Attempt.Broken {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new Attempt.Broken(String.valueOf(e.getMessage()), e);
    }
  }
}
