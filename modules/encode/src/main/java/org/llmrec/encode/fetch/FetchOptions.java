package org.llmrec.encode.fetch;

import java.time.Duration;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How patient a download is, and what it may do.
 *
 * @param sizeLimit bytes of one file whose size is not known beforehand, at least 1
 * @param insecureHttp whether plain http may be used to other machines than this one
 * @param attempts how often in a row a download may break without a byte gained, at least 1
 * @param pause after the first break; doubled after each further one
 * @param stall after this long without a byte a connection counts as broken
 */
public record FetchOptions(
    long sizeLimit, boolean insecureHttp, int attempts, Duration pause, Duration stall) {
  private static final long GIB = 1L << 30;

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public FetchOptions {
    if (sizeLimit < 1 || attempts < 1 || pause.isNegative() || !stall.isPositive()) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "download: expected a size limit, attempts and a stall of more than 0, found "
              + sizeLimit
              + ", "
              + attempts
              + ", "
              + stall);
    }
  }

  /** 4 GiB, https only, five attempts beginning 1 s apart, a minute of silence. */
  public static FetchOptions defaults() {
    return new FetchOptions(4 * GIB, false, 5, Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  /** The same with another limit. */
  public FetchOptions sizeLimit(long bytes) {
    return new FetchOptions(bytes, insecureHttp, attempts, pause, stall);
  }

  /** The same with plain http allowed or not. */
  public FetchOptions insecureHttp(boolean allowed) {
    return new FetchOptions(sizeLimit, allowed, attempts, pause, stall);
  }
}
