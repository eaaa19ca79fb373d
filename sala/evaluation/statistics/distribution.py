"""The tail of Student's t, through the regularised incomplete beta function."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_PRECISION = 1e-15
_MOST_TERMS = 10_000


def two_sided_p(t: float, degrees: int) -> float:
    """How often chance alone gives a t at least this far from 0, on either side."""
    if degrees < 1:
        raise ValueError("degrees of freedom begin at 1")
    squared = t * t
    if squared < 1:  # p is large: the other side of the beta keeps the digits of t
        return 1 - incomplete_beta(0.5, degrees / 2, squared / (degrees + squared))
    return incomplete_beta(degrees / 2, 0.5, degrees / (degrees + squared))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """I_x(a, b), 0 to 1, by its continued fraction on the side where that converges fast."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's method; each round adds the even and the odd term."""
    c, d = 1.0, 1 / _kept_from_zero(1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, _MOST_TERMS):
        before = total
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _kept_from_zero(1 + term * d)
            c = _kept_from_zero(1 + term / c)
            total *= c * d
        if abs(total - before) < _PRECISION * abs(total):
            break
    return total


def _kept_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
