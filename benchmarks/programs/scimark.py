# From pyperformance 1.14 (bm_scimark), MIT License: LICENSE.txt. Changed: annotations, and `run` in the place of the timing.
import math
from collections.abc import Iterator


class Array2D(object):

    def __init__(self, w: int, h: int, data: list[list[float]] | None=None):
        self.width = w
        self.height = h
        self.data = [0.0] * (w * h)
        if data is not None:
            self.setup(data)

    def _idx(self, x: int, y: int) -> int:
        if 0 <= x < self.width and 0 <= y < self.height:
            return y * self.width + x
        raise IndexError

    def __getitem__(self, x_y: tuple[int, int]) -> float:
        (x, y) = x_y
        return self.data[self._idx(x, y)]

    def __setitem__(self, x_y: tuple[int, int], val: float) -> None:
        (x, y) = x_y
        self.data[self._idx(x, y)] = val

    def setup(self, data: list[list[float]]) -> "Array2D":
        for y in range(self.height):
            for x in range(self.width):
                self[x, y] = data[y][x]
        return self

    def indexes(self) -> Iterator[tuple[int, int]]:
        for y in range(self.height):
            for x in range(self.width):
                yield x, y

    def copy_data_from(self, other: 'Array2D') -> None:
        self.data[:] = other.data[:]


class Random(object):
    MDIG = 32
    ONE = 1
    m1 = (ONE << (MDIG - 2)) + ((ONE << (MDIG - 2)) - ONE)
    m2 = ONE << MDIG // 2
    dm1 = 1.0 / float(m1)

    def __init__(self, seed: int):
        self.initialize(seed)
        self.left = 0.0
        self.right = 1.0
        self.width = 1.0
        self.haveRange = False

    def initialize(self, seed: int) -> None:

        self.seed = seed
        seed = abs(seed)
        jseed = min(seed, self.m1)
        if (jseed % 2 == 0):
            jseed -= 1
        k0 = 9069 % self.m2
        k1 = 9069 / self.m2
        j0 = jseed % self.m2
        j1 = jseed / self.m2
        self.m = [0.0] * 17
        for iloop in range(17):
            jseed = j0 * k0
            j1 = (jseed / self.m2 + j0 * k1 + j1 * k0) % (self.m2 / 2)
            j0 = jseed % self.m2
            self.m[iloop] = j0 + self.m2 * j1
        self.i = 4
        self.j = 16

    def nextDouble(self) -> float:
        I, J, m = self.i, self.j, self.m
        k = m[I] - m[J]
        if (k < 0):
            k += self.m1
        self.m[J] = k

        if (I == 0):
            I = 16
        else:
            I -= 1
        self.i = I

        if (J == 0):
            J = 16
        else:
            J -= 1
        self.j = J

        if (self.haveRange):
            return self.left + self.dm1 * float(k) * self.width
        else:
            return self.dm1 * float(k)

    def RandomMatrix(self, a: Array2D) -> Array2D:
        for x, y in a.indexes():
            a[x, y] = self.nextDouble()
        return a

    def RandomVector(self, n: int) -> list[float]:
        return [self.nextDouble() for i in range(n)]


def copy_vector(vec: list[float]) -> list[float]:
    # Copy a vector created by Random.RandomVector()
    return vec[:]


def SOR_execute(omega: float, G: Array2D, cycles: int) -> None:
    for p in range(cycles):
        for y in range(1, G.height - 1):
            for x in range(1, G.width - 1):
                G[x, y] = (omega * 0.25 * (G[x, y - 1] + G[x, y + 1] + G[x - 1, y]
                                           + G[x + 1, y])
                           + (1.0 - omega) * G[x, y])


