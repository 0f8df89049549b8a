"""The table of slips: what is printed, what is right, and a network that shows it.

The quotations are to the letter.  What is run is the same in this project's letters
(where the source has a for h, z^(o) for o), one slip at a time.
"""

from dataclasses import replace

import sympy as sp

from derivations.errata.erratum import Erratum
from derivations.errata.quotations import QUOTATIONS
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
    y,
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
softmax = sp.exp(o[t, w]) / sp.Sum(sp.exp(o[t, v]), (v, 1, V))
by_states = sp.Sum(
    Partial(J(t), h[k, m]) * Immediate(h[k, m], H[i, j]), (m, 1, D), (k, 1, t)
)
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

SLIPS = {
    "recursive": Erratum(
        section="abstract",
        slip="Recursive network",
        note="A recursive network is another thing, built over trees.",
        kind="prose",
        instead="recurrent neural network",
    ),
    "time-hats": Erratum(
        section="2",
        slip="A prediction without its time",
        note="Without its time a prediction has no number. The next formula does write"
        " it: ŷⱼ⁽ᵗ⁾. In that formula the time of the words xₜ₊₁, xₜ, …, x₁ stands below"
        " the letter; elsewhere the time of the one-hot vectors x⁽ᵗ⁾ stands above.",
        kind="symbol",
        derivation="softmax-loss",
        goal=softmax,
        printed=yhat[w],
        corrected=yhat[t, w],
        indices=(LOSSES, WORDS),
        witness=FIVE,
        on_left=True,
    ),
    "row-or-column": Erratum(
        section="2",
        slip="x selects a row of L",
        note="L is D_h × |V|: a row of it has |V| entries, a state has D_h. What x"
        " selects is a column.",
        kind="shape",
        derivation="input-vector",
        rule="a one-hot vector selects",
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
        note="Section 2 sums the losses. Section 3 divides by T and calls the result"
        " “simply the sum of all the costs”: apart from its sign, that is the sum"
        " divided by T.",
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
        note="Each J⁽ᵗ⁾ has its minus inside already; with a second one, the least J"
        " has the worst network.",
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
        note="J⁽ᵗ⁾ is −Σ y log(ŷ), so with the logarithm mended the second form is the"
        " mean of the losses, and the first is minus that mean.",
        kind="residual",
        derivation="perplexity",
        goal=-sp.Sum(onehot_y[t, v] * sp.log(yhat[t, v]), (v, 1, V), (t, 1, T)) / T,
        printed=-losses / T,
        corrected=losses / T,
        witness=FIVE,
        on_left=True,
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
        note="J is section 3’s mean, its sign mended: the factor 1/T is missing, and"
        " what is printed is T times the gradient.",
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
        slip="The figure’s outputs are called y",
        note="y is the target, ŷ the prediction. The text says so itself, and blames"
        " its drawing tool.",
        kind="residual",
        derivation="softmax-loss",
        goal=softmax,
        printed=onehot_y[t, w],
        corrected=yhat[t, w],
        indices=(LOSSES, WORDS),
        witness=FIVE,
        on_left=True,
    ),
    "limit-t": Erratum(
        section="3",
        slip="Loss 3, summed up to t − 1",
        note="The loss is the third, whatever t is. From t = 3 on, the instances after"
        " it add 0; at t = 1 and t = 2 some are left out that it feels.",
        kind="residual",
        derivation="instance-sum",
        goal=Partial(J(3), H[i, j]),
        printed=sp.Sum(Partial(J(3), H[k, i, j]), (k, 0, t - 1)),
        corrected=sp.Sum(Partial(J(3), H[k, i, j]), (k, 0, 2)),
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "three-or-t": Erratum(
        section="3",
        slip="Loss 3 on the left, loss t on the right",
        note="Both sides are about one loss: 3 in all places, or t in all. As printed"
        " it is right where t is 3.",
        kind="residual",
        derivation="instance-sum",
        rule="immediate partial",
        goal=Partial(J(3), H[i, j]),
        printed=by_states,
        corrected=by_states.subs(t, 3),
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "immediate": Erratum(
        section="3",
        slip="The immediate partial is not marked",
        note="The text says of one term that h⁽²⁾ “is considered as fixed”; the"
        " formulas do not show it. Read as the total derivative, ∂h⁽ᵏ⁾/∂H counts"
        " instances before k − 1 again. ∂⁺ holds h⁽ᵏ⁻¹⁾ fixed.",
        kind="residual",
        derivation="instance-sum",
        rule="immediate partial",
        goal=Partial(J(t), H[i, j]),
        printed=sp.Sum(
            Partial(J(t), h[k, m]) * Partial(h[k, m], H[i, j]), (m, 1, D), (k, 1, t)
        ),
        corrected=by_states,
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "i-two-meanings": Erratum(
        section="3",
        slip="i is a row and a time",
        note="i is a row in “Hᵢⱼ” and, in the same sentence’s formula, the state that"
        " the sum runs over. Written for one weight, the sum takes the row too. Section"
        " 5.2’s a⁽ʰ,ᵗ⁻ⁱ⁾ may come from there.",
        kind="index",
        derivation="instance-sum",
        rule="immediate partial",
        goal=Partial(J(t), H[i, j]),
        printed=by_states.xreplace({k: i}),
        corrected=by_states,
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "product-order": Erratum(
        section="3",
        slip="A product without an order",
        note="Matrices need not commute: the factors have an order, the latest step"
        " leftmost, and the sign does not say so. Read from its first index up, as a"
        " product sign is, the order is the other one.",
        kind="residual",
        derivation="jacobian-product",
        goal=Partial(h[t, i], h[s, j]),
        printed=RisingProduct(step, sp.Tuple(k, t, s + 1)),
        corrected=OrderedProduct(step, sp.Tuple(k, t, s + 1)),
        indices=(LOSSES, (s, 0, t), ROWS, COLUMNS),
        witness=FIVE,
    ),
    "k-two-meanings": Erratum(
        section="3",
        slip="k is a time and a unit",
        note="k counts the factors of the product, and in the elements of one factor"
        " the units. For these the source calls the time t without saying so; with k"
        " for both, the sum would take the time.",
        kind="prose",
        instead="Σₗ Hᵢₗ hₗ⁽ᵏ⁻¹⁾, with a letter of its own for the unit",
        derivation="step-jacobian",
    ),
    "embedding-row": Erratum(
        section="3",
        slip="The word’s entry with its indices turned round",
        note="L’s rows are units and its columns words. Here the word comes first, and"
        " after it k, the unit of the state before: it should be i, the unit that"
        " reads the word, and outside the sum over k.",
        kind="index",
        derivation="step-jacobian",
        goal=z[t, i],
        printed=sp.Sum(H[i, l] * h[t - 1, l] + L[x(t), l], (l, 1, D)),
        corrected=weighted + L[i, x(t)],
        indices=(LOSSES, ROWS),
        witness=FIVE,
    ),
    "embedding-index": Erratum(
        section="3",
        slip="The word’s entry inside the sum",
        note="The k of “Lᵢₖ” is the sum’s: row i’s entries for the words 1 to D_h are"
        " added up. The word is an index of its own, and its entry is added once.",
        kind="residual",
        derivation="step-jacobian",
        rule="collapse a Kronecker delta",
        goal=Partial(h[t, i], h[t - 1, j]),
        printed=dsigma(sp.Sum(H[i, l] * h[t - 1, l] + L[i, l], (l, 1, D))) * H[i, j],
        corrected=dsigma(weighted + L[i, x(t)]) * H[i, j],
        indices=(LOSSES, ROWS, COLUMNS),
        witness=FIVE,
    ),
    "inverse-jacobian": Erratum(
        section="3",
        slip="“Inverse Jacobian”",
        note="Hᵀ diag(σ′) is the transpose of the Jacobian diag(σ′) H, and not its"
        " inverse; the left side names the Jacobian itself.",
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
        also=("5", "6.1"),
        slip="Chains in rows, gradients in columns",
        note="Section 3 multiplies from the left, as if gradients were rows; section 5"
        " has them as columns; in 6.1 a chain that begins as a row ends as a column. A"
        " column does not stand left of a matrix.",
        kind="shape",
        derivation="jacobian-product",
        goal=Partial(J(t), h[s, j]),
        printed=Partial(J(t), Whole(h, t)) * Partial(Whole(h, t), Whole(h, s)),
        corrected=Transposed(Partial(Whole(h, t), Whole(h, s)))
        * Partial(J(t), Whole(h, t)),
        indices=(LOSSES, (s, 0, t), COLUMNS),
        witness=FIVE,
    ),
    "loss-without-time": Erratum(
        section="4",
        slip="A loss without its time",
        note="J without a time is section 3’s cost of the whole sequence; here it is"
        " one step’s. PP(y, ŷ) has a time on its right side only.",
        kind="residual",
        derivation="perplexity",
        goal=-sp.log(yhat[t, y(t)]),
        printed=J(),
        corrected=J(t),
        indices=(LOSSES,),
        witness=FIVE,
        on_left=True,
    ),
    "perplexity-k": Erratum(
        section="4",
        slip="“As ŷ increases”",
        note="Only the entry of the word that came next counts, ŷₖ; perplexity does"
        " not feel the others.",
        kind="residual",
        derivation="perplexity",
        goal=Partial(PP(t), yhat[t, w]),
        printed=-1 / yhat[t, w] ** 2,
        corrected=-onehot_y[t, w] / yhat[t, w] ** 2,
        indices=(LOSSES, WORDS),
        witness=FIVE,
        omission=True,
    ),
    "mean-perplexity": Erratum(
        section="4",
        slip="The perplexity of a mean loss",
        note="What the source shows is one step’s. Of a mean of losses the exponential"
        " is the geometric mean of the perplexities; their plain mean can rise while"
        " the loss falls.",
        kind="residual",
        derivation="perplexity",
        goal=sp.exp(Jmean()),
        printed=sp.Sum(PP(t), (t, 1, T)) / T,
        corrected=sp.Product(PP(t) ** (1 / T), (t, 1, T)),
        witness=FIVE,
        omission=True,
    ),
    "delta-3": Erratum(
        section="5.1",
        slip="δ⁽³,ᵗ⁾ in equation (1)",
        note="It is defined nowhere; δ⁽ᵒ,ᵗ⁾ is meant, the error of the output layer."
        " And “h⁽ᵗ⁾” is what section 5 has just renamed “a⁽ʰ,ᵗ⁾”.",
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
        note="A unit feeds every logit, not only the one with its own number. The next"
        " line has the sum.",
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
        note="A row’s number became a time: right in row 1, and row t + 1, where there"
        " is one, asks for h⁽⁻¹⁾.",
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
        note="a is a column; it is aᵀ that is 1 × D_h. Were a a row, δ aᵀ would be a"
        " column times a column.",
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
        note="“Lᵢₗ” in 5.2, the word before the unit in 5.3. Rows are units, columns"
        " words: with the word first, word x asks for row x, and there are D_h rows for"
        " |V| words.",
        kind="index",
        derivation="input-vector",
        rule="a one-hot vector selects",
        goal=z[t, i],
        printed=weighted + L[x(t), i],
        corrected=weighted + L[i, x(t)],
        indices=(LOSSES, ROWS),
        witness=FIVE,
    ),
    "local-only": Erratum(
        section="5.2",
        slip="Equation (3) is one instance’s",
        note="Section 5 says that it has “the previous time steps considered fixed”,"
        " and so read (3) is right. But H is shared, and the sign of the gradient by"
        " H does not say that it is the share of the last instance alone.",
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
        note="By equation (2) δ⁽ʰ,ᵗ⁻¹⁾ is the error for loss t − 1, by (7) the one for"
        " loss t. The name has to carry its loss.",
        kind="residual",
        derivation="earlier-error",
        rule="gather into a matrix",
        goal=back_one,
        printed=delta[t - 1, t - 1, i],
        corrected=delta[t - 1, t, i],
        indices=((t, 2, T), ROWS),
        witness=FIVE,
        on_left=True,
    ),
    "local-only-4": Erratum(
        section="5.3",
        slip="Equation (4) is one instance’s",
        note="With “the previous time steps considered fixed”, as section 5 says, (4)"
        " is right. Without it, a word that was read before adds the errors of those"
        " steps too.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(t), L[i, x(t)]),
        printed=delta[t, t, i],
        corrected=_same_word(x(t)),
        indices=(LOSSES, ROWS),
        witness=TWICE,
    ),
    "z-without-layer": Erratum(
        section="5.3",
        slip="z without its layer",
        note="Section 5 has z⁽ʰ,ᵗ⁾ and z⁽ᵒ,ᵗ⁾; a z⁽ᵗ⁾ is defined nowhere.",
        kind="prose",
        instead="z⁽ʰ,ᵗ⁾",
        derivation="input-vector",
        rule="chain rule",
    ),
    "local-only-6": Erratum(
        section="6.1",
        slip="Equation (6) is one instance’s",
        note="It is the share of step t − 1. Every step up to t that reads the same"
        " word adds its own: step t does, where it reads the word again, even if all"
        " steps before t − 1 are held fixed.",
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
        note="z⁽ʰ,ᵗ⁻¹⁾ is made of the state before it, a⁽ʰ,ᵗ⁻²⁾, and not of a⁽ᵗ⁻¹⁾,"
        " which comes of it.",
        kind="residual",
        derivation="earlier-input",
        goal=z[t - 1, i],
        printed=weighted + L[i, x(t - 1)],
        corrected=sp.Sum(H[i, l] * h[t - 2, l], (l, 1, D)) + L[i, x(t - 1)],
        indices=((t, 2, T), ROWS),
        witness=FIVE,
    ),
    "instance-by-step": Erratum(
        section="6.2",
        slip="Instance t − 1, or t − 2",
        note="Section 3 counts the instances of H by the state that they read: h⁽³⁾"
        " comes of H⁽²⁾. The bar with t − 1 counts them by the step: what it names is"
        " section 3’s instance t − 2.",
        kind="residual",
        derivation="earlier-weights",
        goal=delta[t - 1, t, i] * h[t - 2, j],
        printed=Partial(J(t), H[t - 1, i, j]),
        corrected=Partial(J(t), H[t - 2, i, j]),
        indices=((t, 2, T), ROWS, COLUMNS),
        witness=FIVE,
        on_left=True,
    ),
    "missing-total": Erratum(
        section="6",
        slip="The total is never written",
        note="The source ends with one loss and the steps back from it. The gradient of"
        " the summed loss has every step of every loss; the last loss alone is not"
        " enough.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(), H[i, j]),
        printed=sp.Sum(delta[s, T, i] * h[s - 1, j], (s, 1, T)),
        corrected=sp.Sum(delta[s, t, i] * h[s - 1, j], (t, s, T), (s, 1, T)),
        indices=(ROWS, COLUMNS),
        witness=FIVE,
        omission=True,
    ),
    "missing-own-loss": Erratum(
        section="6",
        slip="Equation (7) for the summed loss",
        note="Going back with (7) alone carries one loss. For the sum of all, each step"
        " adds what its own loss sends down, Uᵀ δ⁽ᵒ⁾.",
        kind="residual",
        derivation="full-gradient",
        goal=Partial(J(), z[s, i]),
        printed=dsigma(z[s, i]) * LATER,
        corrected=_own(LOGITS, LATER),
        indices=((s, 1, T - 1), ROWS),
        witness=FIVE,
        omission=True,
    ),
}
ERRATA: dict[str, Erratum] = {
    slug: replace(slip, quotes=QUOTATIONS[slug]) for slug, slip in SLIPS.items()
}
"""By name, in the order of the source's sections."""
