package org.llmrec.retrieve.signal;

import java.util.Arrays;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;

/** The text vectors of an index, of those items that a request may find. Thread-safe. */
final class IndexRows implements FieldRows {
  private final CatalogueView view;
  private final int[] eligible;

  IndexRows(CatalogueView view, CatalogueSearch search) {
    this.view = view;
    this.eligible = search.eligibleOrdinals();
  }

  @Override
  public String name() {
    return "texts";
  }

  @Override
  public boolean has(int item) {
    return view.textVector(item).isPresent();
  }

  @Override
  public float[] row(int item) {
    return view.textVector(item).orElseThrow();
  }

  @Override
  public void products(float[] vector, float[] products) {
    float length = (float) Math.sqrt(Vectors.dot(vector, vector));
    float[] cosines = view.textCosines(vector, eligible);
    Arrays.fill(products, Float.NaN);
    for (int i = 0; i < eligible.length; i++) {
      products[eligible[i]] = length * cosines[i];
    }
  }
}
