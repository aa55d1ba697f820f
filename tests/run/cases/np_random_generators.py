"""numpy.random.default_rng and RandomState: the same numbers for the same seed, drawn one by one and as arrays."""

import numpy as np

I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Rng = np.random.Generator


def draws(seed: int, n: int):
    rng = np.random.default_rng(seed)
    total = 0.0
    for _ in range(n):
        total += rng.random() + rng.uniform(-1.0, 1.0) + rng.uniform()
    return total, rng.random(), rng.random(n), rng.random((n, 2)), rng.random(n, dtype=np.float32), rng.uniform(0.0, 2.0, n), rng.uniform(size=(2, n))


def draws_wrong(seed: int, low: float, high: float):
    return np.random.default_rng(seed).uniform(low, high)


def whole(seed: int, low: int, high: int, n: int):
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(n):
        out.append(rng.integers(low, high))
        out.append(rng.integers(7))
    return out, rng.integers(low, high, n), rng.integers(0, 5, size=(n, 2), dtype=np.int8), rng.integers(3, size=n), rng.integers(low, high, endpoint=True), rng.integers(low, high=high), rng.random()


def wide(seed: int, low: int, high: int, n: int):
    rng = np.random.default_rng(seed)
    return [rng.integers(low, high) for _ in range(n)], rng.random()


def many_normals(rng: Rng, n: int):
    """Enough for each way through the method."""
    total, tail, waited = 0.0, 0.0, 0.0
    for _ in range(n):
        x = rng.standard_normal()
        total += x
        tail = max(tail, abs(x))
        waited = max(waited, rng.standard_exponential())
    return total, tail, waited, rng.random()


def scaled(rng: Rng, loc: float, scale: float):
    return rng.normal(loc, scale), rng.exponential(abs(scale)), rng.normal(loc), rng.normal(scale=2.0), rng.exponential(scale)


def normals(seed: int, n: int):
    rng = np.random.default_rng(seed)
    x = 0.0
    for _ in range(n):
        x += rng.standard_normal() + rng.normal(1.0, 0.5) + rng.standard_exponential() + rng.exponential(2.0)
    return x, rng.standard_normal(n), rng.normal(size=n), rng.normal(0.0, 1.0, (n, 2)), rng.standard_normal((2, n), dtype=np.float32), rng.exponential(size=n), rng.standard_exponential(n), rng.lognormal(0.0, 1.0, n)


def continuous(rng: Rng, n: int):
    first = rng.standard_cauchy(n), rng.beta(1.0, 2.0, n), rng.gamma(2.0, 1.0, n), rng.standard_gamma(2.0, n), rng.chisquare(3.0, n), rng.noncentral_chisquare(3.0, 1.0, n), rng.f(2.0, 3.0, n), rng.noncentral_f(2.0, 3.0, 1.0, n), rng.standard_t(4.0, n), rng.vonmises(0.0, 1.0, n)
    second = rng.pareto(2.0, n), rng.weibull(2.0, n), rng.power(2.0, n), rng.laplace(0.0, 1.0, n), rng.gumbel(size=n), rng.logistic(size=n), rng.rayleigh(1.0, n), rng.wald(1.0, 2.0, n), rng.triangular(0.0, 1.0, 2.0, n), rng.gamma(2.0)
    return first, second


def discrete(rng: Rng, n: int, lam: F1):
    return rng.binomial(10, 0.5), rng.binomial(10, 0.5, n), rng.negative_binomial(3, 0.5, n), rng.poisson(3.0, n), rng.poisson(), rng.geometric(0.3, n), rng.hypergeometric(5, 6, 4, n), rng.logseries(0.5, n), rng.zipf(2.0, n), rng.poisson(lam), rng.normal(lam, 1.0), rng.binomial([5, 6], 0.5)


def chosen(rng: Rng, a: F1, b: F2, n: int):
    return rng.choice(a), rng.choice(a, n), rng.choice(5), rng.choice(5, n, replace=False), rng.choice(b, n, axis=0), rng.choice(3, n, p=[0.2, 0.3, 0.5]), rng.permutation(a), rng.permutation(n), rng.permutation(b, axis=1), rng.permuted(b), rng.permuted(b, axis=1)


