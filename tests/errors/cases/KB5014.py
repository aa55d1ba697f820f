# pythran export f(int or float or int8 or int16 or int32 or uint8 or uint16, int or float or int8 or int16 or int32 or uint8 or uint16, int or float or int8 or int16 or int32 or uint8 or uint16)  # <- KB5014
def f(x, y, z):
    return x
