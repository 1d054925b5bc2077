package org.llmrec.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmrec.pipeline.Build;
import org.llmrec.recommender.Recommender;
import org.llmrec.retrieve.rescore.RankerRescorer;

/**
 * What programs compile against: the public members of the recommender, the rescorer and the build,
 * and of every type of ours that these mention. A change to it is a change to docs/api.txt, which
 * somebody reviews; {@code -Dapi.write=true} writes that file.
 */
class PublicApiTest {
  private static final List<Class<?>> ROOTS =
      List.of(Recommender.class, RankerRescorer.class, Build.class);
  private static final Pattern OURS = Pattern.compile("org\\.llmrec\\.[\\w.$]+");
  private static final Path FILE =
      Path.of(System.getProperty("llmrec.root")).resolve("docs").resolve("api.txt");

  @Test
  void nobodysProgramBreaksUnnoticed() throws IOException {
    String found = String.join("\n", lines()) + "\n";
    if (Boolean.getBoolean("api.write")) {
      Files.writeString(FILE, found);
    }

    assertEquals(
        Files.readString(FILE),
        found,
        "the public API has changed: if that is meant, run this test with -Dapi.write=true, review"
            + " the difference in docs/api.txt, and say in CHANGELOG.md what callers have to do");
  }

  private static List<String> lines() {
    Map<String, List<String>> types = new TreeMap<>();
    Deque<Class<?>> open = new ArrayDeque<>(ROOTS);
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (!Modifier.isPublic(type.getModifiers()) || types.containsKey(type.getName())) {
        continue;
      }
      List<String> lines = new ArrayList<>(List.of(head(type)));
      members(type).forEach(member -> lines.add("  " + member));
      types.put(type.getName(), lines);
      lines.forEach(line -> mentioned(line).forEach(open::add));
      open.addAll(Arrays.asList(type.getClasses()));
    }
    return types.values().stream().flatMap(List::stream).toList();
  }

  private static String head(Class<?> type) {
    String kind =
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    List<Type> parents = new ArrayList<>(Arrays.asList(type.getGenericInterfaces()));
    if (type.getGenericSuperclass() != null && !type.isRecord() && !type.isEnum()) {
      parents.add(0, type.getGenericSuperclass());
    }
    String of =
        parents.stream()
            .map(Type::getTypeName)
            .filter(name -> !name.equals(Object.class.getName()))
            .collect(Collectors.joining(", "));
    return (type.isSealed() ? "sealed " : "")
        + kind
        + " "
        + type.getName()
        + (of.isEmpty() ? "" : " of " + of);
  }

  private static List<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (open(field.getModifiers()) && !field.isSynthetic()) {
        members.add(
            field.isEnumConstant()
                ? field.getName()
                : field.getGenericType().getTypeName() + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (open(constructor.getModifiers()) && !constructor.isSynthetic() && !type.isEnum()) {
        members.add("new" + parameters(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (open(method.getModifiers()) && !method.isSynthetic() && !plain(method)) {
        members.add(
            (Modifier.isStatic(method.getModifiers()) ? "static " : "")
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + parameters(method));
      }
    }
    members.sort(Comparator.naturalOrder());
    return members;
  }

  private static boolean open(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** What every record and enum has. */
  private static boolean plain(Method method) {
    return List.of("equals", "hashCode", "toString", "values", "valueOf")
        .contains(method.getName());
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
        .map(Type::getTypeName)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static List<Class<?>> mentioned(String line) {
    List<Class<?>> types = new ArrayList<>();
    Matcher names = OURS.matcher(line);
    while (names.find()) {
      try {
        types.add(Class.forName(names.group()));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(line, e);
      }
    }
    return types;
  }
}
