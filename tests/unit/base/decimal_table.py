#!/usr/bin/env python3
"""Writes decimal_table.h: sums, products, quotients and roundings worked out with
Python's big integers, which share nothing with src/base/decimal.c."""
import random
from fractions import Fraction

random.seed(20220101)
MOST, SCALE = 10**18 - 1, 12


def holds(value):
    return any((value * 10**s).denominator == 1 and abs(value * 10**s) <= MOST for s in range(SCALE + 1))


def text(value):
    """The shortest plain notation, or None when 18 digits and 12 decimals cannot hold it."""
    if not holds(value):
        return None
    scale = next(s for s in range(SCALE + 1) if (value * 10**s).denominator == 1)
    digits = str(abs(int(value * 10**scale))).rjust(scale + 1, "0")
    whole, part = (digits[:-scale], "." + digits[-scale:]) if scale else (digits, "")
    return ("-" if value < 0 else "") + whole + part


def half_away(value, scale):
    scaled = abs(value) * 10**scale
    whole = int(scaled)
    if 2 * (scaled - whole) >= 1:
        whole += 1
    return Fraction(whole if value >= 0 else -whole, 10**scale)


def number():
    digits = random.choice([1, 2, 3, 6, 9, 12, 15, 17, 18])
    value = random.choice([random.randrange(10**digits), 10**digits - 1, 10 ** (digits - 1), 5 * 10 ** (digits - 1)])
    return Fraction(random.choice([1, 1, -1]) * value, 10 ** random.choice([0, 0, 1, 2, 2, 4, 6, 12]))


rows = []
for _ in range(110):
    a, b, scale = number(), number(), random.choice([0, 1, 2, 2, 4, 6, 12])
    rows.append(("+", a, b, 0, text(a + b)))
    rows.append(("-", a, b, 0, text(a - b)))
    rows.append(("*", a, b, 0, text(a * b)))
    rows.append(("/", a, b, scale, text(half_away(a / b, scale)) if b else None))
    rows.append(("r", a, Fraction(0), scale, text(half_away(a, scale))))
    rows.append(("<", a, b, 0, str((a > b) - (a < b))))
    power = random.randrange(-20, 21)
    rows.append(("e", a, Fraction(0), power, text(a * Fraction(10) ** power)))
for near in range(-30, 31):  # around halves, where rounding errs
    a = Fraction(near, 20)
    rows.append(("r", a, Fraction(0), 0, text(half_away(a, 0))))
    rows.append(("/", Fraction(near), Fraction(20), 1, text(half_away(Fraction(near, 20), 1))))

with open(__file__.replace(".py", ".h"), "w", encoding="utf-8") as out:
    out.write("/* Made by decimal_table.py. operation, a, b, decimals or power, result (NULL: it cannot be held). */\n")
    out.write("static const struct { char op; const char *a, *b; int n; const char *result; } decimal_table[] = {\n")
    for op, a, b, n, result in rows:
        if text(a) is None or text(b) is None:
            continue
        shown = f'"{result}"' if result is not None else "NULL"
        out.write(f'    {{\'{op}\', "{text(a)}", "{text(b)}", {n}, {shown}}},\n')
    out.write("};\n")
