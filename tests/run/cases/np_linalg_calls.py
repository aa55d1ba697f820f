"""numpy.linalg, numpy.fft and polynomials: NumPy's own functions, called from compiled code."""

import numpy as np

I1 = np.ndarray[tuple[int], np.dtype[np.int64]]
I2 = np.ndarray[tuple[int, int], np.dtype[np.int64]]
S1 = np.ndarray[tuple[int], np.dtype[np.float32]]
S2 = np.ndarray[tuple[int, int], np.dtype[np.float32]]
F1 = np.ndarray[tuple[int], np.dtype[np.float64]]
F2 = np.ndarray[tuple[int, int], np.dtype[np.float64]]
F3 = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
F4 = np.ndarray[tuple[int, int, int, int], np.dtype[np.float64]]
C1 = np.ndarray[tuple[int], np.dtype[np.complex128]]
C2 = np.ndarray[tuple[int, int], np.dtype[np.complex128]]
D1 = np.ndarray[tuple[int], np.dtype[np.complex64]]


def svds(a: F2, b: S2, c: C2, d: I2, e: F3):
    u, s, v = np.linalg.svd(a)
    thin, t, w = np.linalg.svd(b, full_matrices=False)
    x, y, z = np.linalg.svd(c, False)
    return u, s, v, thin, t, w, x, y, z, np.linalg.svd(d, compute_uv=False), np.linalg.svdvals(e), np.linalg.svd(e)[1]


def eigen(a: F2, b: S2, c: C2, e: F3):
    w, v = np.linalg.eigh(a)
    x, y = np.linalg.eigh(b, UPLO="U")
    p, q = np.linalg.eig(c)
    return w, v, x, y, p, q, np.linalg.eigvalsh(c), np.linalg.eigvalsh(e), np.linalg.eigvals(c), np.linalg.eigvals(a.astype(np.complex128))


def factors(a: F2, b: S2, c: C2):
    q, r = np.linalg.qr(a)
    q2, r2 = np.linalg.qr(b, mode="complete")
    h, tau = np.linalg.qr(c, "raw")
    return q, r, q2, r2, h, tau, np.linalg.qr(a, "r")


def positive(a: F2, b: F3):
    return np.linalg.cholesky(a), np.linalg.cholesky(a, upper=True), np.linalg.cholesky(b)


def cholesky_or_zeros(a: F2) -> F2:
    try:
        return np.linalg.cholesky(a)
    except np.linalg.LinAlgError:
        return np.zeros_like(a)


def systems(a: F2, b: F1, c: F2, d: I2, e: F3, f: F3, s: S2):
    sign, logarithm = np.linalg.slogdet(a)
    return np.linalg.solve(a, b), np.linalg.solve(a, c), np.linalg.solve(d, b), np.linalg.solve(e, f), np.linalg.inv(e), np.linalg.det(e), sign, logarithm, np.linalg.slogdet(e)[1], np.linalg.inv(s).dtype == np.float32


def least(a: F2, b: F1, c: F2):
    x, residuals, rank, s = np.linalg.lstsq(a, b)
    y, r2, k, t = np.linalg.lstsq(a, c, rcond=1e-9)
    return x, residuals, rank, s, y, r2, k, t


def inverses(a: F2, b: C2, e: F3):
    return np.linalg.pinv(a), np.linalg.pinv(b, hermitian=True), np.linalg.pinv(a, rtol=1e-3), np.linalg.pinv(e)


def powers(a: F2, b: I2, n: int):
    return np.linalg.matrix_power(a, n), np.linalg.matrix_power(b, 3)


def ranks(a: F2, b: I2, e: F3):
    return np.linalg.matrix_rank(a), np.linalg.matrix_rank(b), np.linalg.matrix_rank(e), np.linalg.matrix_rank(a, tol=0.5), np.linalg.cond(a), np.linalg.cond(a, 1), np.linalg.cond(a, "fro"), np.linalg.cond(e)


