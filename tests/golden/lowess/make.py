#!/usr/bin/env python3
"""Makes the trends that Apiary's LOWESS is held against, with statsmodels.

    python3 -m venv venv && venv/bin/pip install statsmodels==0.15.0 numpy==1.26.4
    venv/bin/python tests/golden/lowess/make.py

Each file has the points, rounded, as Apiary's runs have them (the ys of all runs at each x), and the
line through them that plotly's trendline="lowess" draws: statsmodels' defaults.
"""

import csv
import io
import json
import subprocess
from pathlib import Path

import numpy as np
import statsmodels
from statsmodels.nonparametric.smoothers_lowess import lowess

HERE = Path(__file__).resolve().parent

# name: link, column, first timestep, decimals of the points
CASES = {
    "saturation_of_ten_runs": ("honey/1?runs=10", "saturation", 0, 4),
    "price_with_outliers": ("honey/1?runs=10&p-variance=0.4", "price", 0, 2),
    "price_of_one_run": ("honey/1?runs=1&seed=3", "price", 0, 3),
    "balance_of_ten_runs": ("currents/1?runs=10", "userBalance", 3, 1),
}


def main() -> None:
    for name, (link, column, first, decimals) in CASES.items():
        groups = points(link, column, first, decimals)
        xs = sorted(groups)
        pooled = [(x, y) for x in xs for y in groups[x]]
        x, y = np.array(pooled).T
        fits = dict(lowess(y, x).tolist())
        case = {
            "from": f"{column} of {link}",
            "statsmodels": statsmodels.__version__,
            "xs": xs,
            "ys": [groups[x] for x in xs],
            "trend": [fits[x] for x in xs],
        }
        (HERE / f"{name}.json").write_text(json.dumps(case, separators=(",", ":")) + "\n")


def points(link: str, column: str, first: int, decimals: int) -> dict[float, list[float]]:
    apiary = ["cargo", "run", "--quiet", "--package", "apiary", "--", "run", link]
    rows = subprocess.run(apiary, check=True, capture_output=True, text=True, cwd=HERE).stdout
    groups: dict[float, list[float]] = {}
    for row in csv.DictReader(io.StringIO(rows)):
        if int(row["timestep"]) >= first:
            value = round(float(row[column]), decimals)
            groups.setdefault(float(row["timestep"]), []).append(value)
    return groups


if __name__ == "__main__":
    main()
