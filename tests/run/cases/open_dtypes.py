"""Arrays whose dtypes the annotation leaves open (`np.ndarray`, `NDArray[np.floating]`, `ArrayLike`...): native code for the likeliest, Python's function for others."""

from dataclasses import dataclass
from typing import Any, List, Optional, Tuple, TypeVar, Union

import numpy as np
import numpy.typing as npt

F = TypeVar("F", bound=np.floating)
S = TypeVar("S", bound=np.generic)
Both = np.float32 | np.float64
Image = npt.NDArray[np.uint8]


def doubled(a: np.ndarray) -> np.ndarray:
    return a * 2.0


def total(a: npt.NDArray) -> float:
    return float(a.sum())


def largest(a: "npt.NDArray[Any]") -> float:
    return float(a.max())


def roots(a: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    return np.sqrt(a)


def head(a: npt.NDArray[np.number], n: int) -> npt.NDArray[np.number]:
    return a[:n]


def both(a: npt.NDArray[Both]) -> npt.NDArray[Both]:
    return a + 1


def written(a: npt.NDArray[Union[np.int32, np.int64]]) -> None:
    a[0] = 7


def trace(a: np.ndarray[Tuple[int, int], np.dtype[np.inexact]]) -> complex:
    s = 0j
    for i in range(min(a.shape)):
        s += complex(a[i, i])
    return s


def counts(a: np.ndarray[Any, np.dtype[np.integer]]) -> int:
    return int((a > 1).sum())


def unsigned(a: npt.NDArray[np.unsignedinteger]) -> int:
    return int(a.sum())


def conjugates(a: npt.NDArray[np.complexfloating]) -> npt.NDArray[np.complexfloating]:
    return a.conj()


def sine(a: Union[float, np.ndarray]) -> Union[float, np.ndarray]:
    return np.sin(a)


def masked(a: np.ndarray, mask: Optional[np.ndarray] = None) -> float:
    if mask is None:
        return float(a.mean())
    return float(a[mask].mean())


def times_vector(data: np.ndarray, indices: np.ndarray, starts: np.ndarray, x: np.ndarray) -> np.ndarray:
    n = starts.shape[0] - 1
    y = np.zeros(n)
    for i in range(n):
        s = 0.0
        for k in range(starts[i], starts[i + 1]):
            s += data[k] * x[indices[k]]
        y[i] = s
    return y


def alternate(a: npt.NDArray[S]) -> npt.NDArray[S]:
    return a[::2].copy()


def scaled(a: npt.NDArray[F], f: float) -> npt.NDArray[F]:
    return a * f


def sum_of_any(a: npt.ArrayLike, dtype: npt.DTypeLike = None) -> float:
    arr = np.asarray(a, dtype=np.float64)
    return float(arr.sum())


def flipped(img: np.ndarray) -> np.ndarray:
    h, w = img.shape
    out = np.empty((h, w), dtype=img.dtype)
    for i in range(h):
        for j in range(w):
            out[i, j] = img[h - 1 - i, j]
    return out


def sizes(xs: List[np.ndarray]) -> int:
    return sum(x.size for x in xs)


def pair(ab: Tuple[np.ndarray, np.ndarray]) -> float:
    return float(np.dot(ab[0], ab[1]))


def brightest(img: Image) -> int:
    return int(img.max())


def from_native(n: int) -> float:
    a = np.arange(n, dtype=np.float32)
    return total(a) + total(np.ones((2, 2), dtype=np.uint8)) + masked(np.arange(n), np.arange(n) > 1)


class Holder:
    data: np.ndarray

    def __init__(self, n: int) -> None:
        self.data = np.arange(float(n))

    def total(self) -> float:
        return float(np.sum(self.data))


@dataclass
class Point:
    position: np.ndarray
    mass: float

    def energy(self) -> float:
        return 0.5 * self.mass * float(np.dot(self.position, self.position))


def objects(n: int) -> float:
    points = [Point(np.ones(3) * i, 2.0) for i in range(n)]
    return sum(p.energy() for p in points) + Holder(n).total()


_f = np.linspace(0.0, 1.0, 6)
_m = _f.reshape(2, 3)
_i = np.arange(6)
_arrays = (_f, _i, _m, _f.astype(np.float32), _i.astype(np.int16), _i > 2, _f + 1j, _f[::-2], np.zeros((0, 2)), np.ones((1, 2, 1, 2, 1)), _f.astype(">f8"))
CALLED = ["Holder", "Point"]
CALLS = [
    *[(f, a) for f in ("doubled", "total", "sine", "alternate", "sum_of_any", "both", "counts") for a in _arrays], *[("largest", a) for a in (_f, _m, _i, _i > 7)], ("doubled", [1.0]), ("doubled", 3.0), ("total", None),
    *[("roots", a) for a in (_f, _m, _f.astype(np.float32), _i, _f.astype(np.float16))], *[("head", a, 2) for a in (_f, _i, _i.astype(np.int8), _f + 2j)], ("written", _i.copy()), ("written", _i.astype(np.int32)), ("written", _f.copy()),
    ("trace", _m), ("trace", _m * 1j), ("trace", _i.reshape(2, 3)), ("trace", _f), ("unsigned", _i.astype(np.uint8)), ("unsigned", _i.astype(np.uint16)), ("conjugates", _f + 1j), ("conjugates", (_f + 1j).astype(np.complex64)),
    ("sine", 0.5), ("sine", 1), ("masked", _f), ("masked", _f, _f > 0.3), ("masked", _i, np.array([0, 2])), ("masked", _m, _m > 0.5), ("masked", _m, np.array([1])), ("masked", _f, None),
    *[("times_vector", d, i, s, x) for d in (np.array([1.0, 2.0]), np.array([1, 2])) for i in (np.array([0, 1]), np.array([0, 1], np.int32), np.array([0, 9])) for s in (np.array([0, 1, 2]),) for x in (np.array([3.0, 4.0]), np.array([3, 4]))],
    ("scaled", _f, 2.0), ("scaled", _f.astype(np.float32), 2.0), ("scaled", _i, 2.0), ("sum_of_any", [1, 2, 3]), ("sum_of_any", 3.0), ("sum_of_any", [[1.0], [2.0]]), ("flipped", _m), ("flipped", _i.reshape(3, 2)), ("flipped", _f),
    ("flipped", _m.astype(np.uint8)), ("sizes", [_f, _f]), ("sizes", [_f, _i]), ("sizes", [_f, _m]), ("sizes", []), ("pair", (_f, _f)), ("pair", (_i, _i)), ("pair", (_f, _i)), ("brightest", np.array([3, 9], np.uint8)), ("brightest", np.ones((2, 2, 2), np.uint8)),
    ("from_native", 5), ("objects", 4),
]
