import numpy as np


def by_loops(unsigned char[:, ::1] first, int steps):
    cdef unsigned char[:, ::1] board = first.copy(), new = first.copy()
    cdef Py_ssize_t rows = board.shape[0], columns = board.shape[1], i, j, di, dj
    cdef int neighbours
    for _ in range(steps):
        for i in range(rows):
            for j in range(columns):
                neighbours = 0
                for di in range(-1, 2):
                    for dj in range(-1, 2):
                        if di != 0 or dj != 0:
                            neighbours += board[(i + di + rows) % rows, (j + dj + columns) % columns]
                new[i, j] = 1 if neighbours == 3 or (neighbours == 2 and board[i, j] == 1) else 0
        board, new = new, board
    return np.asarray(board)


def by_slices(first, int steps):
    rows, columns = first.shape
    framed = np.zeros((rows + 2, columns + 2), dtype=np.uint8)
    framed[1:-1, 1:-1] = first
    cdef unsigned char[:, ::1] board = framed, new = framed.copy()
    cdef Py_ssize_t n = rows, m = columns, i, j
    cdef unsigned char around
    for _ in range(steps):
        board[0, :] = board[n, :]
        board[n + 1, :] = board[1, :]
        board[:, 0] = board[:, m]
        board[:, m + 1] = board[:, 1]
        for i in range(1, n + 1):
            for j in range(1, m + 1):
                around = (board[i - 1, j - 1] + board[i - 1, j] + board[i - 1, j + 1] + board[i, j - 1] + board[i, j + 1]
                          + board[i + 1, j - 1] + board[i + 1, j] + board[i + 1, j + 1])
                new[i, j] = around == 3 or (around == 2 and board[i, j] == 1)
        board, new = new, board
    return np.asarray(board)[1:-1, 1:-1].copy()
