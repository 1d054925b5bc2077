package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.llmrec.core.Progress;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.encode.fetch.FetchOptions;

/**
 * Gets files over HTTP, going on where a connection broke or an earlier process was killed. Whether
 * the bytes are the right ones is for the caller to check. Not thread-safe.
 */
public final class Download implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  private final FetchOptions options;
  private final Progress progress;
  private final Requests requests;
  private final HttpClient client;

  /** With a client of its own, closed with it. */
  public Download(FetchOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.requests = new Requests(client, new Addresses(options.insecureHttp()), options.stall());
  }

  /**
   * Gets one file.
   *
   * @param address where it lies
   * @param file where its bytes go; what lies there of an earlier attempt is gone on with
   * @param limit bytes at most
   * @param pinned whether the caller knows the file's hash, so that a part may be gone on with even
   *     if the server does not say whether the file is still the same
   * @return whether what lay there was gone on with
   * @throws LlmrecException if the server refuses, the file is too large, or the connection breaks
   *     again and again; the part stays for the next time
   * @throws IOException if the file system refuses
   */
  boolean get(URI address, Path file, long limit, boolean pinned) throws IOException {
    Part part = new Part(file);
    boolean resumed = false;
    int failures = 0;
    Duration pause = options.pause();
    while (true) {
      long before = part.size();
      try {
        Attempt.Outcome outcome = attempt(address, part, limit, pinned);
        resumed |= outcome.resumed();
        if (outcome.whole()) {
          return resumed;
        }
        failures++;
      } catch (Attempt.Broken e) {
        boolean gained = part.size() > before;
        resumed |= gained && before > 0;
        failures = gained ? 1 : failures + 1;
        pause = gained ? options.pause() : pause;
        if (failures < options.attempts()) {
          sleep(pause);
          pause = pause.multipliedBy(2);
        } else {
          throw new LlmrecException(
              EncoderCode.DOWNLOAD_FAILED,
              Addresses.shown(address)
                  + ": the download broke "
                  + failures
                  + " times in a row, last with: "
                  + e.getMessage()
                  + "; the same command goes on at byte "
                  + part.size(),
              e);
        }
      }
      if (failures >= options.attempts()) {
        throw new LlmrecException(
            EncoderCode.DOWNLOAD_FAILED,
            Addresses.shown(address) + ": the server gives no file, whole or in part; try again");
      }
    }
  }

  private Attempt.Outcome attempt(URI address, Part part, long limit, boolean pinned)
      throws IOException {
    Part.Origin origin = part.origin();
    boolean usable =
        origin.address().equals(address.toString())
            && (pinned || !origin.validator().isEmpty())
            && part.size() <= limit;
    if (!usable) {
      part.discard();
    }
    long have = part.size();
    HttpRequest.Builder wanted = HttpRequest.newBuilder().header("Accept-Encoding", "identity");
    if (have > 0) {
      wanted.header("Range", "bytes=" + have + "-");
      if (!origin.validator().isEmpty()) {
        wanted.header("If-Range", origin.validator());
      }
    }
    HttpResponse<InputStream> response = requests.send(address, wanted);
    try (InputStream in = response.body()) {
      Attempt attempt = Attempt.of(address, response, origin, have);
      switch (attempt.kind()) {
        case WHOLE -> {
          return new Attempt.Outcome(true, true);
        }
        case USELESS -> {
          part.discard();
          return new Attempt.Outcome(false, false);
        }
        case ANEW -> part.begin(new Part.Origin(address.toString(), attempt.validator()));
        case ON -> {}
      }
      attempt.limit(limit);
      copy(in, part, attempt, limit);
      return new Attempt.Outcome(true, attempt.begin() > 0);
    }
  }

  private void copy(InputStream in, Part part, Attempt attempt, long limit) throws IOException {
    String name = Path.of(attempt.address().getPath()).getFileName().toString();
    try (Watch watch = new Watch(in, options.stall());
        Progress.Task task = progress.start("fetch " + name, attempt.total(), "bytes");
        FileChannel out = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
      task.advance(attempt.begin());
      out.position(attempt.begin());
      byte[] buffer = new byte[1 << 16];
      long have = attempt.begin();
      for (int n = attempt.read(in, buffer, watch); n >= 0; n = attempt.read(in, buffer, watch)) {
        have += n;
        if (have > limit) {
          part.discard();
          throw attempt.tooLarge(limit, "more");
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        task.advance(n);
        watch.alive();
      }
      if (attempt.total() >= 0 && have != attempt.total()) {
        throw new Attempt.Broken(
            "the end after " + have + " of " + attempt.total() + " bytes", null);
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "the download was interrupted; the same command goes on", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
