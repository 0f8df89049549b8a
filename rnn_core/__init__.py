"""The NumPy engine: a recurrent language model and back-propagation through time.

    z^(t) = H h^(t-1) + L[:, x_t],  h^(t) = sigma(z^(t)),  o^(t) = U h^(t),
    yhat^(t) = softmax(o^(t)),      J^(t) = -log yhat^(t)[y_t],   t = 1..T

sigma is the logistic sigmoid unless another activation is named.

Importing it changes nothing in the process. Its products are small, and a second thread
of BLAS costs more than it brings: `threadpoolctl.threadpool_limits(1, "blas")` once,
which the app and the benchmarks call, is worth it.
"""

from .activation import ACTIVATIONS, Activation
from .backward_pass import Backward, Gradients, backward
from .biases import constant_unit, for_activation, real_units, with_biases
from .changes import (
    gradient_step,
    gradient_step_losses,
    nudged_losses,
    predicted_gradient_step_losses,
    predicted_losses,
    slopes_along,
)
from .contribution_product import Factor, contribution_factors, state_gradients
from .contribution_ranking import Contribution, largest_contributions, largest_discarded
from .cuts import CUTS, kept_instances
from .diagnosis import MISTAKES, Finding, MatrixVerdict, Mistake, Report, diagnose
from .exact_rank import nilpotent
from .forward_pass import Trace, forward
from .gradient_check import COMPLEX_STEP, numerical_gradient
from .jacobians import jacobian_product, pair_norms, step_jacobians
from .loading import Loaded, load_gradient, load_network
from .lyapunov_exponents import eigenvalues, lyapunov
from .params import Params, orthogonal
from .paths import Paths, strongest_paths
from .product_table import ProductTable, SwappedFactors
from .products import (
    float64_reach,
    log_bounds,
    log_determinant,
    log_norms,
    running_products,
)
from .reduction import REDUCTIONS, loss_weights, reduce_losses
from .scaled import Decimal, Scaled
from .singular_values import log_singular_values
from .states import States, run_states
from .text import Vocabulary, Window, next_word_window, tokenize
from .training import Look, OverflowedError, Recipe, Sample, Training, sample
from .truncated_gradients import Piece, Share, Truncation, piece_losses, truncation

__all__ = [
    "ACTIVATIONS",
    "COMPLEX_STEP",
    "CUTS",
    "MISTAKES",
    "REDUCTIONS",
    "Activation",
    "Backward",
    "Contribution",
    "Decimal",
    "Factor",
    "Finding",
    "Gradients",
    "Loaded",
    "Look",
    "MatrixVerdict",
    "Mistake",
    "OverflowedError",
    "Params",
    "Paths",
    "Piece",
    "ProductTable",
    "Recipe",
    "Report",
    "Sample",
    "Scaled",
    "Share",
    "States",
    "SwappedFactors",
    "Trace",
    "Training",
    "Truncation",
    "Vocabulary",
    "Window",
    "backward",
    "constant_unit",
    "contribution_factors",
    "diagnose",
    "eigenvalues",
    "float64_reach",
    "for_activation",
    "forward",
    "gradient_step",
    "gradient_step_losses",
    "jacobian_product",
    "kept_instances",
    "largest_contributions",
    "largest_discarded",
    "load_gradient",
    "load_network",
    "log_bounds",
    "log_determinant",
    "log_norms",
    "log_singular_values",
    "loss_weights",
    "lyapunov",
    "next_word_window",
    "nilpotent",
    "nudged_losses",
    "numerical_gradient",
    "orthogonal",
    "pair_norms",
    "piece_losses",
    "predicted_gradient_step_losses",
    "predicted_losses",
    "real_units",
    "reduce_losses",
    "run_states",
    "running_products",
    "sample",
    "slopes_along",
    "state_gradients",
    "step_jacobians",
    "strongest_paths",
    "tokenize",
    "truncation",
    "with_biases",
]
