"""Times vectorised numpy on HONEY: whole columns of runs at once, final state only.

Draws are one call each, which is the fastest way to have them; a sweep draws once for all its cells.
"""
import time

import numpy as np

TIMESTEPS = 120
np.seterr(all="ignore")


def draws(runs):
    from_seed = np.random.RandomState(0)
    return from_seed.random_sample((TIMESTEPS, runs)), from_seed.standard_normal((TIMESTEPS, runs))


def simulate(chance, move, throttle=0.008, target=0.2, outflow_rate=0.05, valuation=2.0, productivity=0.88, growth=0.0,
             variance=0.25, pull=0.75):
    runs = chance.shape[1]
    full = lambda value: np.full(runs, float(value))
    reserve, circulation, size, price, target_price = map(full, (7473, 18765, 100000, 10, 10))
    saturation, production = full(0), full(0)
    kept, gained, grown = productivity ** 2, 1 + productivity, 1 + growth
    for towards, moves in zip(chance < pull, np.abs(move * variance)):
        outflow = reserve * outflow_rate
        netflow = size * saturation / target_price - outflow
        pool, others = reserve + netflow, circulation - netflow
        total = pool + others
        error = np.clip((1 - pool / (total * target)) * (1 / 12), -throttle, throttle)
        production = production * kept + outflow * gained * price
        utility = 10 * production / (production + size)
        next_target = size * valuation * (circulation + reserve) / (np.maximum(0.5, saturation) * circulation ** 2)
        price = price + price * np.where(towards == (price < next_target), moves, -moves)
        saturation = 1 / (1 + np.exp(6 - utility))
        reserve, circulation, size, target_price = pool + error * total, others, size * grown, next_target
    return saturation, price


def sweep():
    chance, move = draws(1000)
    for target in np.arange(9) * 0.025 + 0.1:
        for throttle in np.arange(8) * 0.004 + 0.002:
            simulate(chance, move, throttle, target)
    return 72 * 1000 * TIMESTEPS


def ensemble():
    simulate(*draws(10_000))
    return 10_000 * TIMESTEPS


for case, run in {"honey sweep": sweep, "honey ensemble": ensemble}.items():
    steps = run()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    print(case, "numpy", steps, sorted(times)[2], sep="\t")
