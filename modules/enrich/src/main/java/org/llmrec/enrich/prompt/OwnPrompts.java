package org.llmrec.enrich.prompt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;

/**
 * Prompts that the user wrote. A file holds the wording with the slot <code>{{item}}</code>, and
 * perhaps <code>{{neighbours}}</code> after it; before the wording there may be header lines:
 *
 * <pre>
 * # id: mood              the name of the prompt and of its field
 * # version: 2            from 1 on; 1 if absent
 * # form: tags 3-8        or text 5-80: what an answer may have; usual bounds if absent
 * # answer: json          {"text": "..."} or {"tags": ["..."]}; plain text if absent
 * # tokens: 120           the most tokens of an answer; estimated from the form if absent
 * # ask: Which moods ...  the question in one line, needed within a pack
 * </pre>
 *
 * Stateless and thread-safe.
 */
public final class OwnPrompts {
  /** The most characters of a file, header and all. */
  public static final int MAX_CHARACTERS = 20_000;

  /** UTF-8 has up to four bytes a character. */
  private static final long MAX_BYTES = 4L * MAX_CHARACTERS;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Fields that every item has, and what a pack is called. */
  private static final List<String> TAKEN = List.of("description", "title", "pack");

  private OwnPrompts() {}

  /**
   * Reads a file.
   *
   * @param id the prompt's name; absent if the header states it
   * @param kind what its answers are; absent if the header states it, else running text
   * @throws ConfigException as for {@link #of}, or if there is no such file of UTF-8
   * @throws IOException if it cannot be read
   */
  public static PromptTemplate read(Path file, Optional<String> id, Optional<AnswerForm.Kind> kind)
      throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw tooLong(file.toString());
      }
      return parse(file.toString(), Files.readString(file), id, kind);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          DataCode.FILE_MISSING, "no such file: " + file + ", where a prompt is expected", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          DataCode.TEXT_ENCODING, file + ": expected a prompt in UTF-8, found other bytes", e);
    }
  }

  /**
   * From text.
   *
   * @param id the prompt's name: a small letter, then small letters, digits and hyphens, at most 40
   * @param kind what its answers are; absent if the header states it, else running text
   * @throws ConfigException if the name is taken or has other characters, the header says something
   *     else than the arguments or something unknown, a slot is missing, twice or unknown, or the
   *     text is longer than {@link #MAX_CHARACTERS}
   */
  public static PromptTemplate of(String id, String text, Optional<AnswerForm.Kind> kind) {
    return parse(id, text, Optional.of(id), kind);
  }

  private static PromptTemplate parse(
      String name, String text, Optional<String> id, Optional<AnswerForm.Kind> kind) {
    if (text.length() > MAX_CHARACTERS) {
      throw tooLong(name);
    }
    PromptText read = PromptText.of(name, text);
    String own = id(name, read, id);
    AnswerForm form = form(own, read, kind);
    if (read.json(own)
        && !read.body().replace(" ", "").contains("\"" + form.kind().label() + "\":")) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '"
              + own
              + "': expected its wording to ask for a JSON object with the field \""
              + form.kind().label()
              + "\" since it has '# answer: json', such as "
              + Wording.object(Map.of(form.kind().label(), form)));
    }
    if (read.value("ask").contains("{{")) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + own + "': expected no slot after '# ask:'");
    }
    return PromptTemplate.of(own, read.count(own, "version", 1), read, form);
  }

  private static String id(String name, PromptText read, Optional<String> id) {
    String stated = read.value("id");
    String own = id.orElse(stated);
    if (!stated.isEmpty() && !stated.equals(own)) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + own + "': its header calls it '" + stated + "'; use one name");
    }
    if (!ID.matcher(own).matches()) {
      throw new ConfigException(
          OptionCode.NAME_REFUSED,
          name
              + ": expected a prompt's name of a small letter and then small letters, digits and"
              + " hyphens, 40 at most, found '"
              + own
              + "'");
    }
    if (PromptTemplate.IDS.contains(own) || TAKEN.contains(own)) {
      throw new ConfigException(
          OptionCode.NAME_TAKEN,
          "prompt '"
              + own
              + "': the name is taken, as are "
              + PromptTemplate.IDS
              + " and "
              + TAKEN
              + "; choose another, such as 'own-"
              + own
              + "'");
    }
    return own;
  }

  private static AnswerForm form(String id, PromptText read, Optional<AnswerForm.Kind> kind) {
    Optional<AnswerForm> stated = read.form(id);
    if (stated.isEmpty()) {
      return AnswerForm.usual(kind.orElse(AnswerForm.Kind.TEXT));
    }
    AnswerForm form = stated.get();
    if (kind.isPresent() && kind.get() != form.kind()) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '"
              + id
              + "': its header says its answers are "
              + form.kind().label()
              + ", the settings say "
              + kind.get().label());
    }
    return form;
  }

  private static ConfigException tooLong(String name) {
    return new ConfigException(
        LanguageModelCode.PROMPT_REFUSED,
        "prompt '" + name + "': expected at most " + MAX_CHARACTERS + " characters, found more");
  }
}
