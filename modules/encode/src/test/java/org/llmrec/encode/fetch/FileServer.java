package org.llmrec.encode.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Serves files from memory on this machine, as badly as it is told to. */
final class FileServer implements AutoCloseable {
  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  final Map<String, String> redirects = new ConcurrentHashMap<>();

  /** Path and Range header, or "-", of every request. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** How many more answers end in the middle. */
  final AtomicInteger breaks = new AtomicInteger();

  /** Called after a broken answer. */
  final AtomicReference<Runnable> afterBreak = new AtomicReference<>(() -> {});

  volatile String etag = "\"v1\"";
  volatile boolean ignoresRange;
  volatile boolean ignoresIfRange;
  volatile boolean chunked;
  volatile int status;

  private final HttpServer server;

  FileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(path + " " + (range == null ? "-" : range));
      byte[] file = files.get(path);
      if (status != 0) {
        exchange.sendResponseHeaders(status, -1);
      } else if (redirects.containsKey(path)) {
        exchange.getResponseHeaders().set("Location", redirects.get(path));
        exchange.sendResponseHeaders(302, -1);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        send(exchange, file, range);
      }
    }
  }

  private void send(HttpExchange exchange, byte[] file, String range) throws IOException {
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    boolean part =
        range != null
            && !ignoresRange
            && (ignoresIfRange || ifRange == null || ifRange.equals(etag));
    if (etag != null) {
      exchange.getResponseHeaders().set("ETag", etag);
    }
    int begin = part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (part && begin >= file.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (part) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + begin + "-" + (file.length - 1) + "/" + file.length);
    }
    int length = file.length - begin;
    boolean broken = breaks.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    exchange.sendResponseHeaders(part ? 206 : 200, chunked ? 0 : length);
    OutputStream out = exchange.getResponseBody();
    out.write(file, begin, broken ? length / 2 : length);
    out.flush();
    if (broken) {
      afterBreak.get().run();
      // Closing the exchange, not the stream, drops the connection.
      return;
    }
    out.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
