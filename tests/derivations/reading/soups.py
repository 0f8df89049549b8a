"""Texts that are hardly lines at all, for tests of what reads them."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from derivations import DERIVATIONS
from tests.walks import SOAK

TOKENS = (
    r"h z o yhat \hat{y} delta H L U J x y I PP Jbar _i _j _w _ij _wj _k ^(t) ^(t-1)"
    r" ^(s<-t) ^{(s\leftarrow{}t)} ^(o,t) ^(h,t) ^{t} ^T ' ⊤ ( ) [ ] { } sum_k"
    r" sum_{m=1}^{D_h} \sum_{k=0}^{t-1} prod_{k=t,...,s+1} prod_{k=1}^{T} + - * / ∘ o"
    r" \frac{1}{T} \frac{\partial d ∂ d+ exp( log tanh( sigma s'( diag( = {=} >0 1 2 0"
    r" T D |V| max(0,t-tau) cases( ; otherwise \begin{cases} & \\ \end{cases} , i j t k"
    r" H[i,j] H.T .T h[t] h[t-1][j] delta_o[t] [k] [i,j] [:,x[t]] J[t] @ .t()"
    r" m ^2 ^{\frac{1}{T}} _{m,x^{(t)}} _{x^(t)} _{nm} _{\text{last}\tau} h_i^(t) H_ij"
    r" delta_i^(t<-t) U_wi dJ^(t)/dz_i^(t) L_{i,x^(t)} \left( \right) zᵢ⁽ᵗ⁾ Σ σ′ ŷ"
).split()
SOUPS = st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)
PLACES = st.sampled_from(
    [(d, n) for d in DERIVATIONS.values() for n in (None, *range(len(d.lines)))]
)
MANY = settings(
    max_examples=20_000 if SOAK else 250,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
