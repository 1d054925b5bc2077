package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A foreign file from the first look to the import. */
class ImportCommandTest {
  @TempDir Path folder;

  private Path movieLens() throws IOException {
    Path data = Files.createDirectories(folder.resolve("ml"));
    Files.writeString(
        data.resolve("movies.dat"),
        "1::Caf\u00e9 (1999)::Drama|Comedy\n2::Kites (2000)::Drama\nbroken\n",
        StandardCharsets.ISO_8859_1);
    Files.writeString(
        data.resolve("ratings.dat"),
        "1::1::5::978300760\n1::2::3::978300761\n2::1::1::978300762\n");
    return data;
  }

  @Test
  void theFolderOfADataSetIsLookedAtInitialisedAndImported() throws IOException {
    Path data = movieLens();
    Cli.Result look = Cli.run("import", "--inspect", data);
    assertEquals(0, look.code(), look::toString);
    assertTrue(look.out().contains("ml-1m, '::' between fields, latin1"), look::toString);
    assertTrue(look.out().contains("id = movieId, title = title"), look::toString);
    assertTrue(look.out().contains("Caf\u00e9 (1999)"), look::toString);
    assertTrue(look.out().contains("field-count 1, the first in line 3"), look::toString);
    assertTrue(look.out().contains("rating from 1 to 5, 3 different ones"), look::toString);
    String init = "llmrec init ws " + data + " --positive-from 4";
    assertTrue(look.out().contains(init), look::toString);

    Path ws = folder.resolve("ws");
    Cli.Result made = Cli.run("init", ws, data, "--positive-from", "4");
    assertEquals(0, made.code(), made::toString);
    Cli.Result imported = Cli.run("import", "-w", ws, "--json");
    assertEquals(0, imported.code(), imported::toString);
    JsonNode counts = imported.json().get("stages").get(0).get("counts");
    assertEquals(2, counts.get("items").asInt());
    assertEquals(3, counts.get("interactions").asInt());
    assertEquals(1, counts.get("rejected").asInt());
  }

  @Test
  void whatIsUnusualStandsInTheLineToUse() throws IOException {
    Path file = folder.resolve("my items.csv");
    Files.writeString(file, "key,name\n1,Caf\u00e9\n", StandardCharsets.ISO_8859_1);
    Cli.Result look = Cli.run("import", "--inspect", file, "--map", "id=key", "--json");
    assertEquals(0, look.code(), look::toString);
    JsonNode found = look.json();
    assertEquals("latin1", found.get("files").get(0).get("encoding").asText());
    assertEquals("Caf\u00e9", found.get("files").get(0).get("sample").get(0).get("title").asText());
    assertEquals(
        "llmrec init ws --catalogue '"
            + file
            + "' --interactions FILE --encoding latin1 --map id=key",
        found.get("init").asText());
    Path ratings = Files.writeString(folder.resolve("r.csv"), "user,item,rating\nu,1,5\nu,2,1\n");
    Path ws = folder.resolve("ws");
    Cli.Result made =
        Cli.run(
            "init",
            ws,
            "--catalogue",
            file,
            "--interactions",
            ratings,
            "--encoding",
            "latin1",
            "--map",
            "id=key");
    assertEquals(0, made.code(), made::toString);
    assertTrue(Files.readString(ws.resolve("llmrec.yaml")).contains("encoding: latin1"));
    assertEquals(0, Cli.run("import", "-w", ws).code());
  }

  @Test
  void optionsOfALookWithoutOneAreRefused() {
    Cli.Result result = Cli.run("import", "-w", folder, "--as", "catalogue");
    assertEquals(2, result.code(), result::toString);
    assertTrue(result.err().contains("--inspect FILE"), result::toString);
    assertEquals(2, Cli.run("import", "--inspect", folder.resolve("none")).code());
    assertEquals(2, Cli.run("import", "--inspect", folder, "--as", "things").code());
  }
}
