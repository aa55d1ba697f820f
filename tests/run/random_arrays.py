"""What test_random_arrays.py calls with random arrays: functions over arrays whose dtypes and ranks the annotations say."""

import numpy as np

B1 = np.ndarray[tuple[int], np.dtype[np.bool_]]
B2 = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
Y1 = np.ndarray[tuple[int], np.dtype[np.int8]]
Y2 = np.ndarray[tuple[int, int], np.dtype[np.int8]]
I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int32]]
U1 = np.ndarray[tuple[int], np.dtype[np.uint8]]
U3 = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
S2 = np.ndarray[tuple[int, int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]


def arithmetic(a: F2, b: F1, x: float):
    return a + b, (a - b) * x, a / (b + x), a * a - b * b, -a


def arithmetic_f4(a: S2, b: S2, x: float):
    return a + b, a * x - b, (a - b) / 2, a > b * x


def arithmetic_i8(a: Y2, b: Y1):
    return a + b, a * b, a - b, a // b, a % b, a & b, a | b, a ^ b, ~a


def arithmetic_mixed(a: I2, b: U3, c: F1):
    return a + b, a * b, b - c, a < b, b // 3


def arithmetic_complex(a: C2, b: C1, c: F1):
    return a + b, a * c, a - b * 2, a == b, a.real + c, abs(b) > c


def logic(a: B2, b: B1, c: Y1):
    return a & b, a | b, a ^ b, ~a, a == b, a + c, np.where(a, b, c), a < c


def compared(a: F3, b: F2, c: S1):
    return a < b, a == c, b >= c, (a > b) & (b > c), np.maximum(a, b), np.minimum(b, c), np.where(a > b, a, c)


def steps(a: F1, i: int, j: int, k: int):
    return a[i:j:k]


def steps_2d(a: F2, i: int, j: int, k: int):
    return a[i:j], a[:, j:i:k], a[i::k, ::-1], a[::2, i:].T


def steps_3d(a: F3, i: int, k: int):
    return a[..., i:], a[:, i:, ::k], a[None, :, ::-1, i], a.transpose(2, 0, 1)[i:]


def element(a: F2, i: int, j: int):
    return a[i, j], a[i], a[:, j]


def store_slices(a: F2, b: F1, i: int, j: int, k: int):
    a[i:j] = b
    a[::k, i:] += 1.5
    a[:, j] = a[:, i]


def store_values(a: F1, b: F1, i: int, j: int, k: int):
    a[i:j:k] = b[i:j:k]
    a[j:] -= b[j:]
    a[::-1] = a


def in_place(a: F2, b: F2, x: float):
    a += b
    a *= x
    a -= a.T
    a /= b


def in_place_small(a: Y1, b: Y1, n: int):
    a += b
    a[n:] *= b[n:]
    a[::2] -= 3


def overlapping(a: F1, b: F1):
    a += b
    b[1:] = a[:-1] * 2
    a[:-1] = b[1:] + a[1:]


def overlapping_2d(a: F2, b: F2):
    a[:] = b.T
    b += a
    a[1:] = a[:-1] + b[1:]


def masked(a: F2, m: B2, n: B1):
    return a[m], a[~m], a[n], a[:, n], a[m & (a > 0)]


def masked_store(a: F2, m: B2, x: float):
    a[m] = x
    a[a > 0] *= 2
    a[~m] += a[~m]


def masked_values(a: F1, m: B1, b: S1):   # of another dtype: NumPy does not look whether the values share memory with `a`
    a[m] = b
    a[m] -= b


def gathered(a: F2, i: I1, j: I1):
    return a[i], a[:, j], a[i, j], a[i[:, None], j], a[i, 1:], a[i, 0]


def scattered(a: F2, i: I1, j: I1, b: F1):
    a[i] += b
    a[i, j] = 7.0
    a[:, j] -= 1.0


def sums(a: F3):
    return a.sum(), a.sum(0), a.sum(1), a.sum(axis=2), a.sum((0, 1)), a.sum((1, 2)), a.sum(axis=(0, 2), keepdims=True), np.prod(a, axis=1)


def sums_fused(a: F2, b: F2, c: F1):
    return np.sum(a * b), np.sum(a * b, axis=0), (a - b).sum(axis=1), np.sum(a.T + 1), np.sum(a * c), np.max(a * b, axis=0) + 0.0, np.any(a > b, axis=1), np.count_nonzero(a > c)


def sums_f4(a: S2):
    return a.sum(), a.sum(0), a.sum(1), np.sum(a, dtype=np.float64), a.mean(), a.mean(axis=0)


def sums_small(a: Y2, b: U3, c: B2):
    return a.sum(), a.sum(0), a.prod(axis=1), b.sum((0, 2)), b.sum(), c.sum(1), c.sum(), np.cumsum(a, axis=1), np.cumsum(b)


def sums_complex(a: C2):
    return a.sum(), a.sum(axis=0), a.sum(axis=1), a.prod(), a.mean(1)


def extremes(a: F3):
    # Which of 0.0 and -0.0 is the larger one NumPy leaves to the order of its vectors.
    return a.max(0) + 0.0, a.min(axis=1) + 0.0, a.max((0, 2)) + 0.0, np.min(a, axis=2, keepdims=True) + 0.0


def extremes_all(a: F2, b: Y2):
    return a.max() + 0.0, b.min(), np.argmax(a), np.argmin(b), a.argmin(axis=1), b.max(axis=0)


def spreads(a: F2):
    return a.mean(), a.mean(0), a.var(), a.std(axis=1), np.median(a, axis=0) + 0.0


def truths(a: F2, b: B2, c: Y2):
    return a.any(), a.all(axis=0), b.any(1), b.all(), np.count_nonzero(c), np.count_nonzero(a, axis=1), np.any(c, axis=0)


def cumulated(a: F2, b: S1):
    return np.cumsum(a), np.cumsum(a, axis=0), np.cumprod(a, axis=1), np.cumsum(b)


def ordered(a: F2, b: Y1, c: S1):
    return np.sort(a, axis=0, kind="stable"), np.argsort(a, kind="stable"), np.sort(b), np.argsort(c, kind="stable"), np.unique(b)


def searched(a: F2, b: Y1, m: B2):
    return np.nonzero(a), np.argwhere(m), np.flatnonzero(b), np.where(m)


def shaped(a: F3):
    return a.ravel(), a.reshape(-1), a.T.ravel(), a.reshape(a.shape[0], -1), a.flatten(), a.swapaxes(0, 2).reshape(-1), np.moveaxis(a, 0, 2)


def copied(a: F3, b: U3):
    return a.copy(), np.copy(a), a.astype(np.float32), b.astype(np.int64), np.ascontiguousarray(a), a.T.copy()


def joined(a: F2, b: F2, c: S2):
    return np.concatenate((a, b)), np.vstack((a, b, c)), np.concatenate((a, c), axis=0)


def joined_columns(a: F2, b: F2):
    return np.hstack((a, b)), np.stack((a, b)), np.stack((a, b), axis=-1)


def rearranged(a: F2, b: U1, n: int):
    return np.roll(a, n, axis=0), np.roll(a, n), np.flip(a), np.fliplr(a), np.repeat(b, 2), np.tile(b, 3), np.roll(b, n)


def products(a: F2, b: F2, c: F1):
    return a @ b.T, a @ c, a.T @ a, np.outer(c, c), np.dot(a.T, b) + 0.0


def products_i4(a: I2, b: I2):
    return a @ b.T, a.T @ b


def rounded(a: F2, b: S1, n: int):
    return np.floor(a), np.round(a), np.trunc(b), np.clip(a, -1, 1), np.sign(a), np.abs(b), np.round(a, n)


def converted(a: F1, b: Y1, c: U1, d: S1):
    return b.astype(np.uint8), c.astype(np.int8), d.astype(np.float64), b.astype(bool), c.astype(np.float32), a.astype(np.complex64), a.astype(np.float32)


def looped(a: F2, b: F1):
    s = 0.0
    for row, x in zip(a, b):
        s += (row * x).sum() - row[-1]
    return s


def differences(a: F2, b: Y1):
    return np.diff(a), np.diff(a, axis=0), np.diff(b), a[1:] - a[:-1]


def located(a: F1, b: S1, c: F2, d: Y1):
    return np.searchsorted(np.sort(a), c), np.searchsorted(np.sort(b), a, side="right"), np.searchsorted(np.sort(d), d), np.digitize(c, np.array([-1.0, 0.0, 1.5])), np.isclose(a, a[::-1]), np.isclose(c, 0.5, atol=0.5), np.isin(d, [0, 1, 3])


def without_nan(a: F2, b: S1):
    return np.nanmedian(a), np.nanmedian(a, axis=1), np.nansum(a, axis=0), np.nanmax(np.abs(a), initial=0.0), np.nanmean(a, axis=1, keepdims=True), np.nan_to_num(b), np.nancumsum(b)


def with_options(a: F2, b: F2, m: B2, y: Y2):
    return a.sum(where=m), np.sum(a, axis=0, where=m, initial=2.0), np.max(a, axis=1, initial=0.0) + 0.0, np.add(a, b, dtype=np.float32), np.add.reduce(y, axis=1), np.maximum.accumulate(a, axis=1) + 0.0, np.subtract.outer(y, y), np.add.reduce(a, axis=None)


def written_into(a: F2, b: F2, out: F2, m: B2):
    np.add(a, b, out=out)
    np.multiply(out, 2.0, out=out, where=m)
    np.negative(a, a)
    np.cumsum(b, axis=0, out=b)
    return np.maximum(a, b, out=out)


def handed_over(a: F3, b: F2, c: C2, u: U1):
    return np.fft.fft(b + 0.0)[..., :0], np.rot90(b), np.flip(a, (0, 2)), np.pad(b, 1), np.unique(b, axis=0), np.tile(b, (2, 1, 1)), np.moveaxis(a, (0, 1), (1, 2)), np.packbits(u), np.partition(b, 0, axis=None)[:1] + 0.0, np.trace(a), np.diagonal(c), np.einsum("ij->ji", c), np.meshgrid(u, u)[0], np.insert(b, 0, 1.0, axis=1), np.delete(u, u > 3)


def taken(a: F2, b: F1, i: I1, j: I1):
    return np.take(a, i, axis=0), np.take(a, j, axis=1), np.take(b, i), np.compress(b > 0, b), np.take(b, i, mode="clip"), np.put_along_axis(a, np.zeros((len(a), 1), dtype=np.int64), 3.0, axis=1)
