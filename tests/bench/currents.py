"""CURRENTS as an engine of the cadCAD family runs it. Averages look up all earlier rows, as in its notebook."""
import numpy as np

SEEDS = [np.random.RandomState(run) for run in range(1000)]
PARAMETERS = {"integrity_coefficient": [1], "avg_amount": [100], "sum_volume": [30]}
START = {
    "balance": 0, "average": 0, "count": 0, "credit": 250, "capacity": 250, "volume": 0, "average_volume": 0,
    "transaction": 0,
}


def column(history, name):
    return [rows[-1][name] for rows in history]


def transact(p, _step, _history, s):
    draws = SEEDS[s["run"] - 1]
    sign = [-1, 1][draws.randint(0, 2)]
    amount = p["avg_amount"] * (draws.rand() + 0.5) * sign
    luck = draws.rand()
    if luck > 0.9 and amount * 2 * luck < s["capacity"]:
        amount = amount * 2 * luck
    if draws.rand() > p["integrity_coefficient"] and amount * 10 < s["capacity"]:
        amount = amount * 10 * draws.uniform(-1, p["integrity_coefficient"])
    return {"amount": amount, "count": s["count"] + 1}


def capacity(_p, _step, _history, s):
    return {"capacity": s["balance"] + s["credit"]}


def volume(p, _step, history, _s):
    received = [amount for amount in column(history, "transaction") if amount > 0]
    return {"volume": sum(received[-p["sum_volume"]:]) if len(received) >= p["sum_volume"] else sum(received)}


def averages(_p, _step, history, _s):
    return {"average": np.mean(column(history, "balance")), "average_volume": np.mean(column(history, "volume"))}


def credit(p, _step, _history, s):
    value = s["credit"]
    if s["count"] >= 7 and s["count"] >= p["sum_volume"]:
        value = 0
        if s["average_volume"] != 0:
            steepness = s["average"] / s["average_volume"]
            value = round(-3 * steepness ** 2 + 1, 2) * s["average_volume"]
            value = s["credit"] if value < 0 else value
    return {"credit": int(round(value))}


def update(name, make=lambda _s, signal, key: signal[key]):
    return lambda _p, _step, _history, s, signal: (name, make(s, signal, name))


BLOCKS = [{
    "policies": {"transact": transact, "capacity": capacity, "volume": volume, "averages": averages, "credit": credit},
    "variables": {name: update(name) for name in ("average", "count", "credit", "volume", "average_volume")} | {
        "balance": update("balance", lambda s, signal, _: s["balance"] + signal["amount"]),
        "transaction": update("transaction", lambda _s, signal, _: int(round(signal["amount"]))),
        "capacity": update("capacity", lambda _s, signal, _: int(round(signal["capacity"]))),
    },
}]
