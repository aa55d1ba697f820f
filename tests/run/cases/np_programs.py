"""Functions as scientific packages write them: filters, image features, sequences, graphs, statistics."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.float64]
Vec = np.ndarray[tuple[int], np.dtype[np.float64]]
Mat = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Cube = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
IVec = np.ndarray[tuple[int], np.dtype[np.int64]]
IMat = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def median_filter(image: Mat, size: int = 3) -> Mat:
    half = size // 2
    padded = np.pad(image, half, "reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size))
    return np.median(windows, axis=(-2, -1))


def hough(edges: np.ndarray[tuple[int, int], np.dtype[np.bool_]], ntheta: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    theta = np.linspace(-np.pi / 2, np.pi / 2, ntheta, endpoint=False)
    diag = int(np.ceil(np.hypot(*edges.shape)))
    acc = np.zeros((2 * diag + 1, ntheta), dtype=np.uint64)
    ct, st = np.cos(theta), np.sin(theta)
    ys, xs = edges.nonzero()
    for x, y in zip(xs, ys):
        r = np.rint(x * ct + y * st).astype(np.int64) + diag
        acc[r, np.arange(ntheta)] += 1
    return acc


def local_binary(image: Mat) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    centre = image[1:-1, 1:-1]
    code = np.zeros(centre.shape, dtype=np.uint8)
    offsets = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    h, w = image.shape
    for bit, (dy, dx) in enumerate(offsets):
        neighbour = image[1 + dy : h - 1 + dy, 1 + dx : w - 1 + dx]
        code |= (neighbour >= centre).astype(np.uint8) << bit
    return code


def rgb2hsv(rgb: Cube) -> Cube:
    out = np.empty_like(rgb)
    v = rgb.max(-1)
    delta = np.ptp(rgb, -1)
    with np.errstate(invalid="ignore", divide="ignore"):
        s = delta / v
    s[delta == 0.0] = 0.0
    idx = rgb[..., 0] == v
    out[idx, 0] = (rgb[idx, 1] - rgb[idx, 2]) / delta[idx]
    idx = rgb[..., 1] == v
    out[idx, 0] = 2.0 + (rgb[idx, 2] - rgb[idx, 0]) / delta[idx]
    idx = rgb[..., 2] == v
    out[idx, 0] = 4.0 + (rgb[idx, 0] - rgb[idx, 1]) / delta[idx]
    h = (out[..., 0] / 6.0) % 1.0
    h[delta == 0.0] = 0.0
    out[..., 0] = h
    out[..., 1] = s
    out[..., 2] = v
    out[np.isnan(out)] = 0
    return out


def simpson(y: F, dx: float = 1.0, axis: int = -1) -> F | np.float64:
    y = np.moveaxis(y, axis, -1)
    n = y.shape[-1]
    if n % 2 == 0:
        raise ValueError("needs an odd number of samples")
    return (y[..., 0] + 4 * y[..., 1:-1:2].sum(-1) + 2 * y[..., 2:-1:2].sum(-1) + y[..., -1]) * dx / 3


def wavelet_haar(x: Vec) -> list[Vec]:
    out: list[Vec] = []
    while len(x) > 1:
        if x.size % 2:
            x = np.append(x, x[-1])
        pairs = x.reshape(-1, 2)
        out.append((pairs[:, 0] - pairs[:, 1]) / np.sqrt(2))
        x = pairs.sum(axis=1) / np.sqrt(2)
    out.append(x)
    return out[::-1]


def viterbi(obs: IVec, start: Vec, trans: Mat, emit: Mat) -> tuple[IVec, float]:
    with np.errstate(divide="ignore"):
        ls, lt, le = np.log(start), np.log(trans), np.log(emit)
    T = len(obs)
    score = np.empty((T, len(start)))
    back = np.zeros((T, len(start)), dtype=np.intp)
    score[0] = ls + le[:, obs[0]]
    for t in range(1, T):
        cand = score[t - 1][:, None] + lt
        back[t] = cand.argmax(axis=0)
        score[t] = np.take_along_axis(cand, back[t][None], axis=0)[0] + le[:, obs[t]]
    path = [int(score[-1].argmax())]
    for t in range(T - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return np.array(path[::-1]), score[-1].max().item()


def pagerank(adj: Mat, d: float = 0.85, tol: float = 1e-8) -> Vec:
    n = len(adj)
    out = adj.sum(1)
    dangling = out == 0
    M = np.divide(adj, out[:, None], out=np.zeros_like(adj), where=out[:, None] != 0)
    r = np.full(n, 1 / n)
    for _ in range(200):
        new = d * (r @ M + r[dangling].sum() / n) + (1 - d) / n
        if np.abs(new - r).sum() < tol:
            break
        r = new
    return new


def mandel(re: Vec, im: Vec, n: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    c = re[None, :] + 1j * im[:, None]
    z = np.zeros_like(c)
    count = np.zeros(c.shape, dtype=int)
    live = np.ones(c.shape, bool)
    for _ in range(n):
        z[live] = z[live] ** 2 + c[live]
        live &= np.abs(z) <= 2
        count += live
    return count


def digitize_counts(x: Vec, edges: Vec) -> dict[int, int]:
    out: dict[int, int] = {}
    for b in np.digitize(x, edges):
        out[int(b)] = out.get(int(b), 0) + 1
    return out


def run_lengths(x: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    d = np.diff(np.r_[0, x.astype(np.int8), 0])
    return list(zip(np.flatnonzero(d == 1).tolist(), np.flatnonzero(d == -1).tolist()))


def ranks(x: Vec) -> Vec:
    sorter = np.argsort(x, kind="mergesort")
    inv = np.empty(sorter.size, dtype=np.intp)
    inv[sorter] = np.arange(sorter.size, dtype=np.intp)
    arr = x[sorter]
    obs = np.r_[True, arr[1:] != arr[:-1]]
    dense = obs.cumsum()[inv]
    count = np.r_[np.nonzero(obs)[0], len(obs)]
    return 0.5 * (count[dense] + count[dense - 1] + 1)


def savgol(x: Vec, window: int, order: int) -> Vec:
    half = window // 2
    pos = np.arange(-half, half + 1, dtype=np.float64)
    design = np.vander(pos, order + 1, increasing=True)
    coeffs = np.linalg.pinv(design)[0]
    padded = np.pad(x, half, mode="edge")
    return np.convolve(padded, coeffs[::-1], mode="valid")


def label_propagation(adj: IMat, steps: int) -> IVec:
    n = adj.shape[0]
    labels = np.arange(n)
    for _ in range(steps):
        new = labels.copy()
        for i in range(n):
            neighbours = np.nonzero(adj[i])[0]
            if neighbours.size == 0:
                continue
            values, counts = np.unique(labels[neighbours], return_counts=True)
            new[i] = values[np.argmax(counts)]
        if np.array_equal(new, labels):
            break
        labels = new
    return labels


def kde(points: Mat, at: Mat, bandwidth: float | None = None) -> Vec:
    n, d = points.shape
    h = bandwidth if bandwidth is not None else n ** (-1.0 / (d + 4))
    cov = np.atleast_2d(np.cov(points, rowvar=False)) * h**2
    inv = np.linalg.inv(cov)
    diff = at[:, None, :] - points[None, :, :]
    energy = np.einsum("ijk,kl,ijl->ij", diff, inv, diff) / 2
    return np.exp(-energy).sum(axis=1) / (n * np.sqrt(np.linalg.det(2 * np.pi * cov)))


def csr_from_coo(rows: IVec, cols: IVec, vals: Vec, n: int) -> tuple[IVec, IVec, Vec]:
    order = np.lexsort((cols, rows))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=n))))
    return indptr, cols[order], vals[order]


def group_max(keys: IVec, values: Vec) -> Vec:
    order = np.argsort(keys, kind="stable")
    k = keys[order]
    starts = np.flatnonzero(np.r_[True, k[1:] != k[:-1]])
    return np.maximum.reduceat(values[order], starts)


def toeplitz(c: Vec, r: Vec) -> Mat:
    vals = np.concatenate((c[::-1], r[1:]))
    i, j = np.ogrid[0 : len(c), 0 : len(r)]
    return vals[len(c) - 1 - i + j]


TOLERANCE = 1e-9
R = np.random.default_rng(7)
X, M, B = R.normal(size=11), R.normal(size=(6, 7)), R.random((6, 7)) < 0.5
START, TRANSITION, EMISSION = np.full(3, 1 / 3), R.random((3, 3)), R.random((3, 4))
CALLS = [
    ("median_filter", M), ("median_filter", M.T, 5), ("median_filter", M[:0]), ("hough", B, 5), ("hough", B[::-1], 1), ("local_binary", np.round(M)), ("local_binary", M[:1]), ("rgb2hsv", R.integers(0, 3, (3, 4, 3)) / 2.0), ("simpson", X, 0.5), ("simpson", M, 1.0), ("simpson", M.T, 0.5, 0), ("simpson", M, 1.0, 0),
    ("wavelet_haar", X), ("wavelet_haar", X[:1]), ("wavelet_haar", X[:0]), ("viterbi", np.array([0, 3, 1, 1, 2]), START, TRANSITION, EMISSION), ("viterbi", np.array([4]), START, TRANSITION, EMISSION), ("pagerank", B[:, :6].astype(np.float64)), ("ranks", np.round(X)), ("ranks", X[::-2]), ("run_lengths", B[0]), ("run_lengths", B[0, :0]),
    ("digitize_counts", X, np.array([-1.0, 0.0, 1.0])), ("digitize_counts", X, np.array([1.0, 0.0, 1.0])), ("mandel", X / 2, X[:4], 5), ("label_propagation", (B[:, :6] | B[:, :6].T).astype(np.int64), 4), ("savgol", X, 5, 2), ("csr_from_coo", np.array([2, 0, 2, 1]), np.array([1, 1, 0, 2]), X[:4], 4), ("csr_from_coo", np.array([-1]), np.array([1]), X[:1], 2),
    ("kde", M[:, :2], M[:3, :2], 0.5), ("kde", M[:, :2], M[:3, :2]), ("kde", M[:, :2], M[:3, :3], 0.5), ("group_max", np.array([3, 1, 3, 1, 0]), X[:5]), ("toeplitz", X[:3], X),
]
