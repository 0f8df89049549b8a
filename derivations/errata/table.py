"""The source's slips: what is printed, what is right, and a network that tells.

Where the source has letters of its own (a for h, z^(o) for o) the rows keep this
project's; the slip is what differs, not the letters.
"""

import sympy as sp

from derivations.errata.erratum import Erratum
from derivations.language.symbols import (
    PP,
    D,
    Diag,
    H,
    Immediate,
    J,
    Jmean,
    L,
    OrderedProduct,
    Partial,
    RisingProduct,
    Row,
    T,
    Transposed,
    U,
    V,
    Whole,
    delta,
    delta_o,
    dsigma,
    h,
    i,
    j,
    k,
    l,
    m,
    n,
    o,
    onehot_y,
    s,
    t,
    v,
    w,
    x,
    yhat,
    z,
)

FIVE = (3, 5, (0, 1, 4, 1, 3), (1, 4, 1, 3, 2))
"""Three units, five words; the second word comes again."""
TWICE = (3, 5, (2, 2, 0, 0), (2, 0, 0, 4))
"""Words that follow themselves."""
WIDE = (5, 3, (0, 1, 2, 1, 0), (1, 2, 1, 0, 2))
"""More units than words."""
LOSSES = (t, 1, T)
ROWS, COLUMNS = (i, 1, D), (j, 1, D)
WORDS = (w, 1, V)

losses = sp.Sum(J(t), (t, 1, T))
instances = sp.Sum(Partial(J(t), H[k, i, j]), (k, 0, t - 1))
outer = sp.Sum(delta[k + 1, t, i] * h[k, j], (k, 0, t - 1))
step = Partial(Whole(h, k), Whole(h, k - 1))
slope = Diag(dsigma(Whole(z, t)))
weighted = sp.Sum(H[i, l] * h[t - 1, l], (l, 1, D))
back_one = sp.Sum(delta[t, t, n] * H[n, i], (n, 1, D)) * dsigma(z[t - 1, i])


def _same_word(read: sp.Expr) -> sp.Expr:
    """dJ^(t)/dL_{i,read}: the errors of all steps that read the word, added up."""
    hit = sp.KroneckerDelta(x(k + 1), read)
    return sp.Sum(delta[k + 1, t, i] * hit, (k, 0, t - 1))


def _own(logits: sp.Expr, later: sp.Expr) -> sp.Expr:
    return dsigma(z[s, i]) * (logits + later)


LOGITS = sp.Sum(delta_o[s, w] * U[w, i], (w, 1, V))
LATER = sp.Sum(delta[s + 1, m] * H[m, i], (m, 1, D))

