package org.llmrec.lab.run.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * All that a fit's figures depend on, by name. Equal keys, equal figures; the number of threads is
 * not among them, though it may change a figure's last bits.
 *
 * @param facts by name, sorted
 */
public record StoreKey(SortedMap<String, String> facts) {
  /** Copies the map. */
  public StoreKey {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** What is the same for all models of one phase of one split. */
  public static StoreKey of(Map<String, String> facts) {
    return new StoreKey(new TreeMap<>(facts));
  }

  /** With one more fact. */
  public StoreKey with(String name, Object value) {
    SortedMap<String, String> more = new TreeMap<>(facts);
    more.put(name, value instanceof String text ? text : Json.line(value));
    return new StoreKey(more);
  }

  /** With a method's settings, by name whatever their order. */
  public StoreKey withSettings(Map<String, Object> settings) {
    return with("settings", new LinkedHashMap<>(new TreeMap<>(settings)));
  }

  /** What the file is called by: SHA-256 over all facts. */
  public String hash() {
    return Hashes.sha256(Json.line(facts));
  }
}
