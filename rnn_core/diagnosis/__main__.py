"""`python -m rnn_core.diagnosis FILE`: what is wrong with the gradients in a file.

The file holds a network, its words and its gradients, as `load_network` reads them.
"""

import argparse

from ..activation import ACTIVATIONS
from ..loading import load_network
from .diagnose import REDUCTIONS, diagnose


def main(arguments: list[str] | None = None) -> None:
    """Read the file, diagnose its gradients and print the answer."""
    parser = argparse.ArgumentParser(
        prog="python -m rnn_core.diagnosis",
        description="Say what is wrong with the gradients in a file.",
    )
    parser.add_argument("file", help=".npz, .json or .safetensors")
    parser.add_argument("--activation", choices=list(ACTIVATIONS))
    parser.add_argument("--reduction", choices=REDUCTIONS, default="sum")
    parser.add_argument("--window", type=int, help="a truncation that is meant")
    parser.add_argument("--digits", type=int, help="significant digits that are given")
    options = parser.parse_args(arguments)
    try:
        print(_answer(options))
    except (OSError, ValueError, TypeError) as error:
        raise SystemExit(f"{options.file}: {error}") from None


def _answer(options: argparse.Namespace) -> str:
    loaded = load_network(options.file, options.activation)
    wanted = {
        "weights": loaded.params,
        "inputs": loaded.inputs,
        "targets": loaded.targets,
        "gradients": loaded.gradients,
    }
    absent = [name for name, value in wanted.items() if value is None]
    if loaded.params is None or absent:
        raise ValueError(
            f"has no {' and no '.join(absent)}; weights H, L, U, h0, inputs, targets "
            "and gradients dH, dL, dU, dh0 (or some of them) are wanted"
        )
    activation = options.activation or loaded.activation or "sigmoid"
    assert loaded.inputs is not None
    assert loaded.targets is not None
    report = diagnose(
        loaded.params,
        loaded.inputs,
        loaded.targets,
        loaded.gradients or {},
        activation,
        options.reduction,
        options.window,
        options.digits,
    )
    said = [*loaded.notes, f"Activation: {activation}.", "", report.text()]
    return "\n".join(said)


if __name__ == "__main__":
    main()
