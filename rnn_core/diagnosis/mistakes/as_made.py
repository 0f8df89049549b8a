"""A mistake in the words of where it was made: its matrices, its numbers, its lines."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..passes import Net, Recipe
from ..passes.recipe import gather_of
from ..typical import SCALES
from .lines import ADDED, SLOPE_LINES, SOME, TURNED, WHOLE, clipped_line
from .mistake import Mistake

STEPS: Mapping[str, tuple[str, ...]] = {
    "overwritten-each-step": ("first", "last", "second"),
    "first-instance-missing": ("no first", "second"),
    "last-step-missing": ("no last",),
}


def as_made(
    slug: str, mistake: Mistake, recipe: Recipe, net: Net, names: tuple[str, ...]
) -> Mistake:
    """The mistake with the numbers that were found, in the matrices that have it."""
    told = _numbers(slug, mistake, recipe, net)
    where = matrices_of(slug, recipe, names)
    return told if where == names else _in_some(slug, told, where)


def matrices_of(slug: str, recipe: Recipe, names: tuple[str, ...]) -> tuple[str, ...]:
    """The given matrices in which a mistake was made, of those made one by one; all of
    them for one that all share.
    """
    if slug in SCALES:
        return tuple(n for n in names if _scaled(slug, recipe.scales.get(n, ())))
    if slug == "error-before-slope":
        return tuple(n for n in names if gather_of(recipe, n).before) or names
    if slug in STEPS:
        steps = STEPS[slug]
        return tuple(n for n in names if gather_of(recipe, n).steps in steps) or names
    return names


def _scaled(slug: str, scale: tuple[str, ...]) -> bool:
    if slug == "divided-by-batch":
        return any(name.startswith("1/ ") for name in scale)
    return SCALES[slug] in scale


def _numbers(slug: str, mistake: Mistake, recipe: Recipe, net: Net) -> Mistake:
    if slug in TOLD:
        return TOLD[slug](mistake, recipe)
    activation = recipe.forward.activation or net.activation
    wrong = TURNED.get((slug, recipe.output.error)) or TURNED.get(
        (slug, recipe.output.targets)
    )
    for setting in (recipe.back.own_slope, recipe.back.carried_slope):
        wrong = wrong or SLOPE_LINES.get((slug, setting))
        wrong = wrong or SLOPE_LINES.get((slug, (*setting, activation)))
    if wrong is None:
        return mistake
    right = SLOPE_LINES.get(("right", (activation,)))
    if right is None or "slope[s] =" not in mistake.code_right:
        right = mistake.code_right
    return replace(mistake, code_wrong=wrong, code_right=right)


def _divided(mistake: Mistake, recipe: Recipe) -> Mistake:
    scales = [name for scale in recipe.scales.values() for name in scale]
    by = next(name for name in scales if name.startswith("1/ ")).split()[1]
    did = f"The gradient is divided by {by}, as by the size of a batch."
    wrong = mistake.code_wrong.replace("batch", by)
    return replace(mistake, title=f"Divided by {by}", did=did, code_wrong=wrong)


def _truncated(mistake: Mistake, recipe: Recipe) -> Mistake:
    if recipe.triangle is None or recipe.triangle[0] not in ("window", "again"):
        return mistake
    width = int(recipe.triangle[1])
    steps = "one step only" if width == 1 else f"{width} steps only"
    did = f"Losses go back {steps}; all the steps before them are meant."
    return replace(mistake, did=did, code_wrong=f"w = {width}\n{mistake.code_wrong}")


def _pieces(mistake: Mistake, recipe: Recipe) -> Mistake:
    memory, triangle = recipe.forward.memory, recipe.triangle
    width = memory[1] if isinstance(memory, tuple) else triangle and triangle[1]
    if not width:
        return mistake
    did = mistake.did.replace("into pieces", f"into pieces of {width} steps")
    return replace(mistake, did=did, code_wrong=f"w = {width}\n{mistake.code_wrong}")


def _clipped(mistake: Mistake, recipe: Recipe) -> Mistake:
    bound = f"{recipe.clip:.6g}"
    did = mistake.did.replace("beyond a bound", f"beyond ±{bound}")
    wrong = mistake.code_wrong.replace("bound", bound)
    right = mistake.code_right.replace("bound", bound)
    return replace(mistake, did=did, code_wrong=wrong, code_right=right)


def _by_norm(mistake: Mistake, recipe: Recipe) -> Mistake:
    if recipe.norm is None:
        return mistake
    which, bound = recipe.norm
    said = "the norm of all matrices together" if which == "all" else "its norm"
    did = mistake.did.replace(
        "so that its norm is at a bound", f"until {said} is {bound:g}"
    )
    wrong = mistake.code_wrong.replace("bound", f"{bound:g}")
    right = mistake.code_right.replace("bound", f"{bound:g}")
    return replace(mistake, did=did, code_wrong=wrong, code_right=right)


def _clipped_back(mistake: Mistake, recipe: Recipe) -> Mistake:
    form = recipe.back.form
    if not isinstance(form, tuple):
        return mistake
    wrong, right = clipped_line(form[1], form[2])
    did = mistake.did.replace("is clipped", f"is clipped to ±{form[2]:g}")
    return replace(mistake, did=did, code_wrong=wrong, code_right=right)


TOLD: Mapping[str, Callable[[Mistake, Recipe], Mistake]] = {
    "divided-by-batch": _divided,
    "truncated": _truncated,
    "chunks-for-window": _pieces,
    "chunks-state-zeroed": _pieces,
    "clipped-before-check": _clipped,
    "clipped-by-norm": _by_norm,
    "clipped-each-step": _clipped_back,
}


def _in_some(slug: str, mistake: Mistake, where: tuple[str, ...]) -> Mistake:
    """Of a mistake that some matrices have: its lines are theirs."""
    named = " and ".join(f"d{name}" for name in where)
    title = f"{mistake.title} ({named} alone)"
    if slug in SOME:
        wrong = "\n".join(SOME[slug](ADDED[name]) for name in where)
        right = "\n".join(SOME["right"](ADDED[name]) for name in where)
        if slug in ("overwritten-each-step", "error-before-slope"):
            right = "\n".join(ADDED[name] for name in where)
    else:
        line = "dH = -dH" if slug == "sign" else mistake.code_wrong
        if "dH" not in line:
            line = SOME_SCALED[slug]
        wrong = "\n".join(line.replace("dH", f"d{name}") for name in where)
        right = "\n".join(WHOLE[name] for name in where)
        if slug == "not-divided":
            wrong, right = right, "\n".join(f"d{name} /= T" for name in where)
    did = f"{DID.get(slug, mistake.did)} Here it is so in {named} alone."
    return replace(mistake, title=title, did=did, code_wrong=wrong, code_right=right)


SOME_SCALED = {
    "divided-by-vocabulary": "dH /= V",
    "log-base-2": "dH /= np.log(2)",
    "sign": "dH = -dH",
}
DID = {
    "sign": "Every entry has the other sign.",
    "log-base-2": "Every entry is divided by ln 2.",
}