def norms(a: F1, b: F2, c: C2, e: F3):
    return (np.linalg.norm(b, 2), np.linalg.norm(b, "nuc"), np.linalg.norm(b, -2), np.linalg.norm(a, 3, axis=0), np.linalg.norm(e, "fro", axis=(0, 2)), np.linalg.norm(e, 1, axis=(1, 2), keepdims=True), np.linalg.norm(c, np.inf),
            np.linalg.matrix_norm(e), np.linalg.matrix_norm(b, ord="nuc", keepdims=True), np.linalg.vector_norm(b), np.linalg.vector_norm(b, axis=1, ord=1), np.linalg.vector_norm(e, axis=(0, 1)))


def products(a: F2, b: F2, c: F3, x: F1, y: I1):
    return (np.linalg.multi_dot([a, b, a]), np.linalg.multi_dot((a, b)), np.linalg.vecdot(a, b), np.vecdot(x, y), np.linalg.matmul(a, b), np.linalg.matmul(a, x), np.linalg.matmul(x, a), np.linalg.tensordot(a, b, axes=1),
            np.tensordot(c, c, axes=([0, 1], [0, 1])), np.tensordot(c, a, axes=((1,), (0,))), np.tensordot(a, b, 0), np.linalg.outer(x, y), np.linalg.cross(x, y), np.cross(a, x), np.kron(a, x), np.kron(a, b),
            np.matvec(c, x), np.vecmat(x, c))


def tensors(a: F4, b: F2):
    return np.linalg.tensorinv(a, ind=2), np.linalg.tensorsolve(a, b)


def views(e: F3, a: F2):
    return np.linalg.matrix_transpose(e), np.linalg.diagonal(e), np.linalg.diagonal(a, offset=1), np.linalg.trace(e), np.linalg.trace(a, offset=-1), np.matrix_transpose(a)


def sums(a: F2, b: F2, c: F3, x: F1, y: I1):
    return (np.einsum("ij,jk->ik", a, b), np.einsum("ij,ij", a, b), np.einsum("ii", a), np.einsum("ii->i", a), np.einsum("ij->ji", a), np.einsum("i,j->ij", x, y), np.einsum("ijk,k->ij", c, x), np.einsum("ij,jk,kl->il", a, b, a, optimize=True),
            np.einsum("ij, j -> i", a, y), np.einsum("ij", a))


def transforms(a: F1, b: C1, c: S1, d: D1, n: int):
    return np.fft.fft(a), np.fft.ifft(b), np.fft.rfft(a), np.fft.irfft(b), np.fft.irfft(b, n), np.fft.hfft(b, n), np.fft.ihfft(a), np.fft.fft(c), np.fft.fft(d, norm="ortho"), np.fft.fft(a, n), np.fft.irfft(d)


def plane_transforms(a: F2, b: C2, i: I2):
    return np.fft.fft2(a), np.fft.ifft2(b), np.fft.rfft2(i), np.fft.irfft2(b), np.fft.fftn(a), np.fft.ifftn(b), np.fft.rfftn(a), np.fft.irfftn(b), np.fft.fft(a, axis=0), np.fft.fft(a, n=3, axis=-1, norm="forward"), np.fft.fftn(a, axes=(0,)), np.fft.fft2(a, s=(2, 2))


def transform_wrong(a: F1, n: int, axis: int):
    return np.fft.fft(a, n, axis)


def frequencies(n: int, d: float, a: F2):
    return np.fft.fftfreq(n), np.fft.fftfreq(n, d), np.fft.rfftfreq(n, d), np.fft.fftshift(np.fft.fftfreq(n)), np.fft.ifftshift(a, axes=1), np.fft.fftshift(a, (0, 1))


def polynomials(p: F1, q: F1, x: F1, i: I1, b: F2):
    quotient, rest = np.polydiv(p, q)
    c, cov = np.polyfit(x, x * x, 2, cov="unscaled")
    return (np.polyval(p, x), np.polyval(i, x), np.polyval(p, b), np.polyval(p, 2.0), np.polyadd(p, i), np.polysub(p, q), np.polymul(p, q), quotient, rest, np.polyder(p), np.polyder(p, 2), np.polyint(p), np.polyint(p, m=2, k=1.0), np.poly(q), c, cov, np.polyfit(x, x**3 - x, 3), np.polyfit(x, x, 1, w=x + 1.0))


def windows(m: int, beta: float):
    return np.bartlett(m), np.blackman(m), np.hamming(m), np.hanning(m), np.kaiser(m, beta)


