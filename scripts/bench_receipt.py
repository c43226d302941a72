"""How many receipts a second python-escpos makes; `till bench receipt` runs it.

Reads a receipt's lines from standard input, finished: the peer is spared data, template and
layout. A line that begins with ^ is printed bold and in double size. Arguments: the digits of an
EAN-13 code, rounds, receipts a round. Prints the median rate per second of processor time.
"""

import contextlib
import os
import statistics
import sys
import time

from escpos.printer import Dummy


def receipt(lines, code):
    printer = Dummy()
    for line in lines:
        if line.startswith("^"):
            printer.set(bold=True, double_width=True, double_height=True)
            printer.text(line[1:])
            printer.set(normal_textsize=True, bold=False)
        else:
            printer.text(line)
    printer.barcode(code, "EAN13", 56, 2, "BELOW", "A")
    printer.cut()
    return printer.output


def main():
    code, rounds, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    lines = sys.stdin.read().splitlines(keepends=True)
    rates = []
    # It tells standard output of every barcode.
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        # The first round warms up and is left out.
        for _ in range(rounds + 1):
            begin = time.process_time()
            for _ in range(count):
                receipt(lines, code)
            rates.append(count / (time.process_time() - begin))
    print(round(statistics.median(rates[1:])))


main()
