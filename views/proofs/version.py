"""The version of a derivation that is shown: for which activation and reduction."""

from typing import NamedTuple

from derivations import DERIVATIONS, Derivation, in_activation, with_reduction

SIGMA = {
    "sigmoid": "σ is the logistic sigmoid.",
    "tanh": "σ is tanh.",
    "relu": "σ is ReLU, max(0, z).",
    "identity": "σ is the identity: the network is linear up to its logits.",
}
LOSS = {
    "sum": "J is the sum of the losses over t.",
    "mean": "J̄ is the mean of the losses over t, and J their sum.",
    "last": "J is the last loss alone, J⁽ᵀ⁾.",
}


class Version(NamedTuple):
    """A derivation by its slug, with the activation and the reduction."""

    slug: str
    activation: str = "sigmoid"
    reduction: str = "sum"

    @property
    def derivation(self) -> Derivation:
        """The derivation itself, the same object every time."""
        plain = DERIVATIONS[self.slug]
        return with_reduction(in_activation(plain, self.activation), self.reduction)


def describe_version(version: Version) -> str:
    """The activation and the reduction in words, where the derivation has them."""
    plain = DERIVATIONS[version.slug]
    said = []
    if in_activation(plain, "identity") is not plain:
        said.append(SIGMA[version.activation])
    if with_reduction(plain, "mean") is not plain:
        said.append(LOSS[version.reduction])
    return " ".join(said)


def numbered_title(derivation: Derivation) -> str:
    """The title of a derivation, with its number in the source if it has one."""
    number = f"({derivation.equation}) " if derivation.equation else ""
    return number + derivation.title
