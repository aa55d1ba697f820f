import numexpr


def arc_distance(theta_1, phi_1, theta_2, phi_2):
    half = numexpr.evaluate("sin((theta_2 - theta_1) / 2) ** 2 + cos(theta_1) * cos(theta_2) * sin((phi_2 - phi_1) / 2) ** 2")
    return numexpr.evaluate("2 * arctan2(sqrt(half), sqrt(1 - half))")
