package org.llmrec.encode.fetch.internal;

import java.net.URI;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Which addresses may be asked: https anywhere, http on this machine, http elsewhere if allowed.
 *
 * @param insecureHttp whether it is
 */
public record Addresses(boolean insecureHttp) {

  /**
   * The address below which files lie.
   *
   * @throws ConfigException if it may not be asked, or has more than scheme, host, port and path
   */
  public URI base(String text) {
    URI uri;
    try {
      uri = URI.create(text.endsWith("/") ? text : text + "/");
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          OptionCode.ADDRESS_INVALID, "expected an address, found \"" + text + "\"", e);
    }
    // What is in it ends up in manifests and messages: no place for a password.
    if (uri.getRawUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new ConfigException(
          OptionCode.ADDRESS_INVALID,
          "an address of files: expected scheme, host, port and path only, found a user, a query or"
              + " a fragment in that of "
              + uri.getHost());
    }
    check(uri);
    return uri;
  }

  /**
   * Checks one address, of ours or where a server sends us.
   *
   * @throws ConfigException if it may not be asked
   */
  void check(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !scheme.equals("https") && !scheme.equals("http")) {
      throw new ConfigException(
          OptionCode.ADDRESS_INVALID,
          "expected an address that begins with https:// and a host, found " + shown(uri));
    }
    if (scheme.equals("http") && !insecureHttp && !isHere(host)) {
      throw new ConfigException(
          OptionCode.ADDRESS_INSECURE,
          shown(uri)
              + ": expected https, found http, which anybody on the way can change; say"
              + " --insecure-http if that is all right here");
    }
  }

  /** An address without its secrets: signed ones have them in the query. */
  static String shown(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  private static boolean isHere(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.\\d{1,3}){3}")
        || host.equals("[::1]");
  }
}
