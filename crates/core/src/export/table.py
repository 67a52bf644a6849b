rows = []
with np.errstate(all="ignore"):  # what is impossible stands in the table as nan or inf
    for subset, (p, initial) in enumerate(subsets()):
        for run in range(1, scenario["runs"] + 1):
            for timestep, values in enumerate(one_run(p, initial, run).tolist()):
                rows.append([subset, run, timestep, *values])

columns = ["subset", "run", "timestep", *outputs]
len(rows), dict(zip(columns, rows[-1]))
