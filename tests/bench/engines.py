"""Times cadCAD and radCAD on both models: a line a case, `case who steps seconds`, tabs between."""
import contextlib
import io
import sys
import time

import currents
import honey
from cadCAD.configuration import Experiment
from cadCAD.configuration.utils import config_sim
from cadCAD.engine import ExecutionContext, ExecutionMode, Executor
from radcad import Backend, Engine, Model, Simulation

CASES = {"honey sweep": (honey, 120, 20), "currents": (currents, 365, 4)}


def cadcad(model, timesteps, runs):
    experiment = Experiment()
    experiment.append_configs(
        initial_state=model.START, partial_state_update_blocks=model.BLOCKS,
        sim_configs=config_sim({"N": runs, "T": range(timesteps), "M": model.PARAMETERS}),
    )
    return Executor(ExecutionContext(ExecutionMode().single_mode), experiment.configs).execute


def radcad(model, timesteps, runs, deepcopy):
    made = Model(initial_state=model.START, state_update_blocks=model.BLOCKS, params=model.PARAMETERS)
    simulation = Simulation(model=made, timesteps=timesteps, runs=runs)
    simulation.engine = Engine(backend=Backend.SINGLE_PROCESS, deepcopy=deepcopy)
    return simulation.run


WHO = {
    "cadCAD": cadcad,
    "radCAD": lambda *work: radcad(*work, deepcopy=True),
    "radCAD, deepcopy=False": lambda *work: radcad(*work, deepcopy=False),
}

for case, work in CASES.items():
    for who, make in WHO.items():
        # Both engines print banners and progress.
        with contextlib.redirect_stdout(io.StringIO()):
            run = make(*work)
            start = time.perf_counter()
            run()
            seconds = time.perf_counter() - start
        print(case, who, work[1] * work[2], seconds, sep="\t")
        sys.stdout.flush()
