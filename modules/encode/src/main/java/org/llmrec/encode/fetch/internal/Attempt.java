package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;

/**
 * What a server's answer means for the part we have.
 *
 * @param address the file's
 * @param kind what to do
 * @param begin where its first byte belongs
 * @param total bytes of the whole file, -1 if the server does not say
 * @param validator what the server calls this version of the file, empty if it does not say
 */
record Attempt(URI address, Kind kind, long begin, long total, String validator) {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
  private static final Pattern SIZE = Pattern.compile("bytes \\*/(\\d+)");

  /** What to do. */
  enum Kind {
    /** The body goes on where our part ends. */
    ON,
    /** The body is the file from its first byte. */
    ANEW,
    /** Our part is the whole file already. */
    WHOLE,
    /** Our part and the answer do not fit together. */
    USELESS
  }

  /** What came of it. */
  record Outcome(boolean whole, boolean resumed) {}

  /** The connection failed; it may not the next time. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1;

    Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads status and headers.
   *
   * @throws LlmrecException if the server refuses for good
   * @throws Broken if it may think otherwise later
   */
  static Attempt of(URI address, HttpResponse<?> response, Part.Origin origin, long have)
      throws Broken {
    HttpHeaders headers = response.headers();
    OptionalLong length = headers.firstValueAsLong("Content-Length");
    String range = headers.firstValue("Content-Range").orElse("");
    int status = response.statusCode();
    if (!headers.firstValue("Content-Encoding").orElse("identity").equals("identity")) {
      throw new LlmrecException(
          EncoderCode.DOWNLOAD_FAILED,
          Addresses.shown(address) + ": expected the file as it is, found it encoded");
    }
    switch (status) {
      case 200 -> {
        return new Attempt(address, Kind.ANEW, 0, length.orElse(-1), validator(headers));
      }
      case 206 -> {
        Matcher matcher = RANGE.matcher(range);
        // Some servers give the range asked for of whatever they have now.
        boolean same =
            origin.validator().isEmpty()
                || validator(headers).isEmpty()
                || origin.validator().equals(validator(headers));
        if (have > 0 && same && matcher.matches() && matcher.group(1).equals("" + have)) {
          long total = matcher.group(2).equals("*") ? -1 : Long.parseLong(matcher.group(2));
          total = total < 0 && length.isPresent() ? have + length.getAsLong() : total;
          return new Attempt(address, Kind.ON, have, total, origin.validator());
        }
        return new Attempt(address, Kind.USELESS, 0, -1, "");
      }
      case 416 -> {
        Matcher matcher = SIZE.matcher(range);
        boolean whole = have > 0 && matcher.matches() && matcher.group(1).equals("" + have);
        return new Attempt(address, whole ? Kind.WHOLE : Kind.USELESS, have, have, "");
      }
      default -> {
        if (status == 408 || status == 429 || status >= 500) {
          throw new Broken("status " + status, null);
        }
        throw new LlmrecException(
            EncoderCode.DOWNLOAD_FAILED,
            Addresses.shown(address) + ": expected a file, found status " + status);
      }
    }
  }

  /**
   * Refuses what is too large before a byte of it is read.
   *
   * @throws LlmrecException if it is
   */
  void limit(long limit) {
    if (total > limit) {
      throw tooLarge(limit, String.valueOf(total));
    }
  }

  LlmrecException tooLarge(long limit, String found) {
    return new LlmrecException(
        EncoderCode.DOWNLOAD_MISMATCH,
        Addresses.shown(address)
            + ": expected at most "
            + limit
            + " bytes, found "
            + found
            + "; it is another file, or give a higher --size-limit");
  }

  /** Reads some of the body. */
  int read(InputStream in, byte[] buffer, Watch watch) throws Broken {
    try {
      int n = in.read(buffer);
      if (n < 0 && watch.stalled()) {
        throw new Broken("silence", null);
      }
      return n;
    } catch (Broken e) {
      throw e;
    } catch (IOException e) {
      throw new Broken(watch.stalled() ? "silence" : String.valueOf(e.getMessage()), e);
    }
  }

  private static String validator(HttpHeaders headers) {
    // A weak ETag promises the same meaning, not the same bytes.
    return headers
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> headers.firstValue("Last-Modified"))
        .orElse("");
  }
}