def moves(a: F1, v: F1, i: I1):
    return np.convolve(a, v), np.convolve(a, v, mode="same"), np.convolve(a, i, "valid"), np.correlate(a, v), np.correlate(a, v, "full"), np.correlate(i, i, mode="same")


TOLERANCE = 1e-9
RANDOM = np.random.default_rng(3)
A, B, C = RANDOM.normal(size=(4, 4)), RANDOM.normal(size=(4, 4)), RANDOM.normal(size=(3, 4, 4))
SPD = A @ A.T + 4 * np.eye(4)
HERMITIAN = SPD + 1j * (A - A.T)
X, Y = np.array([0.5, 1.5, -2.0, 3.0]), np.array([1, 2, 3, 4])
N1, N2 = np.arange(6.0), np.arange(12.0).reshape(3, 4)
E0 = np.zeros(0)
CALLS = [
    ("svds", A[:3], A[:, :2].astype(np.float32), HERMITIAN[:2], Y.reshape(2, 2), C),
    ("svds", A[::-1].T, B.astype(np.float32)[::2], HERMITIAN, Y.reshape(1, 4), C[:0]),
    ("svds", np.full((2, 2), np.nan), B.astype(np.float32), HERMITIAN, Y.reshape(1, 4), C),
    ("eigen", SPD, SPD.astype(np.float32), HERMITIAN, C @ C.transpose(0, 2, 1)),
    ("eigen", N2, SPD.astype(np.float32), HERMITIAN, C),
    ("factors", N2, A[:, :3].astype(np.float32), HERMITIAN[:, :2]),
    ("positive", SPD, np.stack([SPD, SPD * 2])), ("positive", -SPD, C), ("positive", N2, C),
    ("cholesky_or_zeros", SPD), ("cholesky_or_zeros", -SPD), ("cholesky_or_zeros", N2),
    ("systems", SPD, X, A, np.diag(Y), C + 3 * np.eye(4), C, SPD.astype(np.float32)),
    ("systems", SPD, X[:3], A, np.diag(Y), C, C, SPD.astype(np.float32)),
    ("systems", np.zeros((4, 4)), X, A, np.diag(Y), C, C, SPD.astype(np.float32)),
    ("least", A[:, :2], X, A), ("least", A[:, :2], X[:2], A),
    ("inverses", A[:2], HERMITIAN, C), ("powers", A, Y.reshape(2, 2), 3), ("powers", SPD, Y.reshape(2, 2), -1), ("powers", N2, Y.reshape(2, 2), 2),
    ("ranks", A, Y.reshape(2, 2), C), ("norms", X, A, HERMITIAN, C), ("norms", E0, A, HERMITIAN, C),
    ("products", A[:3, :3], B[:3, :3], C[:, :3, :3], X[:3], Y[:3]), ("products", A[:3, :3], B[:2, :3], C[:, :3, :3], X[:3], Y[:3]),
    ("tensors", np.eye(4).reshape(2, 2, 2, 2) * 2, A[:2, :2]), ("views", C, A),
    ("sums", A[:3, :3], B[:3, :3], C[:, :3, :3], X[:3], Y[:3]), ("sums", A[:3, :3], B[:2, :2], C, X[:3], Y[:3]),
    ("transforms", N1, N1 + 1j, N1.astype(np.float32), N1.astype(np.complex64), 4), ("transforms", N1[::2], N1[::-1] * 1j, N1.astype(np.float32), N1.astype(np.complex64), 9),
    ("transforms", E0, N1 + 1j, N1.astype(np.float32), N1.astype(np.complex64), 4), ("transforms", N1, N1 + 1j, N1.astype(np.float32), N1.astype(np.complex64), 0),
    ("plane_transforms", N2, N2 * 1j, N2.astype(np.int64)), ("transform_wrong", N1, 3, 0), ("transform_wrong", N1, 3, 1), ("transform_wrong", N1, -3, 0),
    ("frequencies", 5, 0.5, N2), ("frequencies", 4, 2.0, N2),
    ("polynomials", X, X[:2], N1, Y, N2), ("windows", 5, 3.5), ("windows", 0, 1.0), ("windows", 1, 1.0),
    ("moves", N1, X, Y), ("moves", N1, E0, Y),
]
