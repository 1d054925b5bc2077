package org.llmrec.train.blas;

import org.bytedeco.openblas.global.openblas;

/** Matrix products tile by tile of the result, each tile by one thread. */
final class TiledProducts {
  private TiledProducts() {}

  static void gemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      float[] b,
      float beta,
      float[] c) {
    int across = Tiles.count(n);
    try (NativeFloats left = NativeFloats.copyOf(a, (long) m * k);
        NativeFloats right = NativeFloats.copyOf(b, (long) k * n);
        NativeFloats out = result(beta, c, (long) m * n)) {
      Tiles.run(
          Tiles.count(m) * across,
          Blas.threads(),
          tile -> {
            int i = tile / across;
            int j = tile % across;
            long row = (long) i * Tiles.SIDE;
            long column = (long) j * Tiles.SIDE;
            openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                transA ? openblas.CblasTrans : openblas.CblasNoTrans,
                transB ? openblas.CblasTrans : openblas.CblasNoTrans,
                Tiles.extent(i, m),
                Tiles.extent(j, n),
                k,
                alpha,
                left.at(transA ? row : row * k),
                transA ? m : k,
                right.at(transB ? column * k : column),
                transB ? k : n,
                beta,
                out.at(row * n + column),
                n);
          });
      out.read(0, c, 0, m * n);
    }
  }

  /** The tiles on and above the diagonal; what lies below is arbitrary. */
  static void gram(int k, int n, float alpha, float[] a, float beta, float[] c) {
    int across = Tiles.count(n);
    try (NativeFloats in = NativeFloats.copyOf(a, (long) k * n);
        NativeFloats out = result(beta, c, (long) n * n)) {
      Tiles.run(
          across * across,
          Blas.threads(),
          tile -> {
            int i = tile / across;
            int j = tile % across;
            long row = (long) i * Tiles.SIDE;
            long column = (long) j * Tiles.SIDE;
            if (i == j) {
              openblas.cblas_ssyrk(
                  openblas.CblasRowMajor,
                  openblas.CblasUpper,
                  openblas.CblasTrans,
                  Tiles.extent(i, n),
                  k,
                  alpha,
                  in.at(row),
                  n,
                  beta,
                  out.at(row * n + column),
                  n);
            } else if (i < j) {
              openblas.cblas_sgemm(
                  openblas.CblasRowMajor,
                  openblas.CblasTrans,
                  openblas.CblasNoTrans,
                  Tiles.extent(i, n),
                  Tiles.extent(j, n),
                  k,
                  alpha,
                  in.at(row),
                  n,
                  in.at(column),
                  n,
                  beta,
                  out.at(row * n + column),
                  n);
            }
          });
      out.read(0, c, 0, n * n);
    }
  }

  private static NativeFloats result(float beta, float[] c, long size) {
    return beta == 0 ? NativeFloats.allocate(size) : NativeFloats.copyOf(c, size);
  }
}
