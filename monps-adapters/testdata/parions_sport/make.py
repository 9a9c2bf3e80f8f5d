"""Writes offer.sqlite.zip: an invented offer in the shape of the point of sale's database. Run in this
folder: python3 make.py"""

import os
import sqlite3
import zipfile

NAME = "spdv_mobile_offre.sqlite"
os.path.exists(NAME) and os.remove(NAME)
base = sqlite3.connect(NAME)
base.executescript(
    """
    CREATE TABLE sports (sport_id INTEGER PRIMARY KEY, sport TEXT, sortorder INTEGER);
    CREATE TABLE comp (comp_id INTEGER PRIMARY KEY, comp TEXT, comp_order INTEGER, sport_ref INTEGER);
    CREATE TABLE pari_type (pari_type_id INTEGER PRIMARY KEY, pari_type TEXT, description TEXT);
    CREATE TABLE offer_1n2 (event_id INTEGER PRIMARY KEY, start_ts INTEGER, fin_ts INTEGER,
        comp_ref INTEGER, match TEXT, market_count INTEGER, betradar_id TEXT);
    CREATE TABLE market (event_id INTEGER, market_id INTEGER PRIMARY KEY, lib TEXT, handicap TEXT,
        pari_type_ref INTEGER, status_ref INTEGER, pos INTEGER);
    CREATE TABLE buttons (market_id INTEGER, outcome_id INTEGER, lib TEXT, cote REAL, pos INTEGER,
        tendance INTEGER, status INTEGER, winner INTEGER, team TEXT);
    """
)
base.executemany(
    "INSERT INTO sports VALUES (?, ?, ?)", [(100, "Football", 1), (600, "Tennis", 2), (7, "Pelote", 3)]
)
base.executemany(
    "INSERT INTO comp VALUES (?, ?, ?, ?)",
    [(10, "Ligue Rouge", 1, 100), (20, "Coupe Bleue", 2, 600), (30, "Fronton", 3, 7)],
)
base.executemany(
    "INSERT INTO pari_type VALUES (?, ?, NULL)",
    [(1, "1/N/2"), (2, "Plus/Moins"), (3, "Double chance"), (4, "Buteur")],
)
START = 1_800_036_000  # 2027-01-15T18:00:00Z
base.executemany(
    "INSERT INTO offer_1n2 VALUES (?, ?, ?, ?, ?, ?, ?)",
    [
        (1001, START, START, 10, "Reds-Blues", 4, "77"),
        (1002, START, START, 10, "Saint-Marc-Val-Haut", 1, None),
        (1003, START, START, 10, "Un-Deux-Trois", 1, None),
        (1004, START - 900_000, START - 900_000, 10, "Hier-Demain", 1, None),
        (1005, START, START, 20, "A.Smash-B.Lob", 1, None),
        (1006, START, START, 30, "Basque-Landais", 1, None),
        (1007, START, START, 99, "Sans-Ligue", 0, None),
    ],
)
base.executemany(
    "INSERT INTO market VALUES (?, ?, ?, ?, ?, ?, ?)",
    [
        (1001, 1, "1/N/2", None, 1, 2, 1),
        (1001, 2, "Plus/Moins", "2,5 buts (Match)", 2, 2, 2),
        (1001, 3, "Double chance", None, 3, 2, 3),
        (1001, 4, "Buteur", "(Match)", 4, 2, 4),
        (1002, 5, "1/N/2", None, 1, 2, 1),
        (1003, 6, "1/N/2", None, 1, 2, 1),
        (1004, 7, "1/N/2", None, 1, 2, 1),
        (1005, 8, "1/N/2", None, 1, 2, 1),
        (1006, 9, "1/N/2", None, 1, 2, 1),
    ],
)
buttons = []


def prices(market, *outcomes):
    for place, (label, price, status, team) in enumerate(outcomes, 1):
        buttons.append((market, market * 10 + place, label, price, place, 0, status, 0, team))


prices(1, ("1", 1.85, 2, "Reds"), ("N", 3.0, 2, None), ("2", 4.1, 2, "Blues"))
prices(2, ("Plus de 2,5", 1.7, 2, None), ("Moins de 2,5", 1.95, 3, None))
prices(3, ("1/N", 1.15, 2, None), ("1/2", 1.2, 2, None), ("N/2", 1.6, 2, None))
prices(4, ("A. Rouge", 2.75, 2, "Reds"), ("B. Bleu", 1.0, 2, "Blues"))
prices(5, ("1", 2.05, 2, "Saint-Marc"), ("N", 3.1, 2, None), ("2", 3.2, 2, "Val-Haut"))
prices(6, ("1", 2.0, 2, None), ("N", 3.0, 2, None), ("2", 3.0, 2, None))
prices(7, ("1", 2.0, 2, "Hier"), ("N", 3.0, 2, None), ("2", 3.0, 2, "Demain"))
prices(8, ("1", 1.5, 2, None), ("2", 2.3, 2, None))
prices(9, ("1", 1.4, 2, None), ("N", 9.0, 2, None), ("2", 2.6, 2, None))
buttons.append((1, 19, "X", "cote", 9, 0, None, 0, None))
base.executemany("INSERT INTO buttons VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", buttons)
base.commit()
base.execute("VACUUM")
base.close()
with zipfile.ZipFile("offer.sqlite.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write(NAME)
os.remove(NAME)
