"""Where: China's provinces as tiles in their rough places, claims of both sides in each; other places in words below."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from potline import selection, wording
from potline.canvas import COLOUR, INK, NARROW, NEUTRAL, PAPER, STYLE, WIDE, describe, fitted, place, plain, room, sheet, width, wrapped, write

GRID = """
.  .  .  .  .  .  HL
.  .  .  NM BJ LN JL
XJ GS NX SX HE TJ .
XZ QH SN HA SD JS .
.  SC CQ HB AH ZJ SH
.  GZ HN JX FJ .  TW
.  YN GX GD .  .  .
.  .  .  HI MO HK .
"""
NAMES = """
HL=Heilongjiang NM=Inner.Mongolia BJ=Beijing LN=Liaoning JL=Jilin XJ=Xinjiang GS=Gansu NX=Ningxia SX=Shanxi HE=Hebei TJ=Tianjin XZ=Tibet
QH=Qinghai SN=Shaanxi HA=Henan SD=Shandong JS=Jiangsu SC=Sichuan CQ=Chongqing HB=Hubei AH=Anhui ZJ=Zhejiang SH=Shanghai GZ=Guizhou HN=Hunan
JX=Jiangxi FJ=Fujian TW=Taiwan YN=Yunnan GX=Guangxi GD=Guangdong HI=Hainan MO=Macao HK=Hong.Kong
"""
NAME = {code: name.replace(".", " ") for code, name in (pair.split("=") for pair in NAMES.split())}
TILES = {f"CN-{code}": (row, column) for row, line in enumerate(GRID.strip().splitlines()) for column, code in enumerate(line.split()) if code != "."}
LEFT = {"extension": 0.03, "crackdown": 0.5}  # where the side stands in a tile
MOST = 12  # other places named below
TILE = {WIDE: (0.31, 7.4), NARROW: (0.38, 6.5)}  # inches of a tile and points of its words, for a page and for a phone
PARTED = {"Heilongjiang": "Heilong jiang"}  # a name of one word that may take two lines


@fitted
def tiles(facts: pd.DataFrame, title: str) -> Figure:
    """Claims of extension (left half of a tile) and of the crackdown (right half) by province; a tile without either is bare."""
    found = selection.provinces(facts)
    if found.empty:
        return plain(title, "No claim of extension or crackdown names a place.")
    inside = found["region_code"].isin(TILES)
    others = _others(found[~inside])
    below = wrapped(others, room(), 3)
    rows = 1 + max(r for r, _ in TILES.values())
    high, _ = TILE[room()]
    figure, top = sheet(high * rows + 0.15 * len(below) * bool(others) + 0.1, title)
    with mpl.rc_context(STYLE):
        axes = place(figure, 0, top - high * rows, room(), high * rows)
        axes.set(xlim=(0, 7), ylim=(rows, 0))
        table = found[inside].pivot_table(index="region_code", columns="side", values="claims", aggfunc="sum")
        for code in TILES:
            counts = table.loc[code] if code in table.index else pd.Series(dtype=float)
            _tile(axes, code, {s: int(counts[s]) for s in counts.index if counts[s] > 0}, found["claims"].max())
        for side, y in (("extension", 0.12), ("crackdown", 0.27)):
            write(figure, f"{'left' if side == 'extension' else 'right'}: {side}", 0, top - y, color=COLOUR[side], weight="bold")
        for i, line in enumerate(below if others else []):
            write(figure, line, 0, 0.15 * (len(below) - i) - 0.02, color=NEUTRAL)
    told = "; ".join(f"{r.region}, {r.side}: {r.claims}" for r in found.itertuples())
    return describe(figure, f"{title} Claims by place. {told}.")


def _tile(axes: Axes, code: str, counts: dict[str, int], most: int) -> None:
    row, column = TILES[code]
    axes.add_patch(Rectangle((column + 0.03, row + 0.04), 0.94, 0.92, facecolor=COLOUR["neutral_tint"], lw=0))
    (high, size), place, wide = TILE[room()], NAME[code[3:]], 0.9 * room() / 7
    lines = PARTED.get(place, place).split() if width(place, size) > wide else [place]
    for side, n in counts.items():
        x, colour = column + LEFT[side], COLOUR[side]
        fill, text = (colour, PAPER) if n > most / 2 else (COLOUR[f"{side}_tint"], INK)
        axes.add_patch(Rectangle((x, row + 0.51), 0.47, 0.45, facecolor=fill, edgecolor=colour, lw=0.6))
        axes.text(x + 0.235, row + 0.745, f"{n:,}", size=size, ha="center", va="center", color=text, weight="bold")
    for n, line in enumerate(lines):
        y = row + (0.29 if counts else 0.5) + (n - (len(lines) - 1) / 2) * 0.92 * size / 72 / high
        axes.text(column + 0.5, y, line, size=size, ha="center", va="center", color=INK if counts else NEUTRAL)


def _others(found: pd.DataFrame) -> str:
    """Places outside the grid, those with most claims first."""
    sums = found.pivot_table(index="region", columns="side", values="claims", aggfunc="sum", fill_value=0)
    sums = sums.assign(all=sums.sum(axis=1)).sort_values("all", ascending=False, kind="stable")
    said = []
    for name, row in sums.iterrows():
        counts = ", ".join(f"{side} {int(row[side])}" for side in LEFT if row.get(side, 0))
        said.append(f"{wording.name(name)} ({counts})")
    return f"Outside the grid: {wording.listed(said, most=MOST)}." if said else ""
