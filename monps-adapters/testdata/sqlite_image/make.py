"""Writes deep.image: small pages, so that the tree is deep and rows overflow. Rows follow a formula
that the test computes again. Run in this folder: python3 make.py"""

import os
import sqlite3

os.path.exists("deep.image") and os.remove("deep.image")
base = sqlite3.connect("deep.image")
base.execute("PRAGMA page_size = 512")
base.execute("PRAGMA auto_vacuum = FULL")
base.execute(
    'CREATE TABLE "measure, all" (id INTEGER PRIMARY KEY, n INTEGER, "r (x)" REAL, s TEXT DEFAULT (\'a,b\'),'
    " b BLOB, CHECK (id > 0)) -- done"
)
base.execute("CREATE TABLE keyless (a TEXT PRIMARY KEY, b INT) WITHOUT ROWID")
base.execute("CREATE INDEX by_s ON \"measure, all\" (s)")
base.execute("CREATE VIEW half AS SELECT id FROM \"measure, all\"")
for i in range(1, 501):
    text = "é" * (i % 40) if i % 100 else "long " * 600
    n = None if i % 7 == 0 else (-1 if i % 2 else 1) * i**4
    base.execute('INSERT INTO "measure, all" VALUES (?, ?, ?, ?, ?)', (i, n, i / 8, text, b"x" * (i % 3)))
base.execute('DELETE FROM "measure, all" WHERE id % 5 = 0 AND id % 100 <> 0')
base.execute("INSERT INTO keyless VALUES ('k', 1)")
base.commit()
base.close()
