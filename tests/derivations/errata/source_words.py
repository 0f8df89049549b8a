"""What the source prints, to the letter, by section: short passages round its slips."""

SOURCE_WORDS: dict[str, tuple[str, ...]] = {
    "abstract": ("complete the coding of the recursive neural net problem.",),
    "2": (
        "The errors are summed across all time steps in the sequence to calculate the"
        " total loss for that sequence and then the errors for all sequences are"
        " summed",
        r"$$\hat{y} = \rho(Uh^{(t)})$$",
        r"$$P(x_{t+1} = v_j | x_t, \dots, x_1) = \hat{y}_j^{(t)}$$",
        'thus just "selects" a row from  $L$ . Thus our',
        r"L \in \mathbb{R}^{D_h \times |V|}, U \in \mathbb{R}^{|V| \times D_h}",
    ),
    "3": (
        r"$$J = -\frac{1}{T} \sum_{t=1}^T J^{(t)}(\theta) = -\frac{1}{T} \sum_{t=1}^T"
        r" \sum_{j=1}^{|V|} y_j^{(t)} \log(y_j^{(t)})$$",
        "This is simply the sum of all the costs at each time step.",
        r"$$\frac{\partial J}{\partial H} = \sum_{t=1}^T"
        r" \frac{\partial J^{(t)}}{\partial H}$$",
        "an output vector  $y^{(t)}$  (really  $\\hat{y}^{(t)}$ , but here it's  $y$"
        "  due to limited drawing tool).",
        r"\frac{\partial J^{(3)}}{\partial H_{12}} &= \sum_{i=0}^{t-1}"
        r" \frac{\partial J^{(3)}}{\partial H_{12}^{(i)}} \\",
        r"the first element of the sum is only considering the impact of"
        r"  $H_{12}^{(2)}$ ,  $h^{(2)}$  is considered as fixed in that element.",
        r"for  $t$  time steps and with respect to each weight  $H_{ij}$  represented"
        r" by the full matrix  $H$ :",
        r"$$\frac{\partial J^{(3)}}{\partial H} = \sum_{i=1}^t"
        r" \frac{\partial J^{(t)}}{\partial h^{(i)}} \cdot"
        r" \frac{\partial h^{(i)}}{\partial H}$$",
        r"\frac{\partial \hat{y}^{(t)}}{\partial h^{(t)}} \cdot"
        r" \frac{\partial h^{(t)}}{\partial h^{(i)}} \cdot",
        r"$$\prod_{k=i+1}^t \frac{\partial h^{(k)}}{\partial h^{(k-1)}}$$",
        r"\left( \sum_k H_{ik} h_k^{(t-1)} + L_{x^{(t)}k} \right) \\",
        r"\sigma' \left( \sum_k H_{ik} h_k^{(t-1)} + L_{ik} \right) \cdot H_{ij}",
        "it will often be useful to phrase this derivative as the inverse Jacobian.",
        r"$$\frac{\partial h^{(k)}}{\partial h^{(k-1)}} = H^\top \cdot"
        r" \text{diag}(\sigma')$$",
    ),
    "4": (
        r"$$J(\theta) = -\log(\hat{y}_k^{(t)}),"
        r" PP(y, \hat{y}) = \frac{1}{\hat{y}_k^{(t)}}$$",
        r"It's clear that as  $\hat{y}$  increases, both values monotonically decrease."
        " Thus minimizing the cross entropy loss should minimize perplexity.",
    ),
    "5": ("with the previous time steps considered fixed.",),
    "5.1": (r"$$\nabla_U = (\delta^{(3,t)})(h^{(t)})^\top \quad (1)$$",),
    "5.2": (
        r"\frac{\partial J^{(t)}}{\partial z_i^{(o,t)}} \cdot"
        r" \frac{\partial z_i^{(o,t)}}{\partial a_i^{(h,t)}} \right) \\",
        r"H_{ik} a_k^{(h,t-1)} + \sum_l L_{il} x_l^{(t)} \right) \\",
        r"= \delta_i^{(h,t)} \cdot a_j^{(h,t-i)}$$",
        r"$$\delta^{(h,t)} = \sigma'(z^{(h,t)}) \circ (U^\top \delta^{(o,t)})"
        r" \quad (2)$$",
        r"$$\nabla_H = \delta^{(h,t)} (a^{(h,t-1)})^\top \quad (3)$$",
        r"$a^{(h,t-1)} \in \mathbb{R}^{1 \times D_h}$  which means",
    ),
    "5.3": (
        r"\sum_k \frac{\partial J^{(t)}}{\partial z_k^{(t)}} \cdot"
        r" \frac{\partial z_k^{(t)}}{\partial L_{x^{(t)}i}} \\",
        r"$$\nabla_{L_{x^{(t)}}} = \delta^{(h,t)} \quad (4)$$",
    ),
    "5.4": (r"\nabla_{a^{(h,t-1)}} &= H^\top \delta^{(h,t)}\end{aligned}\tag{5}$$",),
    "6.1": (
        r"\frac{\partial J^{(t)}}{\partial a^{(h,t-1)}} \cdot"
        r" \frac{\partial a^{(h,t-1)}}{\partial z^{(h,t-1)}} \cdot"
        r" \frac{\partial z^{(h,t-1)}}{\partial L_{x^{(t-1)}}} \\",
        r"\left( H a^{(t-1)} + L_{x^{(t-1)}} \right) \\",
        r"\nabla_{L_{x^{(t-1)}}} &= \sigma'(z^{(h,t-1)}) \circ"
        r" H^\top \delta^{(h,t)}\end{aligned}\tag{6}$$",
        r"$$\delta^{(h,t-1)} = \sigma'(z^{(h,t-1)}) \circ"
        r" H^\top \delta^{(h,t)}\tag{7}$$",
    ),
    "6.2": (
        r"$$\nabla_H|_{t-1} = \delta^{(h,t-1)} \cdot (a^{(h,t-2)})^\top \quad (8)$$",
        "we can backprop arbitrarily back in time by continually calculating the "
        r" $\delta$  error values at each time step.",
    ),
}
