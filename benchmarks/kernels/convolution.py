"""A layer of a neural network: images (number, height, width, channels) under square filters (height, width, channels, filters), and a bias; no border."""

import numpy as np

Batch = np.ndarray[tuple[int, int, int, int], np.dtype[np.float32]]
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]


def by_loops(images: Batch, filters: Batch, bias: Vector) -> Batch:
    number, height, width, channels = images.shape
    size = filters.shape[0]
    count = filters.shape[3]
    out = np.empty((number, height - size + 1, width - size + 1, count), dtype=np.float32)
    for n in range(number):
        for i in range(height - size + 1):
            for j in range(width - size + 1):
                for f in range(count):
                    out[n, i, j, f] = bias[f]
                for di in range(size):
                    for dj in range(size):
                        for c in range(channels):
                            x = images[n, i + di, j + dj, c]
                            for f in range(count):
                                out[n, i, j, f] += x * filters[di, dj, c, f]
    return out


def by_windows(images: Batch, filters: Batch, bias: Vector) -> Batch:
    size = filters.shape[0]
    rows = images.shape[1] - size + 1
    columns = images.shape[2] - size + 1
    out = np.empty((images.shape[0], rows, columns, filters.shape[3]), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            out[:, i, j, :] = np.sum(images[:, i:i + size, j:j + size, :, None] * filters, axis=(1, 2, 3))
    return out + bias
