"""Writes the Parquet files beside it, with pyarrow 26: what other people's tools leave behind.

Made-up data. Run it again only when a case is added: `pip install pyarrow && python make.py`.
"""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq

items = pa.table({
    "id": pa.array([1, 2, 3], pa.int64()),
    "title": ["Ünder the Sea", "Two", None],
    "genres": pa.array([["Drama", "Sci-Fi"], [], None], pa.list_(pa.string())),
    "price": pa.array([4.5, float("nan"), None], pa.float64()),
    "score": pa.array([0.1, 3.5, None], pa.float32()),
    "in_stock": [True, False, None],
    "released": pa.array([dt.date(1995, 1, 2), None, None]),
})
for codec in ["none", "snappy", "gzip", "zstd"]:
    pq.write_table(items, f"items-{codec}.parquet", compression=codec)

ratings = pa.table({
    "user_id": ["u1", "u1", "u2"],
    "item_id": pa.array([1, 2, 1], pa.int32()),
    "rating": pa.array([5.0, 3.0, 4.5], pa.float32()),
    "timestamp": pa.array([dt.datetime(2020, 1, 1, 12)] * 3, pa.timestamp("us", tz="UTC")),
})
pq.write_table(ratings, "ratings.parquet", row_group_size=2)

pq.write_table(pa.table({"id": ["a"], "maker": [{"name": "x", "year": 1}]}), "nested.parquet")
# One text in 3,000 rows: the file has it once.
pq.write_table(
    pa.table({"id": [str(i) for i in range(3000)], "title": ["x" * 100_000] * 3000}), "bomb.parquet")