ERRATA: dict[str, Erratum] = {
    "recursive": Erratum(
        section="abstract",
        slip="Recursive network",
        note="A recursive network is another thing, built over trees.",
        kind="prose",
        says=("recursive neural net", "recurrent neural network"),
    ),
    "time-hats": Erratum(
        section="2",
        slip="A prediction without its time",
        note="Every quantity carries its time; without one the prediction has no"
        " number. The same holds for x in P(x).",
        kind="symbol",
        derivation="softmax-loss",
        goal=sp.exp(o[t, w]) / sp.Sum(sp.exp(o[t, v]), (v, 1, V)),
        printed=yhat[w],
        corrected=yhat[t, w],
        indices=(LOSSES, WORDS),
        witness=FIVE,
    ),
    "row-or-column": Erratum(
        section="2",
        slip="x selects a row of L",
        note="L is D_h × |V|: a row has |V| entries and does not fit a state of D_h.",
        kind="shape",
        derivation="input-vector",
        goal=z[t, i],
        printed=Whole(H) * Whole(h, t - 1) + Row(L, x(t)),
        corrected=weighted + L[i, x(t)],
        indices=(LOSSES, ROWS),
        witness=WIDE,
    ),
    "sum-or-mean": Erratum(
        section="2",
        also=("3",),
        slip="A sum that is a mean",
        note="Section 2 sums the losses, section 3 divides by T and calls it the sum:"
        " the ratio is exactly T.",
        kind="residual",
        derivation="full-gradient",
        goal=J(),
        printed=losses / T,
        corrected=losses,
        witness=FIVE,
    ),
    "mean-sign": Erratum(
        section="3",
        slip="The mean carries a minus",
        note="Each J⁽ᵗ⁾ has its minus inside already; a second one asks for the worst"
        " network.",
        kind="residual",
        derivation="perplexity",
        goal=Jmean(),
        printed=-losses / T,
        corrected=losses / T,
        witness=FIVE,
    ),
    "sign-between-forms": Erratum(
        section="3",
        slip="The two forms of J differ in sign",
        note="One equation sets −(1/T) Σ J⁽ᵗ⁾ equal to −(1/T) Σ Σ y log ŷ, but J⁽ᵗ⁾ is"
        " −Σ y log ŷ: with the logarithm mended, the second form is the mean loss and"
        " the first is minus it.",
        kind="residual",
        derivation="perplexity",
        goal=-losses / T,
        printed=-sp.Sum(onehot_y[t, v] * sp.log(yhat[t, v]), (v, 1, V), (t, 1, T)) / T,
        corrected=sp.Sum(onehot_y[t, v] * sp.log(yhat[t, v]), (v, 1, V), (t, 1, T)) / T,
        witness=FIVE,
    ),
    "log-of-y": Erratum(
        section="3",
        slip="y log(y)",
        note="For a one-hot y it is 0 whatever the network says (0 log 0 = 0).",
        kind="residual",
        derivation="softmax-loss",
        goal=J(t),
        printed=-sp.Sum(onehot_y[t, v] * sp.log(onehot_y[t, v]), (v, 1, V)),
        corrected=-sp.Sum(onehot_y[t, v] * sp.log(yhat[t, v]), (v, 1, V)),
        indices=(LOSSES,),
        witness=FIVE,
    ),
    "mean-gradient": Erratum(
        section="3",
        slip="The gradient of a mean is a mean",
        note="With J the mean loss the factor 1/T is missing: the ratio is exactly T.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(Jmean(), H[i, j]),
        printed=sp.Sum(Partial(J(t), H[i, j]), (t, 1, T)),
        corrected=sp.Sum(Partial(J(t), H[i, j]), (t, 1, T)) / T,
        indices=(ROWS, COLUMNS),
        witness=FIVE,
    ),
    "figure-output": Erratum(
        section="3",
        slip="The figure's outputs are called y",
        note="y is the target, ŷ the prediction; the source's figure blames its"
        " drawing tool.",
        kind="residual",
        derivation="softmax-loss",
        goal=sp.exp(o[t, w]) / sp.Sum(sp.exp(o[t, v]), (v, 1, V)),
        printed=onehot_y[t, w],
        corrected=yhat[t, w],
        indices=(LOSSES, WORDS),
        witness=FIVE,
    ),
    "three-or-t": Erratum(
        section="3",
        slip="Loss 3 on the left, loss t on the right",
        note="The equation is about one loss; it holds at t = 3 only, where nothing"
        " shows.",
        kind="residual",
        derivation="instance-sum",
        goal=Partial(J(3), H[i, j]),
        printed=instances,
        corrected=instances.subs(t, 3),
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "instance-index": Erratum(
        section="3",
        slip="Instances 0 to t − 1, then 1 to t",
        note="H⁽ᵏ⁾ maps h⁽ᵏ⁾ to h⁽ᵏ⁺¹⁾, so loss t feels k = 0 to t − 1; there is no"
        " H⁽ᵀ⁾.",
        kind="index",
        derivation="instance-sum",
        goal=Partial(J(t), H[i, j]),
        printed=sp.Sum(Partial(J(t), H[k, i, j]), (k, 1, t)),
        corrected=instances,
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "immediate": Erratum(
        section="3",
        slip="The immediate partial is not marked",
        note="Read as the total derivative, ∂h⁽ᵏ⁾/∂H counts earlier instances again in"
        " every later term. ∂⁺ holds h⁽ᵏ⁻¹⁾ fixed.",
        kind="residual",
        derivation="instance-sum",
        goal=Partial(J(t), H[i, j]),
        printed=sp.Sum(
            Partial(J(t), h[k, m]) * Partial(h[k, m], H[i, j]), (m, 1, D), (k, 1, t)
        ),
        corrected=sp.Sum(
            Partial(J(t), h[k, m]) * Immediate(h[k, m], H[i, j]), (m, 1, D), (k, 1, t)
        ),
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "product-order": Erratum(
        section="3",
        slip="A product without an order",
        note="Matrices do not commute: written from k = s + 1 up it is wrong as soon"
        " as there are two factors.",
        kind="residual",
        derivation="jacobian-product",
        goal=Partial(h[t, i], h[s, j]),
        printed=RisingProduct(step, sp.Tuple(k, t, s + 1)),
        corrected=OrderedProduct(step, sp.Tuple(k, t, s + 1)),
        indices=(LOSSES, (s, 0, t), ROWS, COLUMNS),
        witness=FIVE,
    ),
    "embedding-index": Erratum(
        section="3",
        slip="The word's entry inside the sum",
        note="L stands inside the sum over k as L_ik: a word is an index of its own,"
        " and its entry is added once.",
        kind="residual",
        derivation="step-jacobian",
        goal=Partial(h[t, i], h[t - 1, j]),
        printed=dsigma(sp.Sum(H[i, l] * h[t - 1, l] + L[i, l], (l, 1, D))) * H[i, j],
        corrected=dsigma(weighted + L[i, x(t)]) * H[i, j],
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "inverse-jacobian": Erratum(
        section="3",
        slip="“Inverse Jacobian”",
        note="H′ diag(σ′) is the transpose: neither the Jacobian, which the left side"
        " says, nor its inverse.",
        kind="residual",
        derivation="step-jacobian",
        goal=Partial(h[t, i], h[t - 1, j]),
        printed=Transposed(Whole(H)) * slope,
        corrected=Transposed(Transposed(Whole(H)) * slope),
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "layout": Erratum(
        section="3",
        also=("5",),
        slip="Chains in rows, gradients in columns",
        note="Section 3 multiplies from the left, as if gradients were rows; section 5"
        " has them as columns, and a column does not meet a matrix from the left.",
        kind="shape",
        derivation="jacobian-product",
        goal=Partial(J(t), h[s, j]),
        printed=Partial(J(t), Whole(h, t)) * Partial(Whole(h, t), Whole(h, s)),
        corrected=Transposed(Partial(Whole(h, t), Whole(h, s)))
        * Partial(J(t), Whole(h, t)),
        indices=(LOSSES, (s, 0, t), COLUMNS),
        witness=FIVE,
    ),
    "perplexity-k": Erratum(
        section="4",
        slip="“As ŷ increases”",
        note="Only the entry of the word that came next counts; perplexity does not"
        " feel the others.",
        kind="residual",
        derivation="perplexity",
        goal=Partial(PP(t), yhat[t, w]),
        printed=-1 / yhat[t, w] ** 2,
        corrected=-onehot_y[t, w] / yhat[t, w] ** 2,
        indices=(LOSSES, WORDS),
        witness=FIVE,
    ),
    "mean-perplexity": Erratum(
        section="4",
        slip="The perplexity of a mean loss",
        note="It is the geometric mean of the perplexities. Their plain mean can rise"
        " while the loss falls.",
        kind="residual",
        derivation="perplexity",
        goal=sp.exp(Jmean()),
        printed=sp.Sum(PP(t), (t, 1, T)) / T,
        corrected=sp.Product(PP(t) ** (1 / T), (t, 1, T)),
        witness=FIVE,
    ),
    "delta-3": Erratum(
        section="5.1",
        slip="δ⁽³ᵗ⁾ in equation (1)",
        note="Nobody defined it; δ⁽ᵒᵗ⁾ is meant, the error of the output layer.",
        kind="symbol",
        derivation="output-weights",
        goal=Partial(J(t), U[t - 1, w, j]),
        printed=Whole(sp.IndexedBase("delta_3"), t) * Transposed(Whole(h, t)),
        corrected=Whole(delta_o, t) * Transposed(Whole(h, t)),
        indices=(LOSSES, WORDS, COLUMNS),
        witness=FIVE,
    ),
    "missing-sum": Erratum(
        section="5.2",
        slip="A sum over the logits is missing",
        note="A unit feeds every logit, not only the one with its own number.",
        kind="residual",
        derivation="hidden-error",
        goal=Partial(J(t), h[t, i]),
        printed=Partial(J(t), o[t, i]) * Partial(o[t, i], h[t, i]),
        corrected=sp.Sum(Partial(J(t), o[t, w]) * Partial(o[t, w], h[t, i]), (w, 1, V)),
        indices=(LOSSES, ROWS),
        witness=FIVE,
    ),
    "t-minus-i": Erratum(
        section="5.2",
        slip="t − i where t − 1 is meant",
        note="A row's number became a time: right in row 1, and row 2 of the first"
        " step asks for h⁽⁻¹⁾.",
        kind="index",
        derivation="hidden-weights",
        goal=Partial(J(t), H[t - 1, i, j]),
        printed=delta[t, t, i] * h[t - i, j],
        corrected=delta[t, t, i] * h[t - 1, j],
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "a-transposed": Erratum(
        section="5.2",
        slip="The state as a row",
        note="If a is 1 × D_h, as the text says, aᵀ is a column, and a column times a"
        " column has no product.",
        kind="shape",
        derivation="hidden-weights",
        goal=Partial(J(t), H[t - 1, i, j]),
        printed=Whole(delta, t, t) * Transposed(Transposed(Whole(h, t - 1))),
        corrected=Whole(delta, t, t) * Transposed(Whole(h, t - 1)),
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "l-index-order": Erratum(
        section="5.2",
        also=("5.3",),
        slip="L with its indices in both orders",
        note="L_il in one line, L_xi in the next. Rows are units, columns words: with"
        " the word first the fifth word has no row.",
        kind="index",
        derivation="input-vector",
        goal=z[t, i],
        printed=weighted + L[x(t), i],
        corrected=weighted + L[i, x(t)],
        indices=(LOSSES, ROWS),
        witness=FIVE,
    ),
    "local-only": Erratum(
        section="5.2",
        slip="Equation (3) is one instance’s",
        note="H is shared: what is called the gradient is the share of the last"
        " instance alone.",
        kind="residual",
        derivation="instance-sum",
        goal=Partial(J(t), H[i, j]),
        printed=delta[t, t, i] * h[t - 1, j],
        corrected=outer,
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "delta-two-meanings": Erratum(
        section="5.2",
        also=("6.1",),
        slip="One name, two errors",
        note="By equation (2) δ⁽ᵗ⁻¹⁾ is the error for loss t − 1, by (7) the one for"
        " loss t. The name has to carry its loss.",
        kind="residual",
        derivation="earlier-error",
        goal=back_one,
        printed=delta[t - 1, t - 1, i],
        corrected=delta[t - 1, t, i],
        indices=((t, 2, T), ROWS),
        witness=FIVE,
    ),
    "local-only-4": Erratum(
        section="5.3",
        slip="Equation (4) is one instance’s",
        note="A word that was read before has its vector in earlier steps too.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(t), L[i, x(t)]),
        printed=delta[t, t, i],
        corrected=_same_word(x(t)),
        indices=(LOSSES, ROWS),
        witness=TWICE,
    ),
    "local-only-6": Erratum(
        section="6.1",
        slip="Equation (6) is one instance’s",
        note="Where two steps running read the same word, both add up.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(t), L[i, x(t - 1)]),
        printed=back_one,
        corrected=_same_word(x(t - 1)),
        indices=((t, 2, T), ROWS),
        witness=TWICE,
    ),
    "z-of-previous": Erratum(
        section="6.1",
        slip="The input of step t − 1 reads its own output",
        note="z⁽ᵗ⁻¹⁾ is made of h⁽ᵗ⁻²⁾, not of h⁽ᵗ⁻¹⁾.",
        kind="residual",
        derivation="earlier-input",
        goal=z[t - 1, i],
        printed=weighted + L[i, x(t - 1)],
        corrected=sp.Sum(H[i, l] * h[t - 2, l], (l, 1, D)) + L[i, x(t - 1)],
        indices=((t, 2, T), ROWS),
        witness=FIVE,
    ),
    "missing-total": Erratum(
        section="6",
        slip="The total is never written",
        note="The source stops at one loss; the gradient sums over all t and s.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(), H[i, j]),
        printed=sp.Sum(delta[s, T, i] * h[s - 1, j], (s, 1, T)),
        corrected=sp.Sum(delta[s, t, i] * h[s - 1, j], (t, s, T), (s, 1, T)),
        indices=(ROWS, COLUMNS),
        witness=FIVE,
    ),
    "missing-own-loss": Erratum(
        section="6",
        slip="Equation (7) for the summed loss",
        note="Going back with (7) alone carries one loss; for the sum, each step adds"
        " its own Uᵀ δ⁽ᵒ⁾ inside the bracket.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(), z[s, i]),
        printed=dsigma(z[s, i]) * LATER,
        corrected=_own(LOGITS, LATER),
        indices=((s, 1, T - 1), ROWS),
        witness=FIVE,
    ),
}
"""By name, in the order of the source's sections."""
