"""Training by stochastic gradient descent, in bits: others can go on between them."""

from collections.abc import Iterator
from functools import cached_property
from time import perf_counter

import numpy as np
from jaxtyping import Float64, Int64
from numpy.typing import ArrayLike

from ..activation import named_activation
from ..checks import expect, frozen, token_ids, whole_number
from ..params import Params
from .checkpoints import BYTES, OVERHEAD, Checkpoints
from .cost import Plan
from .descent import Step, descend
from .looks import Look, look_at
from .recipe import Recipe, reading_order, training_windows
from .weights import State, weights_bytes

SECONDS = 0.05
"""How long a generator works between two yields, about."""
FINEST = 10
"""Steps from one checkpoint to the next, at least."""

History = Float64[np.ndarray, " N"]
Ids = Int64[np.ndarray, " T"]


class OverflowedError(ValueError):
    """Numbers overflow before the step that was asked for; `step` is the last step
    before.
    """

    def __init__(self, step: int, asked: int) -> None:
        super().__init__(
            f"step is {asked}; training ends at step {step}, after which numbers "
            "overflow"
        )
        self.step = step


class Training:
    """A network that is trained on a text, step by step and the same each time.

    Each step reads one of `windows`, the pieces of the text, from h^(0), which is not
    trained, and moves H, L and U against the gradient of its loss. A unit that is
    always 1 stays constant; its columns, the biases, are trained.

    words (n,): ids of the whole text, n >= 2. start: the word at which the first window
    begins. Nothing is computed yet. The same bits come again on one machine, with the
    same versions and as many threads of BLAS.

    ValueError, TypeError: as in `forward`, a text of one word, a start below 0.
    """

    ended: str | None = None
    """"overflow" where training ended at a step because numbers overflowed."""

    def __init__(
        self,
        params: Params,
        words: ArrayLike,
        recipe: Recipe,
        activation: str = "sigmoid",
        start: int = 0,
    ) -> None:
        expect("params", params, Params)
        expect("recipe", recipe, Recipe)
        named_activation(activation)
        ids = token_ids("words", words, params.vocab)
        if len(ids) < 2:
            raise ValueError(
                "words has 1 id; learning to predict the next word takes at least 2"
            )
        start = whole_number("start", start, 0)
        self.params, self.words, self.recipe = params, ids, recipe
        self.activation = activation
        self.done = 0
        self.length = min(recipe.length, len(ids) - 1)
        self.windows = training_windows(len(ids), self.length, start)
        sizes = params.hidden, params.vocab, self.length, len(self.windows)
        self._plan = Plan(*sizes, recipe)
        self._looks: dict[int, Look | None] = {}
        self.checkpoints = Checkpoints(weights_bytes(params.hidden, params.vocab))

    def __repr__(self) -> str:
        return f"Training({self.recipe}, done={self.done} of {self.planned})"

    @property
    def planned(self) -> int:
        """How many steps are run: the recipe's, or as many as are affordable."""
        return self._plan.steps

    @property
    def shortened(self) -> bool:
        """Whether that is fewer than the recipe has."""
        return self.planned < self.recipe.steps

    @property
    def finished(self) -> bool:
        """Whether no step is left to do."""
        return self.ended is not None or self.done == self.planned

    @property
    def loss(self) -> History:
        """(done,): the mean loss of each step's window before its update."""
        return self._done_of("loss")

    @property
    def norm(self) -> History:
        """(done,): the norm of each step's gradient of H, L and U before clipping."""
        return self._done_of("norm")

    @property
    def scale(self) -> History:
        """(done,): what clipping multiplied each step's gradient by; 1 for nothing."""
        return self._done_of("scale")

    @property
    def looks(self) -> tuple[Look, ...]:
        """The looks taken so far, of step 0, some evenly on, and the last step.

        One whose numbers overflow is left out.
        """
        taken = sorted(self._looks.items())
        return tuple(look for _, look in taken if look is not None)

    @cached_property
    def measured(self) -> Int64[np.ndarray, " M"]:
        """(M,): which windows the looks' text_loss is of: all, or some evenly on."""
        spread = np.arange(self._plan.look_windows) * len(self.windows)
        return frozen(spread // self._plan.look_windows)

    @property
    def kept_at_most(self) -> int:
        """Bytes that it may come to hold: a checkpoint a step, or all that may be."""
        params = self.params
        weights = weights_bytes(params.hidden, params.vocab)
        looks = self._plan.looks * (8 * self.length + 1000)
        every_step = (self.planned + 1) * (weights + OVERHEAD)
        kept = min(max(BYTES, weights), every_step)
        return 2 * weights + kept + 32 * self.planned + looks

    def run(self) -> Iterator[int]:
        """Go on from `done`, in bits: `done` about every 50 ms, and at the end.

        It may be dropped at any yield and called again.
        """
        since = perf_counter()
        for _ in self._bits():
            if perf_counter() - since > SECONDS:
                yield self.done
                since = perf_counter()
        yield self.done

    def recall(self, step: int) -> Iterator[Params | None]:
        """The weights after so many steps: None about every 50 ms, Params at last.

        Steps are repeated from the nearest checkpoint, to the same bits. It need not
        have been run so far. ValueError: a step outside 0..planned; OverflowedError,
        as it is computed, if training ends before that step. TypeError: no whole
        number.
        """
        return self._replay(whole_number("step", step, 0, self.planned))

    def params_at(self, step: int) -> Params:
        """The weights after so many steps, as `recall` has them, in one go."""
        *_, params = self.recall(step)
        assert params is not None
        return params

    def _done_of(self, name: str) -> History:
        return frozen(self._history[Step._fields.index(name), : self.done])

    def _bits(self) -> Iterator[None]:
        """The work that is left, in bits of a step or less."""
        looks = set(self._plan.look_steps())
        while True:
            if self._look_is_due(looks):
                yield from self._take_look()
            elif self.finished:
                return
            else:
                self._go_on()
                yield None

    def _look_is_due(self, looks: set[int]) -> bool:
        at_one = self.done in looks or self.ended is not None
        return at_one and self.done not in self._looks

    def _take_look(self) -> Iterator[None]:
        """Weights change in place, and others may go on meanwhile: look at a copy."""
        step, weights = self.done, self._checkpoint().weights
        read = [self._read(n) for n in self.measured]
        for look in look_at(step, weights, read, self.activation, self.recipe):
            if look is not None:
                self._looks[step] = look if look.finite else None
            yield None

    def _go_on(self) -> None:
        step = self._step(self._state, self.done)
        if step is None:
            self.ended = "overflow"
            return
        self._history[:, self.done] = step
        self.done += 1
        if self.done % self._stride == 0:
            self._checkpoint()

    def _checkpoint(self) -> State:
        """A copy of the state as it is, which stays as it is."""
        known = self.checkpoints.nearest(self.done)
        if known is not None and known[0] == self.done:
            return known[1]
        copy = self._state.copy()
        self.checkpoints.keep(self.done, copy)
        return copy

    def _replay(self, step: int) -> Iterator[Params | None]:
        since = perf_counter()
        if step == self.done > 0:
            self._checkpoint()
        at, state = self.checkpoints.nearest(step) or (0, State.of(self.params))
        if at < step:
            state = state.copy()
        for n in range(at, step):
            if self._step(state, n) is None:
                raise OverflowedError(n, step)
            if (n + 1) % self._stride == 0 or n + 1 == step:
                self.checkpoints.keep(n + 1, state.copy())
            if perf_counter() - since > SECONDS:
                yield None
                since = perf_counter()
        weights = state.weights
        yield Params(weights.H, weights.L, weights.U, weights.h0)

    def _step(self, state: State, n: int) -> Step | None:
        """Do step n, in place."""
        inputs, targets = self._read(self._order[n])
        settings = self.activation, self.recipe, self._buffer
        return descend(state, inputs, targets, *settings)

    def _read(self, window: int) -> tuple[Ids, Ids]:
        """The words that a window reads, and their targets."""
        first, steps = self.windows[window]
        return self.words[first : first + steps], self.words[first + 1 :][:steps]

    @cached_property
    def _state(self) -> State:
        """The network after `done` steps."""
        return State.of(self.params)

    @cached_property
    def _order(self) -> Int64[np.ndarray, " N"]:
        return reading_order(self.recipe, len(self.windows), self.planned)

    @cached_property
    def _history(self) -> Float64[np.ndarray, "3 N"]:
        """Loss, norm and clipping of each step; steps to come are nan."""
        return np.full((len(Step._fields), self.planned), np.nan)

    @cached_property
    def _buffer(self) -> Float64[np.ndarray, "V D"]:
        return np.empty_like(self.params.U)

    @cached_property
    def _stride(self) -> int:
        """Steps between checkpoints, so that half of those allowed are left."""
        most = max(1, self.checkpoints.most // 2)
        return max(FINEST, -(-self.planned // most))
