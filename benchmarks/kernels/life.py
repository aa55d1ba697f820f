"""Conway's game of life on a torus: by loops, and by slices of a framed board."""

import numpy as np

Board = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def by_loops(board: Board, steps: int) -> Board:
    rows, columns = board.shape
    board = board.copy()
    for _ in range(steps):
        new = np.zeros_like(board)
        for i in range(rows):
            for j in range(columns):
                neighbours = 0
                for di in range(-1, 2):
                    for dj in range(-1, 2):
                        if di != 0 or dj != 0:
                            neighbours += int(board[(i + di) % rows, (j + dj) % columns])
                if neighbours == 3 or (neighbours == 2 and board[i, j] == 1):
                    new[i, j] = 1
        board = new
    return board


def by_slices(board: Board, steps: int) -> Board:
    rows, columns = board.shape
    framed = np.zeros((rows + 2, columns + 2), dtype=np.uint8)
    framed[1:-1, 1:-1] = board
    for _ in range(steps):
        framed[0] = framed[-2]
        framed[-1] = framed[1]
        framed[:, 0] = framed[:, -2]
        framed[:, -1] = framed[:, 1]
        around = (framed[:-2, :-2] + framed[:-2, 1:-1] + framed[:-2, 2:] + framed[1:-1, :-2] + framed[1:-1, 2:]
                  + framed[2:, :-2] + framed[2:, 1:-1] + framed[2:, 2:])
        alive = framed[1:-1, 1:-1]
        framed[1:-1, 1:-1] = (around == 3) | ((around == 2) & (alive == 1))
    return framed[1:-1, 1:-1].copy()
