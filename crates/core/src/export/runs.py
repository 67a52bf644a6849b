def subsets():
    """Parameters and initial state of every subset, counted from 0. A list is an axis of the sweep; in a
    product the first axis moves fastest."""
    inputs = [
        (kind, name, value)
        for kind in ("parameters", "initial_state")
        for name, value in scenario[kind].items()
    ]
    axes = [value for _, _, value in inputs if isinstance(value, list)]
    if axes and scenario["sweep"] == "zip":
        points = zip(*axes)
    else:
        points = (point[::-1] for point in itertools.product(*reversed(axes)))
    for point in points:
        of_axes = iter(point)
        subset = {"parameters": {}, "initial_state": {}}
        for kind, name, value in inputs:
            # numpy's numbers, of which a division by zero is infinite and no error.
            subset[kind][name] = np.float64(next(of_axes) if isinstance(value, list) else value)
        yield subset["parameters"], subset["initial_state"]


def one_run(p, initial, run):
    """All rows of a run, counted from 1: a column for each output."""
    draws = np.random.RandomState((scenario["seed"] + run - 1) % 2**32)
    timesteps = scenario["timesteps"]
    columns = {name: np.empty(timesteps + 1) for name in initial}
    s = initial
    for t in range(timesteps + 1):
        if t > 0:
            s = step(p, s, lambda name: columns[name][:t], draws)
        for name, value in s.items():
            columns[name][t] = value
    columns.update(derived(columns))
    return np.column_stack([columns[name] for name in outputs])
