"""HONEY as an engine of the cadCAD family runs it: three policies, ten variables."""
import numpy as np

PARAMETERS = {
    "throttle": [0.008], "outflow_rate": [0.05], "target_reserve_ratio": [0.2], "valuation_ratio": [2],
    "productivity": [0.88], "growth": [0], "p_variance": [0.25], "p_pull": [0.75],
}
START = {
    "reserve": 7473, "circulation": 18765, "size": 100000, "saturation": 0, "production": 0, "utility": 0,
    "price": 10, "target_price": 10, "netflow": 0, "adjustment": 0,
}


def supply(p, _step, _history, s):
    outflow = s["reserve"] * p["outflow_rate"]
    netflow = s["size"] * s["saturation"] / s["target_price"] - outflow
    reserve, circulation = s["reserve"] + netflow, s["circulation"] - netflow
    total = reserve + circulation
    error = (1 - reserve / total / p["target_reserve_ratio"]) / 12
    limit = p["throttle"]
    if limit != 0:
        error = max(error, -limit) if error < 0 else min(error, limit)
    return {"netflow": netflow, "adjustment": error * total}


def market(p, _step, _history, s):
    outflow = s["reserve"] * p["outflow_rate"]
    production = s["production"] * p["productivity"] ** 2 + outflow * (1 + p["productivity"]) * s["price"]
    utility = 10 * production / (production + s["size"])
    return {
        "production": production, "utility": utility, "saturation": 1 / (1 + np.exp(6 - utility)),
        "size": s["size"] * (1 + p["growth"]),
    }


def price(p, _step, _history, s):
    total = s["circulation"] + s["reserve"]
    target = (s["size"] / total) * (p["valuation_ratio"] / max(0.5, s["saturation"])) / (s["circulation"] / total) ** 2
    towards = np.random.random() < p["p_pull"]
    direction = 1 if towards == (s["price"] < target) else -1
    size = np.abs(np.random.normal(0, p["p_variance"]))
    return {"price": s["price"] + s["price"] * direction * size, "target_price": target}


def update(name):
    return lambda _p, _step, _history, _s, signal: (name, signal[name])


def update_reserve(_p, _step, _history, s, signal):
    return "reserve", s["reserve"] + signal["netflow"] + signal["adjustment"]


def update_circulation(_p, _step, _history, s, signal):
    return "circulation", s["circulation"] - signal["netflow"]


BLOCKS = [{
    "policies": {"supply": supply, "market": market, "price": price},
    "variables": {name: update(name) for name in START}
    | {"reserve": update_reserve, "circulation": update_circulation},
}]
