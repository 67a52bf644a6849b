def supply(p, s):
    """What flows between pool and circulation, and what is minted or burned."""
    outflow = s["reserve"] * p["outflow_rate"]
    inflow = s["size"] * s["saturation"] / s["target_price"]
    netflow = inflow - outflow
    reserve = s["reserve"] + netflow
    circulation = s["circulation"] - netflow
    total = reserve + circulation
    ratio_to_target = reserve / (total * p["target_reserve_ratio"])
    error = (1 - ratio_to_target) * (1 / 12)
    throttle = p["throttle"]
    if throttle != 0:  # a throttle of zero bounds nothing
        error = max(error, -throttle) if error < 0 else min(error, throttle)
    return netflow, error * total


def market(p, s):
    """What spending produces, and how much of the market that serves."""
    outflow = s["reserve"] * p["outflow_rate"]
    production = (
        s["production"] * (p["productivity"] * p["productivity"])
        + outflow * (1 + p["productivity"]) * s["price"]
    )
    utility = 10 * production / (production + s["size"])
    saturation = 1 / (1 + np.exp(-utility + 6))
    return production, utility, saturation, s["size"] * (1 + p["growth"])


def target_price(p, s):
    """Potential inflows per token, times the valuation ratio adjusted for saturation, times the
    sensitivity to how much circulates."""
    total = s["circulation"] + s["reserve"]
    saturation = max(0.5, s["saturation"])
    return s["size"] * p["valuation_ratio"] * total / (saturation * (s["circulation"] * s["circulation"]))


def price(p, s, draws):
    """A random walk, pulled towards a price that the economy would justify."""
    target = target_price(p, s)
    towards = draws.random_sample() < p["p_pull"]
    below = s["price"] < target
    direction = 1 if towards == below else -1
    magnitude = abs(draws.normal(0, p["p_variance"]))
    return s["price"] + s["price"] * direction * magnitude, target


def step(p, s, history, draws):
    """The next row. Every policy reads the row before; then all variables change at once."""
    netflow, adjustment = supply(p, s)
    production, utility, saturation, size = market(p, s)
    new_price, target = price(p, s, draws)
    return {
        "reserve": s["reserve"] + netflow + adjustment,
        "circulation": s["circulation"] - netflow,
        "size": size,
        "saturation": saturation,
        "production": production,
        "utility": utility,
        "price": new_price,
        "target_price": target,
        "netflow": netflow,
        "adjustment": adjustment,
    }


def derived(s):
    """What follows from a row."""
    total_supply = s["reserve"] + s["circulation"]
    return {
        "total_supply": total_supply,
        "market_cap": total_supply * s["price"],
        "ratio": s["reserve"] / total_supply,
    }
