"""scipy.special through SciPy's own C functions, over numbers and arrays."""

import numpy as np
import scipy.special
from scipy import special as sc
from scipy.special import erf, gammaln

F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]


def numbers(x: float, n: int):
    return erf(x), sc.erfc(x), scipy.special.gamma(x), gammaln(x), sc.beta(x, 2.0), sc.expit(x), sc.logit(x), sc.xlogy(x, 2.0), sc.entr(x), sc.digamma(x), sc.psi(n), sc.j0(x), sc.jv(1.5, x), sc.ndtr(x), sc.ndtri(0.3), sc.betainc(1.0, 2.0, 0.3), sc.hyp2f1(1.0, 2.0, 3.0, 0.2), sc.binom(n, 2)


def arrays(x: F1, a: F2, c: I1):
    return erf(x), sc.i0(a), sc.kv(2.0, x + 1), sc.xlog1py(x, a[0]), sc.gamma(c), sc.y0(x + 1), sc.iv(c, x), sc.gammainc(x + 1, x), 2 * erf(x) + sc.expit(-x) * x


def singles(s: S1, k: float):
    return erf(s), sc.expit(s), sc.gammaln(s), sc.erfc(s * 2), sc.xlogy(s, k)


def summed(x: F1):
    total = 0.0
    for i in range(len(x)):
        total += erf(x[i])
    return total, erf(x).sum(), float(np.sum(sc.ndtr(x) * x))


def own(n: int, x: F1, a: F2):
    return sc.comb(n, 2), sc.comb(n, 2, exact=True), sc.logsumexp(a), sc.logsumexp(a, axis=1), sc.softmax(a, axis=0), sc.comb(x, 2.0), sc.factorial(x)


def shapes(x: F1, a: F2):
    return sc.beta(x, a)


D1 = np.ndarray[tuple[int], np.dtype[np.complex64]]
Z2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]


def complex_numbers(x: F1, s: S1, d: D1, z: Z2, w: complex):
    return sc.gamma(z), sc.erf(d), sc.wofz(z), sc.jv(1.5, d), sc.jv(x[0], z), sc.hankel1(s, d), sc.hankel2(1, 2.5), sc.xlogy(d, z[0]), sc.loggamma(w), sc.psi(w), sc.digamma(d), sc.hyp2f1(1, 2.0, 3.0, d), sc.wofz(x), sc.exp1(z[0, 0]), sc.kv(2, d) * 2


def of_integers(n: int, x: F1, s: S1, y: Y1, c: I1):
    return sc.kn(n, x), sc.kn(y, s), sc.kn(s, n), sc.yn(2, x + 1), sc.expn(c, x + 1), sc.expn(n, 1.5), sc.jn(n, s), sc.eval_legendre(c, x), sc.eval_hermite(n, s), sc.eval_chebyt(2.0, x), sc.bdtr(n, 5, 0.5), sc.pdtri(c, 0.3), sc.nbdtr(n, 2, x), sc.smirnov(3, 0.4)


def several(x: F1, s: S1, z: Z2, k: float):
    ai, aip, bi, bip = sc.airy(x)
    sn, cn, dn, ph = sc.ellipj(k, 0.5)
    return ai + bi, aip, bip, sn * dn - cn, ph, sc.fresnel(z), sc.sici(s), sc.shichi(k), sc.kelvin(x + 1)[0], sc.pbdv(0.5, x)


X, A, C = np.array([0.0, 0.5, 1.0]), np.arange(6.0).reshape(2, 3) / 3, np.array([1, 2, 5])
CALLS = [
    *[("complex_numbers", X[:n] + 0.5, X[:n].astype(np.float32) + 1, (X + 1j)[:n].astype(np.complex64), np.array([[1 + 1j], [0.5]]), 2 - 1j) for n in (3, 1)], ("complex_numbers", X[:1], X[:1].astype(np.float32), np.ones(1, np.complex64), np.zeros((0, 1), complex), 0j),
    ("of_integers", 2, X, X.astype(np.float32), np.array([1, 2, 3], dtype=np.int8), C), ("of_integers", 0, X[::-1], X.astype(np.float32), np.array([1], dtype=np.int8), C[:1]), ("several", X, X.astype(np.float32), np.array([[1 + 1j, 0]]), 0.5), ("several", X[:0], X[1:].astype(np.float32), np.zeros((0, 2), complex), 0.0),
    ("numbers", 0.5, 3), ("numbers", -1.0, 0), ("numbers", np.inf, 2), ("numbers", np.nan, 1), ("arrays", X, A, C), ("arrays", X[::-1], A[:, ::-1], C), ("arrays", X[:0], A[:, :0], C[:0]),
    ("singles", X.astype(np.float32), 2.0), ("summed", X), ("own", 5, X, A), ("shapes", X, A), ("shapes", X[:2], A),
]
