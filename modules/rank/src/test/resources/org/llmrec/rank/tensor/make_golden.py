"""Writes golden.safetensors with the format's own library: pip install safetensors numpy."""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

save_file(
    {
        "item.0.weight": np.array([[0.5, -1.25, 3.0], [1e-7, 2.5e8, -0.0]], dtype=np.float32),
        "item.0.bias": np.array([0.1, -0.2], dtype=np.float32),
        "empty": np.zeros((0, 4), dtype=np.float32),
        "foldin.negatives": np.array([0, 7, 2147483647], dtype=np.int32),
        "scalar": np.array(1.5, dtype=np.float32),
    },
    Path(__file__).parent / "golden.safetensors",
)
