"""Times vectorised numpy: whole columns of runs at once, final state only.

Draws are one call each; a sweep draws once for all its cells. They are the notebook's (RandomState), and beside
them numpy's fastest, which give other numbers. A sweep's columns are the runs of a cell, and beside them those of
several cells, whose longer columns cost numpy fewer calls.
"""
import time

import numpy as np

TIMESTEPS = 120
np.seterr(all="ignore")


def draws(runs):
    from_seed = np.random.RandomState(0)
    return from_seed.random_sample((TIMESTEPS, runs)), from_seed.standard_normal((TIMESTEPS, runs))


def fast_draws(runs):
    from_seed = np.random.Generator(np.random.SFC64(0))
    return from_seed.random((TIMESTEPS, runs)), from_seed.standard_normal((TIMESTEPS, runs))


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


CELLS = [(throttle, target) for target in np.arange(9) * 0.025 + 0.1 for throttle in np.arange(8) * 0.004 + 0.002]


def sweep(cells_a_column=1):
    chance, move = (np.tile(drawn, cells_a_column) for drawn in draws(1000))
    for first in range(0, len(CELLS), cells_a_column):
        throttle, target = np.repeat(np.array(CELLS[first:first + cells_a_column]).T, 1000, axis=1)
        simulate(chance, move, throttle, target)
    return len(CELLS) * 1000 * TIMESTEPS


def ensemble(draw=draws, runs_a_column=10_000):
    for _ in range(10_000 // runs_a_column):
        simulate(*draw(runs_a_column))
    return 10_000 * TIMESTEPS


def members(runs=1000, days=365, avg_amount=100.0, counted=30):
    """CURRENTS with sums that grow, so its means are not the notebook's to the last bit. A member of full integrity
    draws as often every day."""
    from_seed = np.random.RandomState(0)
    signs = from_seed.randint(0, 2, (days, runs)) * 2.0 - 1
    sizes, luck = from_seed.random_sample((days, runs)) + 0.5, from_seed.random_sample((days, runs))
    balance, average, volume, average_volume = (np.zeros(runs) for _ in range(4))
    credit, capacity, transaction = np.full(runs, 250.0), np.full(runs, 250.0), np.zeros(runs)
    balances, volumes, received = np.zeros(runs), np.zeros(runs), np.zeros((runs, days + 2))
    count, each = np.zeros(runs, int), np.arange(runs)
    for day in range(days):
        balances, volumes = balances + balance, volumes + volume
        takes = transaction > 0
        sums = received[each, count] + transaction
        count = count + takes
        received[each, count] = np.where(takes, sums, received[each, count])
        amount = avg_amount * sizes[day] * signs[day]
        large = amount * 2 * luck[day]
        amount = np.where((luck[day] > 0.9) & (large < capacity), large, amount)
        new = credit
        if day >= counted:
            steepness = average / average_volume
            new = np.round(-3 * steepness ** 2 + 1, 2) * average_volume
            new = np.where(average_volume == 0, 0, np.where(new < 0, credit, new))
        balance, capacity, credit, transaction = (
            balance + amount, np.round(balance + credit), np.round(new), np.round(amount))
        volume = received[each, count] - received[each, np.maximum(count - counted, 0)]
        average, average_volume = balances / (day + 1), volumes / (day + 1)
    return runs * days


WORK = {
    ("honey sweep", "numpy"): sweep,
    ("honey sweep", "numpy, columns of 12 cells"): lambda: sweep(12),
    ("honey ensemble", "numpy"): ensemble,
    ("honey ensemble", "numpy, its fastest draws"): lambda: ensemble(fast_draws, 5_000),
    ("currents", "numpy, means not exact"): members,
}
for (case, who), run in WORK.items():
    steps = run()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    print(case, who, steps, sorted(times)[2], sep="\t")
