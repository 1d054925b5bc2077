package org.llmrec.enrich.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** The detector's model, read from the class path when first needed: it takes some 100 MB. */
final class DetectorModel {
  private static final String FILE = "/langdetect-183.bin";

  private DetectorModel() {}

  static LanguageDetectorModel get() {
    return Holder.MODEL;
  }

  private static final class Holder {
    static final LanguageDetectorModel MODEL = read();

    private static LanguageDetectorModel read() {
      try (InputStream in = DetectorModel.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException(
              FILE + " is not on the class path; it comes with opennlp-models-langdetect");
        }
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + FILE, e);
      }
    }
  }
}
