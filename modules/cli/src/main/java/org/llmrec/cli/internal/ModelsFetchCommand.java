package org.llmrec.cli.internal;

import java.io.IOException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.fetch.FetchOptions;
import org.llmrec.encode.fetch.ModelFetcher;
import org.llmrec.encode.store.Added;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A model from elsewhere. The only command that downloads one, and only when it is asked to. */
@Command(
    name = "fetch",
    description = {
      "Downloads a model into the store. A known one must have the bytes that its manifest pins; any",
      "other is taken only with --trust-first-fetch, which pins the bytes that come. May be stopped",
      "(Ctrl-C) or killed at any moment; the same command goes on where it was."
    })
final class ModelsFetchCommand extends TerminalCommand {
  private static final String VARIABLE = "LLMREC_MAVEN_REPOSITORY";
  private static final long MIB = 1L << 20;

  @ParentCommand private ModelsCommand models;

  @Parameters(paramLabel = "NAME", description = "Which model.")
  private String name;

  @Option(
      names = "--repository",
      paramLabel = "URL",
      description = "A Maven repository that has its artifact (default: $" + VARIABLE + ").")
  private String repository;

  @Option(
      names = "--url",
      paramLabel = "BASE",
      description = "An address below which model.onnx and tokenizer.json lie.")
  private String url;

  @Option(
      names = "--trust-first-fetch",
      description = "Take a model that nobody here knows, and pin what comes. Wants --url.")
  private boolean trust;

  @Mixin private ModelFactsOptions facts;

  @Option(
      names = "--size-limit",
      paramLabel = "MIB",
      description = "Of one file of a model that nobody knows (default: 4096).")
  private Long sizeLimit;

  @Option(names = "--insecure-http", description = "Allow http to other machines than this one.")
  private boolean insecureHttp;

  @Option(names = "--replace", description = "Take the place of another model of that name.")
  private boolean replace;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    FetchOptions options = FetchOptions.defaults().insecureHttp(insecureHttp);
    if (sizeLimit != null) {
      options = options.sizeLimit(sizeLimit * MIB);
    }
    ModelFetcher fetcher = new ModelFetcher(models.store(), options, new ProgressLines(terminal));
    AddedLines.print(terminal, fetch(fetcher), json);
    return 0;
  }

  private Added fetch(ModelFetcher fetcher) throws IOException {
    if (url != null && repository != null) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT, "expected --repository or --url, found both");
    }
    if (EncoderModels.names().contains(name)) {
      return url == null
          ? fetcher.fromRepository(name, repository())
          : fetcher.fromAddress(name, url);
    }
    if (!trust || url == null) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "nobody here knows the bytes of a model "
              + name
              + ": expected one of "
              + EncoderModels.names()
              + ", or --url BASE with --trust-first-fetch, which pins the bytes that come");
    }
    return fetcher.trusting(url, facts.facts(name), replace);
  }

  private String repository() {
    String given = repository == null ? System.getenv(VARIABLE) : repository;
    if (given == null || given.isBlank()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          name
              + " is carried by the artifact "
              + EncoderModels.manifest(name).source()
              + ": expected a Maven repository with --repository URL or in "
              + VARIABLE
              + ", or --url BASE, found none");
    }
    return given;
  }
}
