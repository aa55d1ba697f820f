"""What programs of the sciences do: slices and masks of .flat that are assigned to, joined lists and numbers, shapes computed in the call, optional callables, lists of NumPy's numbers that are
declared as Python's, fields beside an optional array, constants of 64 bits without sign, products of short and of long thin matrices."""

from typing import Any, Callable, Optional

import numpy as np
import numpy.typing as npt

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint64]]
Operator = Callable[[F1], F1]


def flat_slices(p: F2) -> tuple[F2, F1]:
    d = p.shape[1]
    p.flat[:: d + 1] += 1e-6
    p.flat[::2] = 0
    p.flat[1:3] = [1, 2]
    p.flat[3:] *= np.arange(max(p.size - 3, 0))
    p.flat[::-1] -= 1
    return p, p.flat[:: d + 1]


def flat_of_ints(p: I2, m: B1, s: int) -> I2:
    p.flat[::s] = 1.7
    p.flat[1:4] = np.array([[1.5, 2], [3, 4]])
    p.flat[m] = [9, 8]
    p.flat[m] = 7
    p.flat[2:2] = []
    return p


def nothing_stored(p: F1) -> tuple[F1, F1]:
    p[:0] = []
    empty = []
    return p, np.array(empty)


def stacked(p: F2, mid: F1, s: float) -> tuple[F2, F1, F1, F2, F2, F1, F2, F2]:
    return (
        np.vstack([p, [[mid[0] - s, mid[1] - s], [mid[0], s]]]),
        np.concatenate([mid, [s, 2.0], [3.0]]),
        np.concatenate(([s], mid)),
        np.stack([mid, [s, 2.0]]),
        np.vstack((p, mid)),
        np.hstack((0, mid, [s])),
        np.column_stack([mid, [1, 2], p]),
        np.concatenate((p, [[1, 2]]), axis=0),
    )


