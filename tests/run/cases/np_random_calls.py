"""numpy.random's functions that share one generator: the same numbers for the same seed."""

import numpy as np

I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def uniforms(seed: int, n: int):
    np.random.seed(seed)
    return np.random.rand(), np.random.rand(n), np.random.rand(n, 2), np.random.rand(2, n, 2), np.random.random(), np.random.random(n), np.random.random((n, 2)), np.random.random_sample(3), np.random.ranf(), np.random.sample(2), np.random.uniform(-1.0, 1.0), np.random.uniform(0.0, 2.0, size=n), np.random.uniform(size=(n, 1)), np.random.uniform(low=-1)


def normals(seed: int, n: int):
    np.random.seed(seed)
    return np.random.randn(), np.random.randn(n), np.random.randn(n, 2), np.random.randn(2, 1, n), np.random.normal(), np.random.normal(1.0, 2.0), np.random.normal(1, 2, n), np.random.normal(size=(2, n)), np.random.standard_normal(n), np.random.lognormal(0.0, 0.5, n)


def continuous(seed: int, n: int):
    np.random.seed(seed)
    first = np.random.exponential(2.0), np.random.exponential(size=n), np.random.standard_exponential(n), np.random.standard_cauchy(n), np.random.beta(1.0, 2.0, n), np.random.gamma(2.0, 1.0, n), np.random.standard_gamma(2.0, n), np.random.chisquare(3.0, n), np.random.noncentral_chisquare(3.0, 1.0, n), np.random.f(2.0, 3.0, n)
    second = np.random.noncentral_f(2.0, 3.0, 1.0, n), np.random.standard_t(4.0, n), np.random.vonmises(0.0, 1.0, n), np.random.pareto(2.0, n), np.random.weibull(2.0, n), np.random.power(2.0, n), np.random.laplace(0.0, 1.0, n), np.random.gumbel(size=n), np.random.logistic(size=n), np.random.rayleigh(1.0, n), np.random.wald(1.0, 2.0, n), np.random.triangular(0.0, 1.0, 2.0, n)
    return first, second


def discrete(seed: int, n: int):
    np.random.seed(seed)
    return np.random.binomial(10, 0.5), np.random.binomial(10, 0.5, n), np.random.negative_binomial(3, 0.5, n), np.random.poisson(3.0, n), np.random.poisson(), np.random.geometric(0.3, n), np.random.hypergeometric(5, 6, 4, n), np.random.logseries(0.5, n), np.random.zipf(2.0, n)


def integers(seed: int, low: int, high: int, n: int):
    np.random.seed(seed)
    return np.random.randint(low, high), np.random.randint(high), np.random.randint(low, high, n), np.random.randint(low, high, size=(n, 2)), np.random.randint(0, 5, n, dtype=np.int8), np.random.randint(high, size=n)


def choices(seed: int, a: F1, n: int):
    np.random.seed(seed)
    return np.random.choice(a), np.random.choice(a, n), np.random.choice(5), np.random.choice(5, n, replace=False), np.random.choice(a, size=(n, 2)), np.random.choice(3, n, p=[0.2, 0.3, 0.5]), np.random.permutation(a), np.random.permutation(n)


def shuffled(seed: int, a: F1, b: F2):
    np.random.seed(seed)
    np.random.shuffle(a)
    np.random.shuffle(b)
    return a[0]


def several(seed: int, n: int, mean: F1, cov: F2):
    np.random.seed(seed)
    return np.random.dirichlet(mean + 1.0), np.random.dirichlet(mean + 1.0, n), np.random.multinomial(20, [0.5, 0.25, 0.25]), np.random.multinomial(20, [0.5, 0.5], size=n), np.random.multivariate_normal(mean, cov), np.random.multivariate_normal(mean, cov, n)


def walk(seed: int, steps: int) -> float:
    np.random.seed(seed)
    x = 0.0
    for _ in range(steps):
        x += np.random.normal(0.0, 0.1)
        if np.random.random() < 0.5:
            x = -x
    return x


TOLERANCE = 1e-12
A = np.arange(5.0)
def states(seed: int):
    np.random.seed(seed)
    state = np.random.get_state()
    first = np.random.random(3), np.random.bytes(5), np.random.randint(3, size=4)
    np.random.set_state(state)
    return first, np.random.random(3), np.random.bytes(5), state[1][:3], state[2]


def old_integers(seed: int):
    np.random.seed(seed)
    return np.random.random_integers(6), np.random.random_integers(1, 6, size=3)


CALLS = [
    ("states", 3), ("old_integers", 4),
    ("uniforms", 1, 3), ("uniforms", 7, 0), ("uniforms", -1, 3), ("uniforms", 1, -1), ("normals", 2, 3), ("continuous", 3, 4), ("discrete", 4, 5), ("integers", 5, 2, 9, 4), ("integers", 5, 9, 2, 4),
    ("choices", 6, A, 3), ("choices", 6, A[:0], 3), ("choices", 6, A, 7), ("shuffled", 8, A, A.reshape(5, 1)), ("several", 9, 2, A[:2], np.eye(2)), ("walk", 10, 50),
]
