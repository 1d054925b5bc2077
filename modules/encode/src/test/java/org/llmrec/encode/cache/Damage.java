package org.llmrec.encode.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What may happen to a file. */
enum Damage {
  FLIPPED {
    @Override
    byte[] of(byte[] bytes, SplittableRandom random) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return bytes;
    }
  },
  CUT {
    @Override
    byte[] of(byte[] bytes, SplittableRandom random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  },
  GONE {
    @Override
    byte[] of(byte[] bytes, SplittableRandom random) {
      return null;
    }
  },
  ZEROED {
    @Override
    byte[] of(byte[] bytes, SplittableRandom random) {
      Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0);
      return bytes;
    }
  },
  /** As if it were whole again, with bytes that nobody wrote. */
  LENGTHENED {
    @Override
    byte[] of(byte[] bytes, SplittableRandom random) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5_000));
      for (int i = bytes.length; i < longer.length; i++) {
        longer[i] = (byte) random.nextInt();
      }
      return longer;
    }
  },
  /** A piece from elsewhere in the file, so that whole rows stand in each other's place. */
  MOVED {
    @Override
    byte[] of(byte[] bytes, SplittableRandom random) {
      int n = 1 + random.nextInt(bytes.length);
      int from = random.nextInt(bytes.length - n + 1) & -8;
      int to = random.nextInt(bytes.length - n + 1) & -8;
      System.arraycopy(bytes.clone(), from, bytes, to, n);
      return bytes;
    }
  };

  /** Null where the file goes. */
  abstract byte[] of(byte[] bytes, SplittableRandom random);

  /** Does it to a file of the cache that the random numbers choose; says to which. */
  String strike(Path cache, SplittableRandom random) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(cache)) {
      files = walk.filter(file -> Files.isRegularFile(file) && notEmpty(file)).sorted().toList();
    }
    if (files.isEmpty()) {
      return "nothing";
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] damaged = of(Files.readAllBytes(file), random);
    if (damaged == null) {
      Files.delete(file);
    } else {
      Files.write(file, damaged);
    }
    return cache.relativize(file) + " " + this;
  }

  private static boolean notEmpty(Path file) {
    return file.toFile().length() > 0;
  }
}
