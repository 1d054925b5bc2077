package org.llmrec.core.journal;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** What happens to one item. */
public sealed interface ItemChange {
  /** The longest id, in UTF-16 code units; that of an import as well. */
  int MAX_ID = 1_024;

  /** The key of the item. */
  String id();

  /** It comes in, or takes the place of the one with its id. */
  record Put(Item item) implements ItemChange {
    /**
     * Checks the id.
     *
     * @throws ConfigException if an import would refuse it
     */
    public Put {
      requireId(item.id());
    }

    @Override
    public String id() {
      return item.id();
    }
  }

  /** It goes; one that is not there is no error. */
  record Delete(String id) implements ItemChange {
    /**
     * Checks the id.
     *
     * @throws ConfigException if no item can have it
     */
    public Delete {
      requireId(Objects.requireNonNull(id, "id"));
    }
  }

  private static void requireId(String id) {
    String found;
    if (id.isBlank() || !id.equals(id.strip())) {
      found = "'" + id + "', which is blank or has blanks around it";
    } else if (id.length() > MAX_ID) {
      found = "one of " + id.length() + ": " + id.substring(0, 60) + "…";
    } else if (id.chars().anyMatch(Character::isISOControl)
        || !id.equals(new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))) {
      found = "control characters or half a surrogate pair in it";
    } else {
      return;
    }
    throw new ConfigException(
        OptionCode.NAME_REFUSED,
        "an item's id: expected 1 to " + MAX_ID + " characters of plain text, found " + found);
  }
}
