package org.llmrec.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;

/** Holds the arrows of docs/architecture.md. */
class ArchitectureTest {
  private static final String ROOT = "org.llmrec.";

  /** Whom a module may use, beside itself and core. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("metrics", Set.of()),
          Map.entry("data", Set.of()),
          Map.entry("rank", Set.of()),
          Map.entry("encode", Set.of()),
          Map.entry("llm", Set.of()),
          Map.entry("llm.embedded", Set.of("llm")),
          Map.entry("llm.langchain4j", Set.of("llm")),
          Map.entry("enrich", Set.of("data", "llm")),
          Map.entry("retrieve", Set.of("rank", "encode")),
          Map.entry("rerank", Set.of("data", "metrics", "llm", "rank", "encode")),
          Map.entry("train", Set.of("data", "metrics", "rank")),
          Map.entry("recommender", Set.of("rank", "encode", "retrieve", "rerank")),
          Map.entry(
              "pipeline",
              Set.of("data", "metrics", "llm", "rank", "encode", "enrich", "retrieve", "train")),
          Map.entry(
              "lab",
              Set.of(
                  "data",
                  "metrics",
                  "llm",
                  "rank",
                  "encode",
                  "enrich",
                  "retrieve",
                  "rerank",
                  "train")),
          Map.entry(
              "cli",
              Set.of(
                  "lab",
                  "data",
                  "llm",
                  "rank",
                  "encode",
                  "enrich",
                  "retrieve",
                  "rerank",
                  "train",
                  "recommender",
                  "pipeline")));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.llmrec");

  @Test
  void everyModuleIsOnTheMap() {
    Set<String> found =
        HOUSE.stream().map(ArchitectureTest::module).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(found.equals(new TreeSet<>(ARROWS.keySet())), found::toString);
  }

  @Test
  void modulesUseOnlyWhatLiesBelowThem() {
    ArchRuleDefinition.classes()
        .should(
            condition(
                "use only modules below their own",
                (from, to) ->
                    module(to).equals(module(from))
                        || module(to).equals("core")
                        || ARROWS.get(module(from)).contains(module(to))))
        .check(HOUSE);
  }

  @Test
  void nobodyReachesIntoInternalPackagesOfAnotherModule() {
    ArchRuleDefinition.classes()
        .should(
            condition(
                "leave internal packages of other modules alone",
                (from, to) ->
                    !to.getPackageName().contains(".internal") || module(from).equals(module(to))))
        .check(HOUSE);
  }

  @Test
  void onlyTheCommandDownloadsModels() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.llmrec.cli..", "org.llmrec.encode.fetch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.llmrec.encode.fetch..")
        .because("an application that embeds us downloads nothing by itself")
        .check(HOUSE);
  }

  @Test
  void metricsHaveNoDependencies() {
    noClasses()
        .that()
        .resideInAPackage("org.llmrec.metrics..")
        .should()
        .dependOnClassesThat(outside("java.", "org.llmrec.metrics"))
        .check(HOUSE);
  }

  @Test
  void whatIsEvaluatedIsFittedOnWhatItsSplitAllows() {
    noClasses()
        .that()
        .resideInAnyPackage("org.llmrec.lab..", "org.llmrec.train..")
        .should()
        .callMethod(TrainingData.class, "everything", InteractionTable.class)
        .orShould()
        .callMethod(TrainingData.class, "of", Split.class)
        .because("the training data of an evaluation comes from a ProtocolSplit and nowhere else")
        .check(HOUSE);
  }

  @Test
  void loggingGoesThroughSystemLogger() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "org.apache.logging..", "org.apache.commons.logging..")
        .because("an embedder gets no logging library from us")
        .check(HOUSE);
  }

  @Test
  void theFacadeShowsNoLibraryOfItsOwn() {
    List<String> hidden = List.of("org.apache.lucene", "com.fasterxml", "ai.onnxruntime", "ai.djl");
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("org.llmrec.recommender")
        .and()
        .arePublic()
        .should(
            new ArchCondition<>("show only our own types and the JDK's in public signatures") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                item.getMethods().stream()
                    .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(
                        m ->
                            m.getAllInvolvedRawTypes().stream()
                                .anyMatch(t -> hidden.stream().anyMatch(t.getName()::startsWith)))
                    .forEach(m -> events.add(SimpleConditionEvent.violated(m, m.getFullName())));
              }
            })
        .check(HOUSE);
  }

  private static DescribedPredicate<JavaClass> outside(String... prefixes) {
    return DescribedPredicate.describe(
        "outside " + List.of(prefixes),
        c ->
            List.of(prefixes).stream().noneMatch(c.getBaseComponentType().getName()::startsWith)
                && !c.getBaseComponentType().isPrimitive());
  }

  /** What an arrow between two classes of the house must satisfy. */
  private interface Arrow {
    boolean allowed(JavaClass from, JavaClass to);
  }

  private static ArchCondition<JavaClass> condition(String description, Arrow arrow) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          JavaClass to = dependency.getTargetClass().getBaseComponentType();
          if (to.getName().startsWith(ROOT) && !arrow.allowed(from, to)) {
            events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static String module(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    // Modules that lie beside another have a package below that one's.
    for (String beside : List.of("llm.embedded", "llm.langchain4j")) {
      if (rest.equals(beside) || rest.startsWith(beside + ".")) {
        return beside;
      }
    }
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
