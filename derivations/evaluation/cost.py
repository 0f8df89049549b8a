"""The cost of evaluating an expression: operations, and the largest array."""

from dataclasses import dataclass

CALL = 1500
"""What one operation on arrays takes besides its numbers, in products."""
FUNCTION = 10
"""What exp, log or sigma of a float64 takes, in products."""
PRECISE_PRODUCT, PRECISE_FUNCTION = 800, 2500
"""What a product, and exp, log or sigma, take of numbers with few digits."""


@dataclass
class Cost:
    """How many array operations, products, dot products' terms and functions, and the
    numbers in the largest array; `pairs` are products that float64 alone takes.
    """

    calls: int = 0
    products: int = 0
    pairs: int = 0
    terms: int = 0
    functions: int = 0
    largest: int = 0

    @property
    def operations(self) -> int:
        """The whole cost in multiplications of float64."""
        many = self.products + self.pairs + self.terms // 10
        many += FUNCTION * self.functions
        return CALL * self.calls + many

    def operations_at(self, digits: int) -> int:
        """The whole cost where numbers have that many digits."""
        product = PRECISE_PRODUCT + digits * digits // 150
        function = PRECISE_FUNCTION + digits * digits // 5
        many = (self.products + self.terms) * product + self.functions * function
        return CALL * self.calls + many

    @property
    def bytes(self) -> int:
        """The bytes of the largest array, of complex numbers."""
        return 16 * self.largest
