"""CRC-16/CCITT-FALSE, bit by bit."""

import numpy as np

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]


def crc16(data: Bytes) -> int:
    crc = 0xFFFF
    for byte in data:
        crc ^= int(byte) << 8
        for _ in range(8):
            if crc & 0x8000:
                crc = ((crc << 1) ^ 0x1021) & 0xFFFF
            else:
                crc = (crc << 1) & 0xFFFF
    return crc
