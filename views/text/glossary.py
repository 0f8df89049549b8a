"""Explanations of terms in the pictures: meaning, formula, section of the source."""

from typing import NamedTuple


class Term(NamedTuple):
    """A term: its meaning, its formula in running text, and its section or ""."""

    name: str
    meaning: str
    formula: str
    section: str


TERMS = {
    "instance": Term(
        "Instance",
        "The copy of a shared weight that one step uses: instance k of H and L makes "
        "h⁽ᵏ⁺¹⁾, of U o⁽ᵏ⁺¹⁾.",
        "z⁽ᵏ⁺¹⁾ = H⁽ᵏ⁾ h⁽ᵏ⁾ + L⁽ᵏ⁾",
        "3",
    ),
    "loss": Term(
        "Loss",
        "How little the step expected the word that came next, in nats.",
        "J⁽ᵗ⁾ = −log ŷ⁽ᵗ⁾ at the target",
        "2",
    ),
    "contribution": Term(
        "Contribution",
        "What one instance adds to the gradient of one loss.",
        "C[t, k] = ∂J⁽ᵗ⁾ / ∂Hᵢⱼ⁽ᵏ⁾",
        "3",
    ),
    "reduction": Term(
        "Sum, mean or last",
        "The losses of all steps are added up, or averaged over T, or the last loss "
        "alone counts.",
        "J = Σₜ J⁽ᵗ⁾, or that over T, or J⁽ᵀ⁾",
        "6",
    ),
    "error": Term(
        "Error term",
        "How a loss changes with the input of a step’s units.",
        "δ⁽ˢ←ᵗ⁾ = ∂J⁽ᵗ⁾ / ∂z⁽ˢ⁾",
        "5.2",
    ),
    "jacobian": Term(
        "Jacobian of one step",
        "How a state changes with the state before, all others held.",
        "Dₛ = ∂h⁽ˢ⁾ / ∂h⁽ˢ⁻¹⁾ = diag(σ′(z⁽ˢ⁾)) H",
        "3",
    ),
    "immediate": Term(
        "Immediate partial ∂⁺",
        "The derivative with the state before held fixed.",
        "∂⁺h⁽ˢ⁾ / ∂H",
        "3",
    ),
    "norm": Term(
        "Norm, singular values",
        "How far the product stretches: at most by its largest singular value.",
        "∥A∥₂ = s₁; ∥A∥_F² = Σ sᵢ²",
        "",
    ),
    "lyapunov": Term(
        "Lyapunov exponent",
        "The rate, per step, at which a nudge of the state grows or dies.",
        "λ = lim (1/t) log sᵢ(∂h⁽ᵗ⁾/∂h⁽⁰⁾)",
        "",
    ),
}


def meanings(*names: str) -> list[tuple[str, str]]:
    """These terms, and what each means."""
    return [
        (term.name, f"{term.meaning} {term.formula}. {_where(term)}")
        for term in map(TERMS.__getitem__, names)
    ]


def explained(*names: str) -> str:
    """These terms as one text, a paragraph each."""
    return "\n\n".join(f"**{name}.** {meaning}" for name, meaning in meanings(*names))


def _where(term: Term) -> str:
    return (
        f"Source § {term.section}." if term.section else "The source stops before it."
    )
