package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.llm.Message;

/**
 * How a conversation is written down for a model. llama.cpp knows the templates of the common
 * families by sight and runs no template code. A model without a template gets the messages one
 * after the other, with an empty line between, and goes on from there. Thread-safe.
 */
public final class ChatTemplate {
  private static final byte ASSISTANT = 1;

  private final LlamaLibrary c;
  private final Optional<String> template;
  private final Defused defused;

  ChatTemplate(LlamaLibrary c, Optional<String> template, Defused defused) {
    this.c = Objects.requireNonNull(c, "c");
    this.template = template;
    this.defused = defused;
    if (template.isPresent() && apply(List.of(Message.user("?"))) == null) {
      throw new ConfigException(
          LanguageModelCode.ENGINE_MODEL,
          "embedded: the chat template of this file is none that llama.cpp b4916 knows; name one"
              + " that fits by llm.template, such as chatml, llama3 or gemma, or none");
    }
  }

  /** The prompt that the assistant's answer follows. */
  public String prompt(List<Message> messages) {
    List<Message> safe =
        messages.stream().map(m -> new Message(m.role(), defused.text(m.content()))).toList();
    if (template.isEmpty()) {
      return safe.stream().map(Message::content).collect(Collectors.joining("\n\n"));
    }
    return apply(safe);
  }

  /** Null where the template is not known. */
  private String apply(List<Message> messages) {
    byte[] named = CText.terminated(template.orElseThrow());
    List<Memory> kept = new ArrayList<>();
    Memory array = new Memory(2L * Native.POINTER_SIZE * messages.size());
    long at = 0;
    for (Message message : messages) {
      kept.add(CText.memory(message.role().name().toLowerCase(Locale.ROOT)));
      kept.add(CText.memory(message.content()));
      for (Memory text : kept.subList(kept.size() - 2, kept.size())) {
        array.setPointer(at, text);
        at += Native.POINTER_SIZE;
      }
    }
    try {
      return apply(named, array, messages.size());
    } finally {
      // Only C knew of the texts.
      Reference.reachabilityFence(kept);
    }
  }

  private String apply(byte[] named, Memory array, int messages) {
    byte[] text = new byte[0];
    int length = c.llama_chat_apply_template(named, array, messages, ASSISTANT, text, text.length);
    if (length < 0) {
      return null;
    }
    text = new byte[length + 1];
    c.llama_chat_apply_template(named, array, messages, ASSISTANT, text, text.length);
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