def bench_SOR(n: int, cycles: int) -> float:
    G = Array2D(n, n)
    for x, y in G.indexes():
        G[x, y] = x - y * 0.5
    SOR_execute(1.25, G, cycles)
    return G[n // 2, n // 2]


def SparseCompRow_matmult(M: int, y: list[float], val: list[float], row: list[int], col: list[int], x: list[float], num_iterations: int) -> None:
    for _ in range(num_iterations):
        for r in range(M):
            sa = 0.0
            for i in range(row[r], row[r + 1]):
                sa += x[col[i]] * val[i]
            y[r] = sa


def bench_SparseMatMult(cycles: int, N: int, nz: int) -> list[float]:
    x = [0.0] * N
    y = [0.0] * N

    nr = nz // N
    anz = nr * N
    val = [0.0] * anz
    col = [0] * nz
    row = [0] * (N + 1)

    row[0] = 0
    for r in range(N):
        rowr = row[r]
        step = r // nr
        row[r + 1] = rowr + nr
        if step < 1:
            step = 1
        for i in range(nr):
            col[rowr + i] = i * step

    for i in range(N):
        x[i] = i * 0.5
    for i in range(anz):
        val[i] = 1.0 / (i + 1)
    SparseCompRow_matmult(N, y, val, row, col, x, cycles)
    return y


def MonteCarlo(Num_samples: int) -> float:
    rnd = Random(113)
    under_curve = 0
    for count in range(Num_samples):
        x = rnd.nextDouble()
        y = rnd.nextDouble()
        if x * x + y * y <= 1.0:
            under_curve += 1
    return float(under_curve) / Num_samples * 4.0


def LU_factor(A: list[list[float]], pivot: list[int]) -> None:
    M, N = len(A), len(A[0])
    minMN = min(M, N)
    for j in range(minMN):
        jp = j
        t = abs(A[j][j])
        for i in range(j + 1, M):
            ab = abs(A[i][j])
            if ab > t:
                jp = i
                t = ab
        pivot[j] = jp

        if A[jp][j] == 0:
            raise Exception("factorization failed because of zero pivot")

        if jp != j:
            A[j], A[jp] = A[jp], A[j]

        if j < M - 1:
            recp = 1.0 / A[j][j]
            for k in range(j + 1, M):
                A[k][j] *= recp

        if j < minMN - 1:
            for ii in range(j + 1, M):
                for jj in range(j + 1, N):
                    A[ii][jj] -= A[ii][j] * A[j][jj]


def LU(lu: list[list[float]], A: list[list[float]], pivot: list[int]) -> None:
    for l1, l2 in zip(lu, A):
        l1[:] = l2
    LU_factor(lu, pivot)


def bench_LU(cycles: int, N: int) -> list[list[float]]:
    rnd = Random(7)
    A = [rnd.RandomVector(N) for i in range(N)]
    lu = [[0.0] * N for i in range(N)]
    pivot = [0] * N
    for _ in range(cycles):
        LU(lu, A, pivot)
    return lu


def int_log2(n: int) -> int:
    k = 1
    log = 0
    while k < n:
        k *= 2
        log += 1
    if n != 1 << log:
        raise Exception("FFT: Data length is not a power of 2: %s" % n)
    return log


def FFT_num_flops(N: int) -> float:
    return (5.0 * N - 2) * int_log2(N) + 2 * (N + 1)


def FFT_transform_internal(N: int, data: list[float], direction: int) -> None:
    n = N // 2
    bit = 0
    dual = 1
    if n == 1:
        return

    logn = int_log2(n)
    if N == 0:
        return
    FFT_bitreverse(N, data)

    # apply fft recursion
    # this loop executed int_log2(N) times
    bit = 0
    while bit < logn:
        w_real = 1.0
        w_imag = 0.0
        theta = 2.0 * direction * math.pi / (2.0 * float(dual))
        s = math.sin(theta)
        t = math.sin(theta / 2.0)
        s2 = 2.0 * t * t
        for b in range(0, n, 2 * dual):
            i = 2 * b
            j = 2 * (b + dual)
            wd_real = data[j]
            wd_imag = data[j + 1]
            data[j] = data[i] - wd_real
            data[j + 1] = data[i + 1] - wd_imag
            data[i] += wd_real
            data[i + 1] += wd_imag
        for a in range(1, dual):
            tmp_real = w_real - s * w_imag - s2 * w_real
            tmp_imag = w_imag + s * w_real - s2 * w_imag
            w_real = tmp_real
            w_imag = tmp_imag
            for b in range(0, n, 2 * dual):
                i = 2 * (b + a)
                j = 2 * (b + a + dual)
                z1_real = data[j]
                z1_imag = data[j + 1]
                wd_real = w_real * z1_real - w_imag * z1_imag
                wd_imag = w_real * z1_imag + w_imag * z1_real
                data[j] = data[i] - wd_real
                data[j + 1] = data[i + 1] - wd_imag
                data[i] += wd_real
                data[i + 1] += wd_imag
        bit += 1
        dual *= 2


def FFT_bitreverse(N: int, data: list[float]) -> None:
    n = N // 2
    nm1 = n - 1
    j = 0
    for i in range(nm1):
        ii = i << 1
        jj = j << 1
        k = n >> 1
        if i < j:
            tmp_real = data[ii]
            tmp_imag = data[ii + 1]
            data[ii] = data[jj]
            data[ii + 1] = data[jj + 1]
            data[jj] = tmp_real
            data[jj + 1] = tmp_imag
        while k <= j:
            j -= k
            k >>= 1
        j += k


def FFT_transform(N: int, data: list[float]) -> None:
    FFT_transform_internal(N, data, -1)


def FFT_inverse(N: int, data: list[float]) -> None:
    n = N / 2
    norm = 0.0
    FFT_transform_internal(N, data, +1)
    norm = 1 / float(n)
    for i in range(N):
        data[i] *= norm


def bench_FFT(N: int, cycles: int) -> list[float]:
    twoN = 2 * N
    x = Random(7).RandomVector(twoN)
    for i in range(cycles):
        FFT_transform(twoN, x)
        FFT_inverse(twoN, x)
    return x


def run(n: int, cycles: int) -> tuple[float, float, float, float, float]:
    x = bench_FFT(n, cycles)
    lu = bench_LU(cycles, n)
    y = bench_SparseMatMult(cycles, n, 5 * n)
    return bench_SOR(n, cycles), MonteCarlo(n * cycles), sum(x), sum([row[-1] for row in lu]), sum(y)