def computed_shape(n: int, a: F1) -> tuple[F2, F2, tuple[int, ...]]:
    return np.zeros(((n + 1) // 2,) * 2), a.reshape((n,) * 2), np.full((1,) + (n,) * 2, 7).shape


def formats(w: F1, i: I1) -> list[str]:
    return ["%d below" % np.sum(w < 0), "%5.2f" % w[0], "%s" % i.max(), "%x" % i[0]]


def applied(b: F1, m: Optional[Operator] = None) -> F1:
    z = b if m is None else m(b)
    p = z.copy()
    b += p
    if m:
        p = m(p)
        p *= 2
    return p + z


def applied_here(b: F1, d: F1, which: int) -> F1:
    if which == 0:
        return applied(b)
    return applied(b, lambda r: r / d) if which == 1 else applied(b, m=None)


def updated(a: F1, o: Any) -> F1:
    a += o
    a[1:] *= o
    return a


# What CPython returns are np.float64.
def losses(x: F2, n: int) -> list[float]:
    found = []
    for i in range(n):
        found.append(np.mean(x[i]))
    return found


def means(x: F2, n: int) -> list[float]:
    return [float(value) for value in losses(x, n)]


def sizes(x: F2) -> tuple[int, float]:
    found = declared(x)
    return len(found), float(sum([size for size, _ in found], 0.0))


def declared(x: F2) -> list[tuple[float, int]]:
    found = []
    for row in x:
        found.append((row.max(), row.size))
    return found


def pairs(ip: I1) -> int:
    total = 0
    for root in range(2):
        work = [(root, ip[root])]
        while work:
            v, k = work.pop()
            total += v + k
            if k > 1 and total < 50:
                w = ip[k]
                work.append((w, ip[w]))
    return int(total)


class Filter:
    def __init__(self, f: F2, x: F1 | None = None, p: F2 | None = None):
        n = f.shape[0]
        self.f = f
        self.x = np.zeros(n) if x is None else x
        if p is None:
            p = np.eye(n)
        self.p = p
        self.given = x

    def step(self) -> None:
        self.x = self.f @ self.x
        self.p = self.f @ self.p @ self.f.T


def filtered(f: F2, x: F1, n: int) -> tuple[F1, F1, F2, bool]:
    one, other = Filter(f), Filter(f, x, np.ones_like(f))
    for _ in range(n):
        one.step()
        other.step()
    return one.x, other.x, one.p + other.p, one.given is None and other.given is not None


def mixed(x: np.uint64) -> np.uint64:
    z = x + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return z ^ (z >> np.uint64(31))


def mixed_all(x: U1) -> U1:
    x = x ^ 0x9E3779B97F4A7C15
    x *= 0xBF58476D1CE4E5B9
    x[0] += 18446744073709551615
    return x * np.uint64(18446744073709551615)


def scaled_product(k: F2, b: F1, y: F1, h: float, d: float) -> F1:
    for _ in range(2):
        y = y + h * d * (k[:-1].T @ b)
        h *= max(0.2, np.linalg.norm(y))
    return y


def products(a: F2, x: F1, y: F1) -> tuple[F1, F1, F1]:
    return a @ x, a.T @ y, a[:, ::-1] @ x


def int_products(a: I2, x: I1, y: I1) -> tuple[I1, I1]:
    return a @ x, a.T @ y


def complex_products(a: C2, x: C1, y: C1) -> tuple[C1, C1]:
    return a @ x, a.T @ y


def interpolated(x: F1, xp: F1, fp: F1) -> F1:
    return np.interp(x, xp, fp)


# Four parameters with open ranks: those mixtures that the body is for are native code.
def decoded(obs: npt.NDArray[np.int64], start: npt.NDArray[np.float64], trans: npt.NDArray[np.float64], emit: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    score = np.log(start) + np.log(emit[:, obs[0]])
    back = np.zeros((len(obs), len(start)), dtype=np.int64)
    for t in range(1, len(obs)):
        cand = score[:, None] + np.log(trans)
        back[t] = cand.argmax(axis=0)
        score = cand.max(axis=0) + np.log(emit[:, obs[t]])
    path = np.empty(len(obs), dtype=np.int64)
    path[-1] = score.argmax()
    for t in range(len(obs) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


# A literal in a tuple that a loop replaces: the union of both is read as it is stored.
def least(a: F1) -> tuple[float, int]:
    best = (np.inf, -1)
    for i in range(len(a)):
        if a[i] < best[0]:
            best = (a[i], i)
    return float(best[0]), best[1]


def chosen(a: F1, which: int) -> float:
    if which == 0:
        t = (3.5, 1)
    elif which == 1:
        t = (a[0], 2)
    else:
        t = (None, 3)
    v = t[0]
    return -1.0 if v is None else float(v + t[1])


def either(a: F1, c: bool) -> tuple[bool, bool]:
    t = (a[0] if c else 0.5, 1)
    table = {"k": t}
    return bool(a[1] < t[0]), bool(a[1] < table["k"][0])


# An index that is an int of Python's or NumPy's.
def reached(groups: list[list[int]], start: int) -> tuple[int, list[list[int]]]:
    stack = [start]
    total = 0
    while stack:
        p = stack.pop()
        total += len(groups[p])
        more = np.array(groups[p])
        groups[p] = []
        stack.extend(q for q in more if q > 0)
    del groups[p]
    return total, groups


def drawn(n: int, rng: np.random.Generator | None = None) -> F1:
    rng = rng or np.random.default_rng(3)
    return rng.random(n)


def halved(x):
    return x / 2


r = np.random.default_rng(5)
thin, short, long = r.random((23, 3)), r.random(3), r.random(23)
samples = np.sort(r.random(20))
positions = np.concatenate([r.random(30) * 1.2 - 0.1, samples, [np.nan, np.inf, -np.inf], np.linspace(-0.1, 1.1, 30)])

CALLS = [
    *[("flat_slices", a) for a in (np.arange(12.0).reshape(3, 4), np.arange(9.0).reshape(3, 3).T, np.arange(2.0).reshape(1, 2), np.zeros((0, 3)))],
    *[("flat_of_ints", np.arange(12).reshape(3, 4), np.arange(12) % 3 == 0, s) for s in (2, -3, 0)],
    ("flat_of_ints", np.arange(12).reshape(3, 4).T, np.arange(12) % 3 == 0, 5),
    ("flat_of_ints", np.arange(12).reshape(3, 4), np.array([True, False]), 5),
    ("nothing_stored", np.ones(3)),
    ("stacked", thin[:4, :2], short[:2], 0.5),
    ("stacked", thin[:4], short, 0.5),
    *[("computed_shape", n, np.arange(9.0)) for n in (3, 4)],
    ("formats", np.array([-1.5, 2, -3]), np.array([10, 3])),
    ("applied", np.ones(3)),
    ("applied", np.ones(3), halved),
    *[("applied_here", np.ones(3), np.array([1.0, 2, 4]), which) for which in range(3)],
    *[("updated", np.ones(3), value) for value in (2, np.arange(3.0), "x", np.arange(2.0))],
    ("means", thin, 4),
    ("means", thin, 0),
    ("sizes", thin),
    ("pairs", np.array([2, 3, 1, 0])),
    *[("filtered", np.array([[1.0, 0.5], [0.0, 1.0]]), np.array([1.0, 2.0]), n) for n in (0, 3)],
    ("mixed", np.uint64(5)),
    ("mixed", np.uint64(2**64 - 5)),
    ("mixed_all", np.arange(5, dtype=np.uint64)),
    ("scaled_product", thin[:4], short, long[:3], 0.5, 2.0),
    ("products", thin, short, long),
    ("products", np.asfortranarray(thin), short, long),
    ("products", thin[::2, ::-1], short, long[::2]),
    ("products", thin[:1], short, long[:1]),
    ("products", thin[:0], short, long[:0]),
    ("products", thin, short[:2], long),
    ("int_products", np.arange(2**62, 2**62 + 40).reshape(8, 5), np.arange(5), np.arange(8)),
    ("complex_products", thin * 1j + 1, short - 2j, long * 1j),
    *[("interpolated", positions, xp, fp) for xp, fp in ((samples, long[:20]), (samples[:1], long[:1]), (samples[:2], long[:2]), (np.repeat(samples, 2), np.tile(long[:20], 2)), (samples[:0], long[:0]))],
    ("least", np.array([3.0, 1, 2, 0.5])),
    ("least", np.array([])),
    *[("chosen", np.array([3.0]), which) for which in range(3)],
    *[("either", np.array(a), c) for a in ([3.0, 1.0], [0.3, 0.4]) for c in (True, False)],
    ("reached", [[1, 2], [2, 0], [3], [1]], 0),
    ("reached", [[1, 9]], 0),
    ("drawn", 3),
    ("drawn", 3, np.random.default_rng(1)),
    ("decoded", np.array([0, 1, 1, 0, 2]), np.array([0.6, 0.4]), np.array([[0.7, 0.3], [0.4, 0.6]]), np.array([[0.5, 0.4, 0.1], [0.1, 0.3, 0.6]])),
]
CALLED = ["declared", "losses"]
TOLERANCE = 1e-12
