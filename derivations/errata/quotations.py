"""The source's own words where it slipped, to the letter; formulas between dollars."""

QUOTATIONS: dict[str, tuple[str, ...]] = {
    "recursive": ("recursive neural net",),
    "time-hats": (
        r"$\hat{y} = \rho(Uh^{(t)})$",
        r"$P(x_{t+1} = v_j | x_t, \dots, x_1) = \hat{y}_j^{(t)}$",
    ),
    "row-or-column": (
        'thus just "selects" a row from $L$',
        r"$L \in \mathbb{R}^{D_h \times |V|}$",
    ),
    "sum-or-mean": (
        "The errors are summed across all time steps in the sequence to calculate"
        " the total loss for that sequence",
        r"$J = -\frac{1}{T} \sum_{t=1}^T J^{(t)}(\theta)$",
        "This is simply the sum of all the costs at each time step.",
    ),
    "mean-sign": (r"$J = -\frac{1}{T} \sum_{t=1}^T J^{(t)}(\theta)$",),
    "sign-between-forms": (
        r"$-\frac{1}{T} \sum_{t=1}^T J^{(t)}(\theta) = -\frac{1}{T} \sum_{t=1}^T"
        r" \sum_{j=1}^{|V|} y_j^{(t)} \log(y_j^{(t)})$",
    ),
    "log-of-y": (r"$\sum_{j=1}^{|V|} y_j^{(t)} \log(y_j^{(t)})$",),
    "mean-gradient": (
        r"$\frac{\partial J}{\partial H} = \sum_{t=1}^T"
        r" \frac{\partial J^{(t)}}{\partial H}$",
    ),
    "figure-output": (
        "an output vector $y^{(t)}$ (really $\\hat{y}^{(t)}$, but here it's $y$ due"
        " to limited drawing tool)",
    ),
    "limit-t": (
        r"$\frac{\partial J^{(3)}}{\partial H_{12}} = \sum_{i=0}^{t-1}"
        r" \frac{\partial J^{(3)}}{\partial H_{12}^{(i)}}$",
    ),
    "three-or-t": (
        r"$\frac{\partial J^{(3)}}{\partial H} = \sum_{i=1}^t"
        r" \frac{\partial J^{(t)}}{\partial h^{(i)}} \cdot"
        r" \frac{\partial h^{(i)}}{\partial H}$",
    ),
    "immediate": (
        r"$\sum_{i=1}^t \frac{\partial J^{(t)}}{\partial h^{(i)}} \cdot"
        r" \frac{\partial h^{(i)}}{\partial H}$",
    ),
    "i-two-meanings": (
        r"with respect to each weight $H_{ij}$ represented by the full matrix $H$",
        r"$\sum_{i=1}^t \frac{\partial J^{(t)}}{\partial h^{(i)}} \cdot"
        r" \frac{\partial h^{(i)}}{\partial H}$",
    ),
    "product-order": (
        r"$\prod_{k=i+1}^t \frac{\partial h^{(k)}}{\partial h^{(k-1)}}$",
    ),
    "k-two-meanings": (
        r"$\prod_{k=i+1}^t \frac{\partial h^{(k)}}{\partial h^{(k-1)}}$",
        r"$\sum_k H_{ik} h_k^{(t-1)}$",
    ),
    "embedding-row": (r"$\sum_k H_{ik} h_k^{(t-1)} + L_{x^{(t)}k}$",),
    "embedding-index": (
        r"$\sigma' \left( \sum_k H_{ik} h_k^{(t-1)} + L_{ik} \right) \cdot H_{ij}$",
    ),
    "inverse-jacobian": (
        "it will often be useful to phrase this derivative as the inverse Jacobian",
        r"$\frac{\partial h^{(k)}}{\partial h^{(k-1)}} = H^\top \cdot"
        r" \text{diag}(\sigma')$",
    ),
    "layout": (
        r"$\frac{\partial \hat{y}^{(t)}}{\partial h^{(t)}} \cdot"
        r" \frac{\partial h^{(t)}}{\partial h^{(i)}}$",
        r"$\nabla_{a^{(h,t-1)}} = H^\top \delta^{(h,t)}$",
        r"$\frac{\partial J^{(t)}}{\partial a^{(h,t-1)}} \cdot"
        r" \frac{\partial a^{(h,t-1)}}{\partial z^{(h,t-1)}} \cdot"
        r" \frac{\partial z^{(h,t-1)}}{\partial L_{x^{(t-1)}}}$",
    ),
    "loss-without-time": (
        r"$J(\theta) = -\log(\hat{y}_k^{(t)}),"
        r" PP(y, \hat{y}) = \frac{1}{\hat{y}_k^{(t)}}$",
    ),
    "perplexity-k": (
        r"It's clear that as $\hat{y}$ increases, both values monotonically"
        " decrease.",
    ),
    "mean-perplexity": (
        "Thus minimizing the cross entropy loss should minimize perplexity.",
    ),
    "delta-3": (r"$\nabla_U = (\delta^{(3,t)})(h^{(t)})^\top \quad (1)$",),
    "missing-sum": (
        r"$\frac{\partial J^{(t)}}{\partial z_i^{(o,t)}} \cdot"
        r" \frac{\partial z_i^{(o,t)}}{\partial a_i^{(h,t)}}$",
    ),
    "t-minus-i": (r"$\delta_i^{(h,t)} \cdot a_j^{(h,t-i)}$",),
    "a-transposed": (r"$a^{(h,t-1)} \in \mathbb{R}^{1 \times D_h}$",),
    "l-index-order": (r"$\sum_l L_{il} x_l^{(t)}$", r"$L_{x^{(t)}i}$"),
    "local-only": (r"$\nabla_H = \delta^{(h,t)} (a^{(h,t-1)})^\top \quad (3)$",),
    "delta-two-meanings": (
        r"$\delta^{(h,t)} = \sigma'(z^{(h,t)}) \circ (U^\top \delta^{(o,t)})"
        r" \quad (2)$",
        r"$\delta^{(h,t-1)} = \sigma'(z^{(h,t-1)}) \circ H^\top \delta^{(h,t)}$",
    ),
    "local-only-4": (r"$\nabla_{L_{x^{(t)}}} = \delta^{(h,t)} \quad (4)$",),
    "z-without-layer": (
        r"$\frac{\partial J^{(t)}}{\partial z_k^{(t)}} \cdot"
        r" \frac{\partial z_k^{(t)}}{\partial L_{x^{(t)}i}}$",
    ),
    "local-only-6": (
        r"$\nabla_{L_{x^{(t-1)}}} = \sigma'(z^{(h,t-1)}) \circ"
        r" H^\top \delta^{(h,t)}$",
    ),
    "z-of-previous": (r"$\left( H a^{(t-1)} + L_{x^{(t-1)}} \right)$",),
    "instance-by-step": (
        r"$\nabla_H|_{t-1} = \delta^{(h,t-1)} \cdot (a^{(h,t-2)})^\top \quad (8)$",
    ),
    "missing-total": (
        "we can backprop arbitrarily back in time by continually calculating the"
        r" $\delta$ error values at each time step.",
    ),
    "missing-own-loss": (
        r"$\delta^{(h,t-1)} = \sigma'(z^{(h,t-1)}) \circ H^\top \delta^{(h,t)}$",
    ),
}
