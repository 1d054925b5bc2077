package org.llmrec.pipeline.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.data.config.ConfigSection;

/**
 * Options that a record declares, under keys that are its components' names in kebab case: {@code
 * learningRate} is {@code learning-rate}. So a new option needs no second list. Components are
 * {@code int}, {@code long}, {@code double}, {@code boolean}, or of a type whose public static
 * {@code parse(String)} reads what its {@code toString} gives.
 */
public final class RecordOptions {
  private RecordOptions() {}

  /** The keys, in the record's order. */
  static List<String> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordOptions::key).toList();
  }

  /** Every option as text, by its key, in the record's order. */
  public static Map<String, String> texts(Record options) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      texts.put(key(component), String.valueOf(value(component, options)));
    }
    return texts;
  }

  /** The section's options; those it leaves out are as in {@code defaults}. */
  static <T extends Record> T read(ConfigSection section, T defaults) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object fallback = value(components[i], defaults);
      values[i] = read(section, key(components[i]), types[i], fallback);
    }
    try {
      @SuppressWarnings("unchecked")
      Constructor<T> constructor =
          (Constructor<T>) defaults.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LlmrecException refused) {
        throw section.wrong(refused.code(), refused.getMessage());
      }
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw section.wrong(refused.getMessage());
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a record's constructor is public: " + defaults.getClass(), e);
    }
  }

  private static Object read(ConfigSection section, String key, Class<?> type, Object fallback) {
    if (type == int.class) {
      return integer(section, key).orElse((Integer) fallback);
    }
    if (type == long.class) {
      return section.integer(key).orElse((Long) fallback);
    }
    if (type == double.class) {
      return section.number(key).orElse((Double) fallback);
    }
    if (type == boolean.class) {
      return section.truth(key).orElse((Boolean) fallback);
    }
    return section.<Object>parsed(key, text -> parsed(type, text)).orElse(fallback);
  }

  private static Object parsed(Class<?> type, String text) {
    try {
      return type.getMethod("parse", String.class).invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LlmrecException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("an option of type " + type + " has no public parse(String)", e);
    }
  }

  /** A whole number that is an {@code int}; none where the key is absent. */
  static OptionalInt integer(ConfigSection section, String key) {
    Optional<Long> value = section.integer(key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get() != value.get().intValue()) {
      throw section.wrong(key, "expected a whole number of 32 bits, found " + value.get());
    }
    return OptionalInt.of(value.get().intValue());
  }

  private static Object value(RecordComponent component, Record options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a record's accessors are public: " + component, e);
    }
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