def shuffled(rng: Rng, a: F1, b: F2):
    rng.shuffle(a)
    rng.shuffle(b, axis=1)
    rng.random(out=a)
    return a[0]


def several(rng: Rng, n: int, mean: F1, cov: F2):
    return rng.dirichlet(mean + 1.0), rng.dirichlet(mean + 1.0, n), rng.multinomial(20, [0.5, 0.25, 0.25]), rng.multinomial(20, [0.5, 0.5], size=n), rng.multivariate_normal(mean, cov), rng.multivariate_normal(mean, cov, n, method="cholesky"), rng.multivariate_hypergeometric([3, 4, 5], 6), rng.multivariate_hypergeometric([3, 4, 5], 6, size=n)


def helper(rng, n):
    return rng.random() * n


def passed(rng: Rng, n: int):
    same = rng
    a = [helper(rng, k) for k in range(n)]
    b = same.random()
    return a, b


def given_back(rng, n):
    rng.random(n)
    return rng


def skipped(rng: Rng, n: int) -> float:
    return given_back(rng, n).random()


def drawn_from(seed: int, n: int):
    return given_back(np.random.default_rng(seed), n).random()


def state(seed: int, n: int):
    old = np.random.RandomState(seed)
    x = 0.0
    for _ in range(n):
        x += old.random_sample() + old.random() + old.uniform(0.0, 2.0) + old.randn()
    a = old.permutation(n)
    b = np.arange(n)
    old.shuffle(b)
    return x, a, b, old.rand(n), old.rand(), old.randn(2, n), old.normal(size=n), old.randint(5), old.randint(2, 9, n), old.choice(n, 2), old.standard_normal(), old.exponential(2.0, n)


def without_axes(rng: np.random.Generator, seed: int):
    old = np.random.RandomState(seed)
    x = rng.normal(size=())
    x[...] += 1.0
    return x, rng.random(()), rng.integers(5, size=()), rng.gamma(2.0, size=()), rng.choice(5, size=()), rng.choice(np.arange(3.0), size=()), old.uniform(size=()), old.choice(4, size=()), old.randint(3, size=())


A, B = np.arange(5.0), np.arange(6.0).reshape(2, 3)
CALLS = [
    ("draws", 1, 4), ("draws", 2, 0), ("draws", -1, 2), ("draws_wrong", 1, 2.0, 1.0), ("draws_wrong", 1, 0.0, np.inf), ("draws_wrong", 1, 0.0, np.nan), ("draws_wrong", 1, -1.0, -1.0),
    ("whole", 3, -2, 9, 40), ("whole", 3, 4, 5, 3), ("whole", 3, 5, 5, 1), ("whole", 3, 6, 5, 1), ("wide", 4, -(2**63), 2**63 - 1, 20), ("wide", 4, 0, 2**32, 9), ("wide", 4, 0, 2**32 + 1, 9), ("wide", 5, 0, 2**32 - 1, 9), ("wide", 5, -5, 3 * 2**61, 50), ("wide", 5, 0, 3 * 2**30, 50),
    ("normals", 5, 300), ("many_normals", np.random.default_rng(5), 30000), ("many_normals", np.random.Generator(np.random.MT19937(6)), 30000), ("scaled", np.random.default_rng(5), 1.0, 2.0), ("scaled", np.random.default_rng(5), 1.0, -2.0), ("scaled", np.random.default_rng(5), 1.0, -0.0), ("scaled", np.random.default_rng(5), np.nan, np.nan), ("continuous", np.random.default_rng(6), 4), ("discrete", np.random.default_rng(7), 5, A), ("chosen", np.random.default_rng(8), A, B, 3), ("chosen", np.random.default_rng(8), A[:0], B, 3), ("chosen", np.random.default_rng(8), A, B, 9),
    ("shuffled", np.random.default_rng(9), A, B), ("several", np.random.default_rng(10), 2, A[:2], np.eye(2)), ("passed", np.random.default_rng(11), 4), ("passed", np.random.Generator(np.random.MT19937(3)), 4), ("drawn_from", 12, 3), ("skipped", np.random.default_rng(11), 4),
    ("state", 13, 5), ("state", -1, 5),
    ("without_axes", np.random.default_rng(3), 4),
]
