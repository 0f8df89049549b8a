"""Runs printed programs where nothing of ours can be imported: `python -I run.py DIR`.

Every NAME.py of DIR is loaded and run on every network of networks.npz; what it returns
goes to results.npz, under NAME/network/0..4, and the miss of its own check under
NAME/network/check.
"""

import importlib.util
import pathlib
import sys
import warnings

import numpy as np

OURS = ("rnn_core", "derivations", "views", "sympy")
GIVEN = ("H", "L", "U", "h0", "inputs", "targets")


def loaded(path):
    """A program as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(folder):
    warnings.simplefilter("error")
    networks, results = np.load(folder / "networks.npz"), {}
    count = len(networks.files) // len(GIVEN)
    for path in sorted(folder.glob("*.py")):
        module = loaded(path)
        for n in range(count):
            *weights, inputs, targets = (networks[f"{n}/{name}"] for name in GIVEN)
            found = module.loss_and_gradients(*weights, inputs, targets)
            for place, value in enumerate(found):
                results[f"{path.stem}/{n}/{place}"] = value
            if n == 0:
                miss = module.check(weights, inputs, targets)
                results[f"{path.stem}/{n}/check"] = miss
    assert not set(OURS) & set(sys.modules)
    np.savez(folder / "results.npz", **results)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
